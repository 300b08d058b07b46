"""Forms of every room derive from `Form` or `ModelForm`: messages that name the field, clean text, one layout."""

import re
import unicodedata
from copy import deepcopy
from datetime import date
from functools import cached_property
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms.utils import pretty_name

from .polish import MONTHS

_TYPED_DAY = re.compile(r"(\d{1,2})\s*[.\-/]\s*(\d{1,2})\s*[.\-/]\s*(\d{4})(?:\s*r\.?)?")
_DAY_IN_WORDS = re.compile(r"(?P<day>\d{1,2}) (?P<month>\w+) (?P<year>\d{4})(?: ?r\.?)?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_YEARS = range(1900, 2201)
_END_OF_LINE = re.compile(r"\r\n|\r|\n")
_MOST = 2_147_483_647  # what a column of whole numbers holds
_labels: dict[str, set[str]] = {}  # field name → labels seen, for pages that know only what was sent
_typed: dict[str, bool] = {}  # field name → whether any form lets people type it, and not only choose
_WIDTHS = [(12, "width-date"), (40, "width-short"), (80, "width-medium")]


def nfc(value: Any) -> Any:
    """The same text composed the one canonical way; lists item by item, anything else untouched."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    return [nfc(item) for item in value] if isinstance(value, list) else value


class Section(Fieldset):
    """A fieldset with a real legend and, under it, one line of hint. For the `layout` of a form."""

    template = "components/fieldset.html"

    def __init__(self, legend: str, *fields: Any, hint: str = "", **options: Any):
        super().__init__(legend, *fields, **options)
        self.hint = hint


class PolishDateField(forms.DateField):
    """A typed day: 1.9.2018, 01.09.2018, 2018-09-01 or 1 września 2018 r."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        self.widget.attrs = {"autocomplete": "off", "class": "width-date"} | self.widget.attrs
        if "invalid" not in (kwargs.get("error_messages") or {}):
            self.error_messages["invalid"] = "Podaj datę, np. 1.09.2018."

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return super().to_python(value)
        if (day := typed_day(str(value))) is None:
            year, *_ = _day_parts(str(value)) or [0]
            none_such = "Nie ma takiego dnia. " if year in _YEARS else ""
            raise forms.ValidationError(none_such + self.error_messages["invalid"], code="invalid")
        return day

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}.{value.month:02}.{value.year}" if isinstance(value, date) else value


def typed_day(text: str) -> date | None:
    """The day a person typed, or None when there is no such day."""
    if (parts := _day_parts(text)) is None:
        return None
    try:
        return date(*parts) if parts[0] in _YEARS else None
    except ValueError:
        return None


def _day_parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as typed, whether or not there is such a day; None when no day was meant."""
    text = " ".join(text.split())
    if found := _ISO_DAY.fullmatch(text):
        year, month, day = found.groups()
    elif found := _TYPED_DAY.fullmatch(text):
        day, month, year = found.groups()
    elif (found := _DAY_IN_WORDS.fullmatch(text.lower())) and found["month"] in MONTHS:
        day, month, year = found["day"], MONTHS.index(found["month"]) + 1, found["year"]
    else:
        return None
    return int(year), int(month), int(day)


class PersonChoiceField(forms.ModelChoiceField):
    """One person, found by the beginning of the surname. Give it people of one centre only."""

    def __init__(self, queryset: Any = None, **kwargs: Any):
        super().__init__(queryset, **({"empty_label": "– wybierz osobę –"} | kwargs))

    def _set_queryset(self, queryset: Any) -> None:
        if queryset is not None:
            queryset = queryset.order_by("last_name", "first_name", "pk")
        forms.ModelChoiceField._set_queryset(self, queryset)

    queryset = property(forms.ModelChoiceField._get_queryset, _set_queryset)

    def label_from_instance(self, person: Any) -> str:
        name = f"{person.last_name} {person.first_name}"
        return f"{name} – {person.job_title}" if person.job_title else name


class LinesField(forms.CharField):
    """A list typed as text, one item a line; empty lines do not count."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[str]:
        return lines(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return not self.disabled and lines(self.prepare_value(initial) or "") != lines(data or "")


def lines(text: str) -> list[str]:
    return [line.strip() for line in _END_OF_LINE.split(text) if line.strip()]


class Manners:
    """What all our forms share. `layout` is a list of field names and sections; without it fields come in order."""

    layout: list[Any] = []
    use_required_attribute = False  # our own messages name the field and the way out

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = str(pretty_name(name) if field.label is None else field.label)
            name_in_messages(field, label)
            keep_in_bounds(field)
            fit_width(field)
            _typed[name] = _typed.get(name, False) or not isinstance(field, forms.ChoiceField | forms.BooleanField)
            if len(seen := _labels.setdefault(name, set())) < 2:
                seen.add(label)

    @cached_property
    def helper(self) -> FormHelper:
        """How crispy lays this form out: only the fields; the page gives the <form> and its buttons."""
        helper = FormHelper()
        helper.form_tag = False
        if self.layout:
            helper.layout = Layout(*deepcopy(self.layout))
            helper.render_unmentioned_fields = True
        return helper

    def _widget_data_value(self, widget: Any, html_name: str) -> Any:
        return nfc(super()._widget_data_value(widget, html_name))


class Form(Manners, forms.Form):
    """Base of forms that are not of one model."""


class ModelForm(Manners, forms.ModelForm):
    """Base of forms of one model: explicit `fields`, never `__all__`; days are typed the Polish way."""

    def __init_subclass__(cls, **kwargs: Any):
        super().__init_subclass__(**kwargs)
        meta = getattr(cls, "Meta", None)
        if meta is not None and not hasattr(meta, "formfield_callback"):
            meta.formfield_callback = staticmethod(_field_for)


def _field_for(column: models.Field, **kwargs: Any) -> forms.Field | None:
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
        kwargs.setdefault("form_class", PolishDateField)
    return column.formfield(**kwargs)


def label_of(html_name: str) -> str:
    """The label of a field of which only the sent name is known (also „members-0-function”); the name if unsure."""
    known = _labels.get(html_name.rpartition("-")[2], set())
    return next(iter(known)) if len(known) == 1 else html_name


def is_chosen(html_name: str) -> bool:
    """Whether what was sent under the name is a code of a choice, in every form that has such a field."""
    return not _typed.get(html_name.rpartition("-")[2], True)


def name_in_messages(field: forms.Field, label: str) -> None:
    """Let the standard refusals name the field and say what to do; a form's own words stay."""
    for code, message in _messages(field, f"„{label}”").items():
        if field.error_messages.get(code) == _standard(field, code):
            field.error_messages[code] = message


def _standard(field: forms.Field, code: str) -> Any:
    for kind in type(field).__mro__:
        if code in getattr(kind, "default_error_messages", {}):
            return kind.default_error_messages[code]
    return None


def _messages(field: forms.Field, label: str) -> dict[str, str]:
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return {
            "required": _TO_CHOOSE.get(type(field.widget), "Wybierz pozycję z listy w polu {}.").format(label),
            "invalid_choice": f"W polu {label} wybierz jedną z podanych możliwości.",
        }
    if isinstance(field, forms.BooleanField):
        return {"required": f"Zaznacz pole {label}."}
    return _OF_KIND.get(type(field), lambda label: {})(label) | {
        "required": f"Wypełnij pole {label}.",
        "max_length": f"Skróć pole {label}: może mieć najwyżej %(limit_value)d znaków, a ma %(show_value)d.",
        "min_length": f"Wydłuż pole {label}: musi mieć co najmniej %(limit_value)d znaków, a ma %(show_value)d.",
        "null_characters_not_allowed": f"W polu {label} jest znak, którego nie da się zapisać. Wpisz tekst od nowa.",
    }


def keep_in_bounds(field: forms.Field) -> None:
    """A number that no column holds is refused in words, not by the database; hidden versions of texts, too."""
    if type(field) is forms.IntegerField:
        field.validators += [MaxValueValidator(_MOST)] if field.max_value is None else []
        field.validators += [MinValueValidator(-_MOST)] if field.min_value is None else []


_TO_CHOOSE = {
    forms.RadioSelect: "Zaznacz jedną z odpowiedzi w polu {}.",
    forms.CheckboxSelectMultiple: "Zaznacz co najmniej jedną pozycję w polu {}.",
}


def _of_number(label: str) -> dict[str, str]:
    return {
        "invalid": f"W polu {label} wpisz liczbę całkowitą, np. 3.",
        "min_value": f"W polu {label} wpisz liczbę nie mniejszą niż %(limit_value)s.",
        "max_value": f"W polu {label} wpisz liczbę nie większą niż %(limit_value)s.",
    }


def _of_address(label: str) -> dict[str, str]:
    return {"invalid": f"W polu {label} wpisz cały adres, np. anna.nowak@example.org."}


_OF_KIND = {forms.IntegerField: _of_number, forms.EmailField: _of_address}


def fit_width(field: forms.Field) -> None:
    """The width of a field says how much is expected in it."""
    attributes = field.widget.attrs
    if isinstance(field.widget, forms.NumberInput):
        attributes.setdefault("class", "width-number")
    elif isinstance(field.widget, forms.TextInput) and (limit := getattr(field, "max_length", None)):
        width = next((name for top, name in _WIDTHS if limit <= top), "")
        attributes.setdefault("class", width)
