"""Days whose text is asked for. The names stand in addresses, hence Polish."""

import datetime
from typing import Any

from apps.core.forms import Form, PolishDateField, typed_day

_WRONG = dict.fromkeys(("invalid", "required"), "Podaj dzień, np. 1.09.2018.")


class DayField(PolishDateField):
    """Shown in Polish also when it came in an address, as 2018-09-01."""

    def prepare_value(self, value: Any) -> Any:
        day = value if isinstance(value, datetime.date) else typed_day(str(value or ""))
        return super().prepare_value(day or value)


class DayForm(Form):
    dzien = DayField(label="Stan na dzień", error_messages=_WRONG)


class DaysForm(Form):
    od = DayField(label="Tekst z dnia", error_messages=_WRONG)
    do = DayField(label="Porównaj z tekstem z dnia", error_messages=_WRONG)
