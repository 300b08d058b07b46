"""Rows of the form of a change: those who are in the team, and provisions to add."""

from django import forms
from django.http import QueryDict

from apps.accounts.models import Person
from apps.core.errors import DomainError
from apps.core.forms import Form, LinesField
from apps.orders.amending.labels import label_after
from apps.orders.amending.units import cited, units_in, walk
from apps.orders.text import LITERA, Node, citation
from apps.teams.appointment.content import Appointee
from apps.teams.appointment.rows import FUNCTIONS
from apps.teams.appointment.rows import label as label_of_person
from apps.teams.models import Function

from .content import Addition, Seat, path_of

SEAT_ROW = ("who", "leaves", "now_function", "now_description", "successor", "successor_description")
ADDITION_ROW = ("addition_after", "addition_text")


class SeatRow(Form):
    """One person of the composition: stays, leaves, changes, or gives the place to another. Names repeat from row to
    row; a ticked „leaves” carries the person."""

    leaves = forms.BooleanField(label="odchodzi ze składu", required=False)
    successor = forms.ChoiceField(label="Na to miejsce wchodzi", required=False)
    successor_description = forms.CharField(
        label="Jej lub jego stanowisko i komórka", required=False, max_length=300, help_text="Puste: jak w kartotece."
    )
    now_function = forms.ChoiceField(label="Funkcja po zmianie", choices=FUNCTIONS)
    now_description = forms.CharField(label="Stanowisko i komórka", required=False, max_length=300)

    def __init__(self, place: int, seat: Seat, typed: dict[str, str], people: dict[str, Person], word: str):
        super().__init__(_seat_data(seat, typed), auto_id=f"id_seat{place}_%s")
        self.place, self.seat, self.people, self.word = place, seat, people, word
        self.fields["leaves"].widget.attrs["value"] = str(seat.holder.person)
        offered = [(pk, label_of_person(person)) for pk, person in people.items()]
        self.fields["successor"].choices = [("", "– nikt –"), *offered]
        invalid = "Wybrana osoba jest już w zespole albo nie pracuje w ośrodku. Wybierz inną."
        self.fields["successor"].error_messages["invalid_choice"] = invalid

    @property
    def holder(self) -> Appointee:
        return self.seat.holder

    @property
    def provision(self) -> str:
        return cited(self.seat.path)

    @property
    def is_touched(self) -> bool:
        """Whether anything was asked for: such a row stands open."""
        usual = _seat_data(self.seat, {})
        return any(self.data.get(name, "") != usual.get(name, "") for name in self.fields if name != "leaves")

    def taken(self) -> Appointee | None:
        """Who holds the place after the change."""
        said = self.cleaned_data
        if someone := self.people.get(said.get("successor", "")):
            described = said.get("successor_description") or someone.job_title
            return Appointee(someone.pk, str(someone), someone.gender, self.holder.function, described)
        if said.get("leaves") or said.get("now_function") != self.holder.function:
            return None
        described = said.get("now_description", "")
        return self.holder if described == self.holder.description else self._holder_as(self.holder.function, described)

    def moved(self) -> Appointee | None:
        """The person in another function."""
        said = self.cleaned_data
        if said.get("leaves") or said.get("successor") or said.get("now_function") == self.holder.function:
            return None
        return self._holder_as(said.get("now_function", ""), said.get("now_description", ""))

    def _holder_as(self, function: str, description: str) -> Appointee:
        return Appointee(self.holder.person, self.holder.name, self.holder.gender, function, description)


def _seat_data(seat: Seat, typed: dict[str, str]) -> dict[str, str]:
    usual = {"now_function": str(seat.holder.function), "now_description": seat.holder.description}
    return usual | typed


def seats_typed(data: QueryDict) -> dict[str, dict[str, str]]:
    """By person: what was typed in their row."""
    columns = {name: data.getlist(name) for name in SEAT_ROW if name not in ("who", "leaves")}
    typed = {}
    for place, who in enumerate(data.getlist("who")):
        typed[who] = {name: values[place] for name, values in columns.items() if place < len(values)}
        if who in data.getlist("leaves"):
            typed[who]["leaves"] = who
    return typed


class AdditionRow(Form):
    """Provisions to add after a unit of the order."""

    addition_after = forms.ChoiceField(label="Gdzie dodać", required=False)
    addition_text = LinesField(
        label="Treść",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bez numeru: nada go program. Każdy wiersz będzie osobną jednostką.",
    )

    def __init__(self, place: int, typed: dict[str, str], places: list[tuple[str, str]]):
        super().__init__(typed, auto_id=f"id_addition{place}_%s")
        self.place = place
        self.fields["addition_after"].choices = [("", "– wybierz miejsce –"), *places]
        self.fields["addition_after"].error_messages["invalid_choice"] = (
            "Tego przepisu nie ma w zarządzeniu w dniu wejścia zmian w życie. Wybierz inne miejsce."
        )

    @property
    def is_blank(self) -> bool:
        return not self.data["addition_after"] and not self.data["addition_text"].strip()

    def clean(self):
        said = super().clean()
        if said.get("addition_after") and not said.get("addition_text"):
            self.add_error("addition_text", "Wpisz treść przepisu, który ma dojść.")
        if said.get("addition_text") and not said.get("addition_after") and "addition_after" not in self.errors:
            self.add_error("addition_after", "Wybierz, po którym przepisie dodać ten tekst.")
        return said

    def said(self) -> Addition:
        return Addition(path_of(self.cleaned_data["addition_after"]), tuple(self.cleaned_data["addition_text"]))


def additions_typed(data: QueryDict) -> list[dict[str, str]]:
    after, texts = data.getlist("addition_after"), data.getlist("addition_text")
    rows = [dict(zip(ADDITION_ROW, row, strict=True)) for row in zip(after, texts, strict=False)]
    return rows or [dict.fromkeys(ADDITION_ROW, "")]


def places_to_add(tree: tuple[Node, ...]) -> list[tuple[str, str]]:
    """After which unit something may be added, and what number it would get; persons are added elsewhere."""
    places = []
    for path, node, _ in walk(tree):
        if node.kind == LITERA or node.kind not in ("paragraf", "ustep", "punkt"):
            continue
        try:
            label = label_after(units_in(tree, path[:-1]), node.label)
        except DomainError:
            continue
        where = cited(path)
        places.append((where, f"po {where} – nowy {citation(node.kind, label)}"))
    return places


def wrong_offices(people: list[Appointee]) -> str:
    """Why these people cannot be the composition."""
    held = [someone.function for someone in people]
    if not people:
        return "Po tych zmianach w zespole nikogo by nie było. Zamiast tego rozwiąż zespół."
    if Function.CHAIR not in held:
        return "Po tych zmianach zespołowi nikt by nie przewodniczył. Wskaż, kto obejmie tę funkcję."
    for function, word in [(Function.CHAIR, "przewodniczących"), (Function.DEPUTY, "zastępców przewodniczącego")]:
        if held.count(function) > 1:
            return f"Po tych zmianach zespół miałby dwóch {word}. Zmień funkcję jednej z tych osób."
    if held.count(Function.SECRETARY) > 1:
        return "Po tych zmianach zespół miałby dwóch sekretarzy. Zmień funkcję jednej z tych osób."
    names = [someone.person for someone in people]
    twice = next((someone for someone in people if names.count(someone.person) > 1), None)
    return f"{twice.name}: ta osoba jest w składzie dwa razy. Zostaw jedno miejsce." if twice else ""
