from decimal import Decimal
from typing import Any

from django import forms

from apps.core.forms import Form, PolishDateField, Section

from .. import rules as structure_rules
from ..forms import NO_UNIT, TimeField
from ..models import Variant, VariantPosition, VariantUnit
from ..staffing.words import amount_of
from . import rules
from .people import Pair, Seat

NOTHING, WHOLE = "", "razem"
GONE, SAME = "bez", "bez-zmian"
MOST = 4  # variants set side by side: more does not fit beside one another


def _clean(text: str) -> str:
    return " ".join(text.split())


class VariantForm(Form):
    name = forms.CharField(
        label="Nazwa wariantu", max_length=200, help_text="Np. Nowy Regulamin Organizacyjny, wersja 2."
    )
    description = forms.CharField(
        label="Na czym polega",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Nie wpisuj danych osobowych klientów ośrodka.",
    )

    def clean_name(self) -> str:
        return _clean(self.cleaned_data["name"])

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "description")}


class DrawingForm(VariantForm):
    day = PolishDateField(label="Według struktury z dnia", help_text="Od niej zaczniesz; potem zmienisz, co trzeba.")


class ProposedUnitForm(Form):
    layout = [Section("Komórka", "name", "symbol"), Section("Miejsce w strukturze", "parent", "rank")]
    name = forms.CharField(label="Nazwa", max_length=200)
    symbol = forms.CharField(label="Symbol", max_length=20, required=False)
    parent = forms.TypedChoiceField(label="Podlega", required=False, coerce=int, empty_value=None)
    rank = forms.IntegerField(
        label="Kolejność", min_value=0, max_value=999, initial=0, help_text="Wśród komórek, które podlegają tej samej."
    )

    def __init__(self, *args: Any, variant: Variant, unit: VariantUnit | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        units = list(variant.units.all())
        inside = rules.below(unit, units) if unit else set()
        self.units = {one.pk: one for one in units if one.pk not in inside}
        self.fields["parent"].choices = [("", NO_UNIT), *((pk, one.name) for pk, one in self.units.items())]

    def clean_name(self) -> str:
        return _clean(self.cleaned_data["name"])

    def clean_parent(self) -> VariantUnit | None:
        return self.units.get(self.cleaned_data["parent"])

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("name", "symbol", "parent", "rank")}


class RemovingForm(Form):
    into = forms.ChoiceField(
        label="Co ze stanowiskami i komórkami, które w niej są",
        help_text="Stanowisko kierujące tą komórką nie będzie kierować tą, do której przejdzie.",
    )

    def __init__(self, *args: Any, unit: VariantUnit, **kwargs: Any):
        super().__init__(*args, **kwargs)
        units = list(unit.variant.units.all())
        inside = rules.below(unit, units)
        self.units = {str(one.pk): one for one in units if one.pk not in inside}
        moves = [(pk, f"przenieś do: {one.name}") for pk, one in self.units.items()]
        self.fields["into"].choices = [(NOTHING, "– wybierz –"), *moves, (WHOLE, "usuń razem z komórką")]
        if len(inside) == 1 and not unit.positions.exists():
            del self.fields["into"]

    @property
    def target(self) -> VariantUnit | None:
        return self.units.get(self.cleaned_data.get("into", NOTHING))

    @property
    def whole(self) -> bool:
        return self.cleaned_data.get("into") == WHOLE


class ProposedPositionForm(Form):
    layout = [
        Section("Stanowisko", "name", "symbol", "fte"),
        Section("Miejsce w strukturze", "unit", "leads", "key_post"),
    ]
    name = forms.CharField(label="Nazwa", max_length=200, help_text="Np. pracownik ds. świadczeń.")
    symbol = forms.CharField(label="Symbol", max_length=20, required=False)
    fte = TimeField(label="Liczba etatów", most=Decimal("999.99"), initial="1", help_text="Np. 1, 0,5 albo 12,25.")
    unit = forms.TypedChoiceField(label="Komórka", coerce=int)
    leads = forms.BooleanField(label="Kieruje komórką", required=False)
    key_post = forms.ModelChoiceField(
        None, label="Stanowisko kluczowe w modelu", required=False, empty_label="– nie jest kluczowe –"
    )

    def __init__(self, *args: Any, variant: Variant, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.units = {one.pk: one for one in variant.units.all()}
        self.fields["unit"].choices = [(pk, one.name) for pk, one in self.units.items()]
        self.fields["key_post"].queryset = structure_rules.key_posts(variant.centre)

    def clean_name(self) -> str:
        return _clean(self.cleaned_data["name"])

    def clean_unit(self) -> VariantUnit:
        return self.units[self.cleaned_data["unit"]]

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("unit", "name", "symbol", "fte", "key_post", "leads")}


class DroppingForm(Form):
    why = forms.CharField(
        label="Dlaczego",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Wariant zostanie na liście, z tym powodem. Nie wpisuj danych osobowych klientów ośrodka.",
    )


class SubmittingForm(Form):
    basis = forms.CharField(
        label="Na jakiej podstawie",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Akt, który wprowadza nowy Regulamin Organizacyjny, np. zarządzenie nr 12/2019 Prezydenta Miasta "
        "z dnia 27 lutego 2019 r.",
    )

    def clean_basis(self) -> str:
        return _clean(self.cleaned_data["basis"])


class NoteForm(Form):
    """What the director says to kadry."""

    note = forms.CharField(
        label="Dlaczego",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kadry zobaczą te słowa na stronie wariantu. Nie wpisuj danych osobowych klientów ośrodka.",
    )


class MovesForm(Form):
    """For each person shown: the position of the variant they go to."""

    UNKNOWN, STAYS, LEAVES = "– jeszcze nie wiadomo –", "zostaje na swoim stanowisku", "kończy pracę na tym stanowisku"

    def __init__(self, *args: Any, seats: list[Seat], variant: Variant, **kwargs: Any):
        self.seats = {f"osoba-{seat.key}": seat for seat in seats}
        self.targets = {str(one.pk): one for one in variant.positions.select_related("unit")}
        initial = {name: self._planned(seat) for name, seat in self.seats.items()}
        super().__init__(*args, initial=initial, **kwargs)
        goals = self._goals()
        for name, seat in self.seats.items():
            first = self.UNKNOWN if seat.is_dropped else self.STAYS
            self.fields[name] = forms.ChoiceField(
                label=f"{seat.person} – {seat.position.name} ({seat.unit_name}), {amount_of(seat.fte)}",
                choices=[(SAME, first), *goals, (GONE, self.LEAVES)],
            )
        dropped = [name for name, seat in self.seats.items() if seat.is_dropped]
        others = [name for name in self.seats if name not in dropped]
        self.layout = [
            *([Section("Ze stanowisk, których nie ma w wariancie", *dropped)] if dropped else []),
            *([Section("Z pozostałych stanowisk", *others)] if others else []),
        ]

    @staticmethod
    def _planned(seat: Seat) -> str:
        return SAME if seat.move is None else str(seat.move.target_id or GONE)

    def _goals(self) -> list[tuple[str, list[tuple[str, str]]]]:
        by_unit: dict[str, list[tuple[str, str]]] = {}
        for pk, one in self.targets.items():
            by_unit.setdefault(one.unit.name, []).append((pk, f"{one.name} – {amount_of(one.fte)}"))
        return list(by_unit.items())

    @property
    def chosen(self) -> tuple[dict[Pair, VariantPosition | None], set[Pair]]:
        """What changes against the plan: who goes where, and for whom nothing is planned any more."""
        chosen = [(self.seats[name], self.cleaned_data[name]) for name in self.changed_data]
        pairs = {(seat.position.key[1], seat.person.pk): value for seat, value in chosen}
        wanted = {pair: self.targets.get(value) for pair, value in pairs.items() if value != SAME}
        return wanted, pairs.keys() - wanted.keys()
