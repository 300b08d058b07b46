from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from apps.accounts.forms import PersonForm
from apps.accounts.models import Centre
from apps.core import clock
from apps.core.forms import Form, PersonChoiceField, PolishDateField, Section

from . import reading, rules
from .models import Unit
from .staffing.words import number

NO_UNIT = "– wprost pod kierującym ośrodkiem –"


class TimeField(forms.CharField):
    """Full-time equivalents typed the Polish way: 1, 0,5 or 0.50."""

    def __init__(self, *, most: Decimal, **kwargs: Any):
        super().__init__(max_length=8, **kwargs)
        self.most = most
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        time = typed_time(text)
        if time is None or not Decimal("0.01") <= time <= self.most:
            span = f"od 0,01 do {number(self.most)}"
            raise forms.ValidationError(f"W polu „{self.label}” wpisz liczbę {span}, np. 1 albo 0,5.")
        return time

    def prepare_value(self, value: Any) -> Any:
        return in_polish(value) if isinstance(value, Decimal) else value


def typed_time(text: str) -> Decimal | None:
    """At most two decimal places; None when it is no such number."""
    try:
        time = Decimal(text.replace(",", ".").replace("\u00a0", "").strip())
    except InvalidOperation:
        return None
    return time if time.is_finite() and time == round(time, 2) else None


def in_polish(time: Decimal) -> str:
    """0.50 → „0,5”; 1.00 → „1”: as on the pages."""
    return number(time)


class UnitForm(Form):
    """How a unit is called and what it belongs to, from a day on."""

    layout = [
        Section("Komórka", "name", "symbol"),
        Section("Miejsce w strukturze", "parent", "rank"),
        Section("Od kiedy", "since"),
    ]
    name = forms.CharField(label="Nazwa", max_length=200, help_text="Np. Zespół ds. Pracy Socjalnej.")
    symbol = forms.CharField(label="Symbol", max_length=20, required=False, help_text="Np. ZPS.")
    parent = forms.TypedChoiceField(label="Podlega", required=False, empty_value=None)
    rank = forms.IntegerField(
        label="Kolejność", min_value=0, max_value=999, initial=0, help_text="Wśród komórek, które podlegają tej samej."
    )
    since = PolishDateField(label="Od dnia")

    def __init__(self, *args: Any, centre: Centre, unit: Unit | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = {pk: name for pk, name in reading.unit_names(centre).items() if unit is None or pk != unit.pk}
        self.fields["parent"].choices = [("", NO_UNIT), *names.items()]
        self.fields["parent"].coerce = int
        self.units = centre.units

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_parent(self) -> Unit | None:
        chosen = self.cleaned_data["parent"]
        return self.units.get(pk=chosen) if chosen else None

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "symbol", "parent", "rank")}


class PositionForm(Form):
    """What a position is, from a day on."""

    layout = [
        Section("Stanowisko", "name", "symbol", "fte"),
        Section("Miejsce w strukturze", "unit", "leads", "key_post"),
        Section("Od kiedy", "since"),
    ]
    name = forms.CharField(label="Nazwa", max_length=200, help_text="Np. starszy pracownik socjalny.")
    symbol = forms.CharField(label="Symbol", max_length=20, required=False)
    fte = TimeField(label="Liczba etatów", most=Decimal("999.99"), initial="1", help_text="Np. 1, 0,5 albo 12,25.")
    unit = forms.TypedChoiceField(label="Komórka", coerce=int)
    leads = forms.BooleanField(
        label="Kieruje komórką", required=False, help_text="Kto zajmuje to stanowisko, jest kierownikiem komórki."
    )
    key_post = forms.ModelChoiceField(
        None,
        label="Stanowisko kluczowe w modelu",
        required=False,
        empty_label="– nie jest kluczowe –",
        help_text="Według modelu realizacji usług; liczone we wskaźnikach zatrudnienia.",
    )
    since = PolishDateField(label="Od dnia")

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = list(reading.unit_names(centre).items())
        self.fields["key_post"].queryset = rules.key_posts(centre)
        self.units = centre.units

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean_unit(self) -> Unit:
        return self.units.get(pk=self.cleaned_data["unit"])

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("unit", "name", "symbol", "fte", "key_post", "leads")}


class ClosingForm(Form):
    since = PolishDateField(
        label="Pierwszy dzień, w którym jej już nie ma", help_text="Wcześniejsze dni zostają w historii."
    )


class EmploymentForm(Form):
    """A person on a position; days as people say them, the last one included."""

    person = PersonChoiceField(label="Osoba")
    fte = TimeField(label="Część etatu", most=Decimal("2"), initial="1", help_text="Np. 1 albo 0,5.")
    since = PolishDateField(label="Od dnia")
    last_on = PolishDateField(label="Do dnia", required=False, help_text="Ostatni dzień; puste: do odwołania.")

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = centre.people.filter(left_on=None)

    def clean(self) -> dict[str, Any]:
        _not_backwards(self)
        return super().clean()


class PositionChoiceField(forms.TypedChoiceField):
    """A position of the centre that stands now or will, under the name of its unit."""

    def __init__(self, **kwargs: Any):
        super().__init__(**({"label": "Stanowisko", "coerce": int} | kwargs))

    def of(self, centre: Centre, day: date) -> None:
        self.choices = [("", "– wybierz stanowisko –"), *reading.positions_to_choose(centre, day)]


class OwnEmploymentForm(EmploymentForm):
    """A position for a person who is known."""

    person = None
    position = PositionChoiceField()
    field_order = ["position", "fte", "since", "last_on"]

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any):
        Form.__init__(self, *args, **kwargs)
        self.fields["position"].of(centre, clock.today())


class NewEmployeeForm(PersonForm):
    """Somebody new, on a position at once."""

    layout = [
        Section("Osoba", "first_name", "last_name", "another", "gender", "email"),
        Section("Stanowisko", "position", "fte", "since", "last_on", "job_title"),
    ]
    another = forms.BooleanField(label="To inna osoba o tym samym imieniu i nazwisku", required=False)
    position = PositionChoiceField()
    fte = TimeField(label="Część etatu", most=Decimal("2"), initial="1", help_text="Np. 1 albo 0,5.")
    since = PolishDateField(label="Od dnia")
    last_on = PolishDateField(label="Do dnia", required=False, help_text="Ostatni dzień; puste: do odwołania.")

    class Meta(PersonForm.Meta):
        help_texts = {
            "job_title": "Tak, jak ma stać w zarządzeniu, np. inspektor w Dziale Organizacyjnym. Puste: sama nazwa "
            "stanowiska."
        }

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["position"].of(centre, clock.today())
        first, last = (" ".join(str(self.data.get(name, "")).split()) for name in ("first_name", "last_name"))
        same = centre.people.filter(first_name__iexact=first, last_name__iexact=last)
        self.namesakes = list(same) if first and last else []
        if not self.namesakes:
            self.layout = [Section("Osoba", "first_name", "last_name", "gender", "email"), self.layout[1]]
            del self.fields["another"]

    def clean(self) -> dict[str, Any]:
        if self.namesakes and not self.cleaned_data.get("another"):
            self.add_error("another", "W ośrodku jest już osoba o tym imieniu i nazwisku. Zaznacz, jeśli to ktoś inny.")
        _not_backwards(self)
        return super().clean()

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PersonForm.Meta.fields}


def _not_backwards(form: Form) -> None:
    since, last = form.cleaned_data.get("since"), form.cleaned_data.get("last_on")
    if since and last and last < since:
        form.add_error("last_on", "Ostatni dzień nie może być przed pierwszym.")


class LastDayForm(Form):
    last_on = PolishDateField(label="Ostatni dzień")


class LeavingForm(LastDayForm):
    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields[
            "last_on"
        ].help_text = "Najpóźniej dzisiaj. Odejście w przyszłości wpisz na stronie stanowiska, odnośnikiem „Zakończ”."


class KeyPostForm(Form):
    name = forms.CharField(label="Nazwa stanowiska", max_length=120, help_text="Np. asystent rodziny.")

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())
