from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join

from apps.core import clock
from apps.core.forms import Form, PolishDateField
from apps.orders import relations
from apps.orders.models import Order

from .reading import NOBODY, Asked

STATUSES = [
    ("", "wszystkie"),
    (relations.ANY_IN_FORCE, "obowiązuje (także ze zmianami)"),
    (relations.IN_FORCE, "obowiązuje bez zmian"),
    (relations.CHANGED, relations.WORDS[relations.CHANGED]),
    (relations.AWAITS, relations.WORDS[relations.AWAITS]),
    (relations.REPEALED, relations.WORDS[relations.REPEALED]),
    (relations.STRUCK, relations.WORDS[relations.STRUCK]),
]
RELATIONS = [
    ("", "wszystkie"),
    ("zmienia", "zmienia inne"),
    ("zmienione", "zmienione przez inne"),
    ("uchyla", "uchyla inne"),
    ("uchylone", "uchylone przez inne"),
]
FURTHER = ["rodzaj", "komorka", "status", "dzien", "relacja"]


class PlainSelect(forms.Select):
    """Written at once: Django's own takes a template for each option, and this page has dozens of them."""

    def render(self, name, value, attrs=None, renderer=None):
        chosen = self.format_value(value)
        said = [(flatatt({"value": key, "selected": str(key) in chosen}), word) for key, word in self.choices]
        options = format_html_join("", "<option{}>{}</option>", said)
        attributes = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, attributes, options)


def _choice(kind, **fields):
    return kind(required=False, widget=PlainSelect, **fields)


class RegisterFilter(Form):
    """What of the register is shown. It stands in the address; a choice that is none counts as not asked."""

    szukaj = forms.CharField(label="Szukaj w numerze i przedmiocie", required=False, max_length=200)
    rok = _choice(forms.TypedChoiceField, label="Rok", coerce=int, empty_value=None)
    rodzaj = _choice(forms.ChoiceField, label="Rodzaj", choices=[("", "wszystkie"), *Order.Kind.choices])
    komorka = _choice(forms.ChoiceField, label="Komórka opracowująca")
    status = _choice(forms.ChoiceField, label="Status", choices=STATUSES)
    dzien = PolishDateField(label="Status na dzień", required=False, help_text="Puste: dziś.")
    relacja = _choice(forms.ChoiceField, label="Związek z innymi", choices=RELATIONS)

    def __init__(self, data, *, years, units):
        super().__init__(data)
        self.fields["rok"].choices = [("", "wszystkie"), *((year, str(year)) for year in years)]
        self.fields["komorka"].choices = [("", "wszystkie"), *((unit, unit) for unit in units), (NOBODY, "nie podano")]

    @property
    def first(self):
        return [self["szukaj"], self["rok"]]

    @property
    def further(self):
        return [self[name] for name in FURTHER]

    @property
    def is_narrowed(self) -> bool:
        return any(self.data.get(name) for name in FURTHER)

    def asked(self) -> Asked:
        self.is_valid()
        said = self.cleaned_data
        return Asked(
            day=said.get("dzien") or clock.today(),
            year=said.get("rok"),
            kind=said.get("rodzaj", ""),
            unit=said.get("komorka", ""),
            standing=said.get("status", ""),
            relation=said.get("relacja", ""),
            sought=said.get("szukaj", "").strip(),
        )

    def in_words(self) -> list[tuple[str, str]]:
        """Label and choice of everything asked for, for what is printed."""
        self.is_valid()
        chosen = {name: value for name, value in self.cleaned_data.items() if value and name != "dzien"}
        return [(str(self[name].label), self._word(name, value)) for name, value in chosen.items()]

    def _word(self, name, value):
        choices = {str(key): str(word) for key, word in getattr(self.fields[name], "choices", [])}
        return choices.get(str(value), str(value))
