from apps.core.forms import Form, PolishDateField


class DayForm(Form):
    """The day whose roster is shown. Its name stands in addresses, hence Polish."""

    dzien = PolishDateField(
        label="Skład w dniu",
        error_messages=dict.fromkeys(("invalid", "required"), "Podaj dzień, np. 11.06.2018."),
    )
