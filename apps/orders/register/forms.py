from django import forms

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


class RegisterFilter(Form):
    """What of the register is shown. It stands in the address; a choice that is none counts as not asked."""

    szukaj = forms.CharField(label="Szukaj w numerze i przedmiocie", required=False, max_length=200)
    rok = forms.TypedChoiceField(label="Rok", coerce=int, required=False, empty_value=None)
    rodzaj = forms.ChoiceField(label="Rodzaj", required=False, choices=[("", "wszystkie"), *Order.Kind.choices])
    komorka = forms.ChoiceField(label="Komórka opracowująca", required=False)
    status = forms.ChoiceField(label="Status", required=False, choices=STATUSES)
    dzien = PolishDateField(label="Status na dzień", required=False, help_text="Puste: dziś.")
    relacja = forms.ChoiceField(label="Związek z innymi", required=False, choices=RELATIONS)

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
