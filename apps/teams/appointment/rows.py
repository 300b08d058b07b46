"""The rows of the composition: who, in which function, described how."""

from itertools import zip_longest

from django import forms
from django.http import QueryDict

from apps.accounts.models import Centre, Person, Role
from apps.core.forms import Form
from apps.teams.models import Function

from .content import Appointee

ROW = ("person", "function", "description")
FUNCTIONS = [
    (Function.CHAIR, "przewodniczący/przewodnicząca"),
    (Function.DEPUTY, "zastępca"),
    (Function.SECRETARY, "sekretarz"),
    (Function.MEMBER, "członek/członkini"),
]


class MemberRow(Form):
    """One line of the composition. Names repeat from row to row, so that rows can be added, moved and removed."""

    person = forms.ChoiceField(label="Osoba")
    function = forms.ChoiceField(label="Funkcja", choices=FUNCTIONS)
    description = forms.CharField(label="Stanowisko i komórka", required=False, max_length=300)

    def __init__(self, place: int, data: dict[str, str], people: dict[str, Person], gone: dict[str, Person]):
        super().__init__(data, auto_id=f"id_row{place}_%s")
        self.place, self.people = place, people
        offered = [(pk, label(person)) for pk, person in people.items()]
        self.fields["person"].choices = [("", "– wybierz osobę –"), *offered]

        if person := gone.get(data["person"]):
            left = f"{person} nie pracuje już w ośrodku. Wybierz inną osobę albo usuń ten wiersz."
            self.fields["person"].error_messages["invalid_choice"] = left

    def clean_person(self) -> Person:
        return self.people[self.cleaned_data["person"]]

    @property
    def is_blank(self) -> bool:
        return not self.data["person"] and not self.data["description"].strip()

    @property
    def chosen(self) -> str:
        """Whom the row shows; sent back as „person_was”, so that a change of the person is seen without JavaScript."""
        return self.data["person"]

    def said(self) -> Appointee:
        person, description = self.cleaned_data["person"], self.cleaned_data["description"]
        function = self.cleaned_data["function"]
        return Appointee(person.pk, str(person), person.gender, function, description or person.job_title)


def rows_of(data: QueryDict) -> list[dict[str, str]]:
    columns = zip_longest(*(data.getlist(name) for name in ROW), fillvalue="")
    return [dict(zip(ROW, cells, strict=True)) for cells in columns] or [dict.fromkeys(ROW, "")]


def titles_followed(data: QueryDict, centre: Centre) -> QueryDict:
    """The same form, where a row whose person was changed no longer bears the job title of the person before."""
    befores = data.getlist("person_was")
    rows = rows_of(data)
    if not befores or [row["person"] for row in rows] == befores:
        return data
    titles = {str(pk): title for pk, title in Person.objects.filter(centre=centre).values_list("pk", "job_title")}
    for row, before in zip(rows, befores, strict=False):
        if row["person"] != before and before in titles and row["description"].strip() == titles[before].strip():
            row["description"] = titles.get(row["person"], "")
    followed = data.copy()
    followed.setlist("description", [row["description"] for row in rows])
    return followed


def people_of(centre: Centre) -> dict[str, Person]:
    """People who work in the centre, in the order of a list of names; read once for all rows."""
    people = Person.objects.filter(centre=centre, left_on=None).prefetch_related("grants")
    return {str(person.pk): person for person in people.order_by("last_name", "first_name", "pk")}


def gone_of(centre: Centre, chosen: set[str]) -> dict[str, Person]:
    """Those chosen before who have left the centre since."""
    likely = [pk for pk in chosen if pk.isdecimal() and len(pk) < 19]
    people = Person.objects.filter(centre=centre, pk__in=likely).exclude(left_on=None) if likely else []
    return {str(person.pk): person for person in people}


def label(person: Person) -> str:
    name = f"{person.last_name} {person.first_name}"
    is_expert = any(grant.role == Role.EXPERT and grant.revoked_at is None for grant in person.grants.all())
    what = ", ".join(filter(None, [person.job_title, "ekspert" if is_expert else ""]))
    return f"{name} – {what}" if what else name


def repeated(filled: list[MemberRow]) -> list[tuple[MemberRow, str, str]]:
    seen: set[str] = set()
    again = []
    for row in filled:
        if (person := row.data["person"]) and person in seen:
            again.append((row, "person", "Ta osoba jest już w składzie. Usuń jeden z wierszy."))
        seen.add(person)
    return again


def wrong_functions(filled: list[MemberRow]) -> list[tuple[MemberRow, str, str]]:
    by_function = {key: [row for row in filled if row.data["function"] == key] for key, _ in FUNCTIONS}
    if not by_function[Function.CHAIR]:
        return [(filled[0], "function", "Wskaż, kto przewodniczy zespołowi.")]
    once = {
        Function.CHAIR: "Zespół ma jednego przewodniczącego. Zmień funkcję tej osoby.",
        Function.DEPUTY: "Zespół ma jednego zastępcę przewodniczącego. Zmień funkcję tej osoby.",
        Function.SECRETARY: "Zespół ma jednego sekretarza. Zmień funkcję tej osoby.",
    }
    return [(row, "function", text) for key, text in once.items() for row in by_function[key][1:]]
