"""Days whose text is asked for. The names stand in addresses, hence Polish."""

from apps.core.forms import Form, PolishDateField

_WRONG = dict.fromkeys(("invalid", "required"), "Podaj dzień, np. 1.09.2018.")


class DayForm(Form):
    dzien = PolishDateField(label="Stan na dzień", error_messages=_WRONG)


class DaysForm(Form):
    od = PolishDateField(label="Tekst z dnia", error_messages=_WRONG)
    do = PolishDateField(label="Porównaj z tekstem z dnia", error_messages=_WRONG)
