"""The rows of a composition as a paper order set it: who, in which function, by which provision."""

from itertools import zip_longest

from django import forms
from django.http import QueryDict

from apps.accounts.models import Centre, Person
from apps.core.forms import Form
from apps.core.numbers import number_in

ROW = ("person", "function", "description", "provision")
DISMISSED = "dismiss"
FUNCTIONS = [
    ("chair", "przewodniczący/przewodnicząca"),
    ("deputy", "zastępca"),
    ("secretary", "sekretarz"),
    ("member", "członek/członkini"),
    (DISMISSED, "odwołanie ze składu"),
]
FIRST_ROWS = ("chair", "deputy", "secretary", "member")
_ONCE = {
    "chair": "Zespół ma jednego przewodniczącego. Zmień funkcję tej osoby.",
    "deputy": "Zespół ma jednego zastępcę przewodniczącego. Zmień funkcję tej osoby.",
    "secretary": "Zespół ma jednego sekretarza. Zmień funkcję tej osoby.",
}


class PersonRow(Form):
    """One line. Names repeat from row to row, so that rows can be added, moved and removed."""

    person = forms.ChoiceField(label="Osoba")
    function = forms.ChoiceField(label="Funkcja", choices=FUNCTIONS)
    description = forms.CharField(label="Stanowisko i komórka, jak w zarządzeniu", required=False, max_length=300)
    provision = forms.CharField(
        label="Przepis",
        required=False,
        max_length=60,
        help_text="Z którego wynika funkcja tej osoby, np. § 2 pkt 1. Bez wpisanej treści jest potrzebny.",
    )

    def __init__(self, place: int, data: dict[str, str], people: dict[str, Person]):
        super().__init__(data, auto_id=f"id_row{place}_%s")
        self.place, self.people = place, people
        offered = [(pk, _label(person)) for pk, person in people.items()]
        self.fields["person"].choices = [("", "– wybierz osobę –"), *offered]

    def clean_person(self) -> Person:
        return self.people[self.cleaned_data["person"]]

    @property
    def is_blank(self) -> bool:
        return not any(self.data[name].strip() for name in ("person", "description", "provision"))

    @property
    def chosen(self) -> str:
        return self.data["person"]

    @property
    def is_dismissal(self) -> bool:
        return self.data["function"] == DISMISSED

    def blame(self, field: str, text: str) -> None:
        said = self.errors.setdefault(field, self.error_class())
        if text not in said:
            said.append(text)

    def entry(self, provision: str) -> dict[str, object]:
        """As it stands in the effects of an order."""
        person = self.cleaned_data["person"]
        return {
            "op": "dismiss" if self.is_dismissal else "appoint",
            "person": person.pk,
            "name": str(person),
            "description": self.cleaned_data["description"] or person.job_title,
            "function": "member" if self.is_dismissal else self.cleaned_data["function"],
            "provision": self.cleaned_data["provision"] or provision,
        }


def rows_of(data: QueryDict) -> list[dict[str, str]]:
    columns = zip_longest(*(data.getlist(name) for name in ROW), fillvalue="")
    return [dict(zip(ROW, cells, strict=True)) for cells in columns] or [dict.fromkeys(ROW, "")]


def people_of(centre: Centre) -> dict[str, Person]:
    """Everybody who ever was in the centre: an old order may name those who have left."""
    people = Person.objects.filter(centre=centre).order_by("last_name", "first_name", "pk")
    return {str(person.pk): person for person in people}


def rows_changed(data: QueryDict) -> QueryDict:
    """The same form after one of the row buttons: add, or remove, up, down with the row's place."""
    rows, changed = rows_of(data), data.copy()
    if "add" in data:
        rows.append(dict.fromkeys(ROW, "") | {"function": "member"})
    for name, by in (("remove", 0), ("up", -1), ("down", 1)):
        place = number_in(data.get(name, ""))
        if place is not None and place < len(rows):
            row = rows.pop(place)
            if by:
                rows.insert(max(place + by, 0), row)
    rows = rows or [dict.fromkeys(ROW, "") | {"function": "member"}]
    for name in ROW:
        changed.setlist(name, [row[name] for row in rows])
    return changed


def blame_composition(filled: list[PersonRow], *, is_new: bool) -> bool:
    """Each mistake stands by its row; whether there was one."""
    mistakes = [*_repeated(filled), *_functions(filled, is_new=is_new)]
    for row, field, text in mistakes:
        row.blame(field, text)
    return bool(mistakes)


def _repeated(filled):
    seen: set[str] = set()
    for row in filled:
        if (person := row.data["person"]) and person in seen:
            yield row, "person", "Ta osoba stoi już w innym wierszu. Usuń jeden z nich."
        seen.add(person)


def _functions(filled, *, is_new):
    if is_new:
        yield from ((row, "function", "Powołanie nie odwołuje nikogo.") for row in filled if row.is_dismissal)
        if not any(row.data["function"] == "chair" for row in filled):
            yield filled[0], "function", "Wskaż, kto przewodniczy zespołowi."
    for function, text in _ONCE.items():
        yield from ((row, "function", text) for row in [r for r in filled if r.data["function"] == function][1:])


def _label(person: Person) -> str:
    left = ", już nie pracuje" if person.left_on else ""
    title = f" – {person.job_title}" if person.job_title else ""
    return f"{person.last_name} {person.first_name}{title}{left}"
