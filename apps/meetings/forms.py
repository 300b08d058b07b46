"""Forms of meetings: they clean what is typed; who may do what is asked elsewhere."""

from typing import Any

from django import forms

from apps.accounts.models import Person
from apps.core import clock
from apps.core.forms import Form, PersonChoiceField, PolishDateField, Section
from apps.teams.days import days_after
from apps.teams.fields import PlainTextField, long_text
from apps.teams.models import Ballot
from apps.teams.reading import in_words
from apps.teams.rules import roster_on
from apps.texts.forms import NO_CLIENTS

from . import subjects
from .actions.planning import Plan
from .models import AgendaItem, Meeting, MinutesRemark, Seat
from .rules import presiders
from .words import presence_word

_HOUR = "Podaj godzinę, np. 10.00."
MODES = [("on_site", "Na miejscu"), ("remote", "Zdalnie")]


class MeetingForm(Form):
    held_on = PolishDateField(label="Dzień", help_text="Np. 11.06.2018. Skład zespołu będzie taki jak w tym dniu.")
    starts_at = forms.TimeField(
        label="Godzina",
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TimeInput(format="%H.%M", attrs={"class": "width-date", "autocomplete": "off"}),
        help_text="Np. 10.00.",
        error_messages={"required": _HOUR, "invalid": _HOUR},
    )
    mode = forms.ChoiceField(label="Sposób odbycia", choices=MODES, widget=forms.RadioSelect, initial="on_site")
    place = PlainTextField(
        label="Miejsce albo sposób połączenia", max_length=300, help_text="Np. sala 12; wideokonferencja."
    )

    @property
    def plan(self) -> Plan:
        said = self.cleaned_data
        return Plan(said["held_on"], said["starts_at"], said["mode"], said["place"])


class ItemForm(Form):
    """One point of the agenda."""

    title = PlainTextField(
        label="Treść punktu",
        max_length=300,
        required=False,
        help_text="Puste: nazwa sprawy wybranej niżej.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    about = forms.ChoiceField(label="Czego dotyczy", required=False)

    def __init__(self, data: Any = None, *, meeting: Meeting, user: Any, item: AgendaItem | None = None):
        self.meeting, self.user, self.now = meeting, user, item and item.subject
        initial = {"title": item.title, "about": subjects.key_of(self.now)} if item else {}
        super().__init__(data, initial=initial)
        self.fields["about"].choices = subjects.choices(meeting.team, user, self.now)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if not said.get("title") and not said.get("about") and not self.errors:
            self.add_error("title", "Podaj treść punktu albo wybierz, czego dotyczy.")
        return said

    @property
    def subject(self) -> Any:
        return subjects.chosen(self.cleaned_data["about"], self.meeting.team, self.user, self.now)


class CancelForm(Form):
    why = long_text("Powód odwołania", "Zobaczą go członkowie zespołu i wszyscy w ośrodku.", rows=3)


class OpenForm(Form):
    """Who presides and who records, of the roster of the day."""

    presider = forms.ChoiceField(label="Prowadzi posiedzenie", widget=forms.RadioSelect)
    recorder = forms.ChoiceField(label="Protokołuje")

    def __init__(self, data: Any = None, *, meeting: Meeting):
        lines = in_words(roster_on(meeting.team, meeting.held_on))
        self.people = {str(line.entry.person_id): line.entry.person for line in lines}
        leading = {entry.person_id for entry in presiders(meeting)}
        secretary = next((str(one.entry.person_id) for one in lines if one.entry.function == "secretary"), "")
        chair = next((str(one.entry.person_id) for one in lines if one.entry.function == "chair"), "")
        super().__init__(data, initial={"presider": chair, "recorder": secretary})
        self.fields["presider"].choices = [_choice(line) for line in lines if line.entry.person_id in leading]
        self.fields["recorder"].choices = [("", "– wybierz osobę –"), *map(_choice, lines)]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("recorder") and said["recorder"] == said.get("presider"):
            self.add_error("recorder", "Protokołuje inna osoba niż ta, która prowadzi posiedzenie.")
        return said

    @property
    def named(self) -> tuple[Person, Person]:
        return self.people[self.cleaned_data["presider"]], self.people[self.cleaned_data["recorder"]]


class PresenceForm(Form):
    """A fieldset for each seat: present, excused or absent, and a note."""

    def __init__(self, data: Any = None, *, meeting: Meeting):
        self.lines = in_words(list(meeting.seats.select_related("person")))
        super().__init__(data, initial=self._marked())
        for line in self.lines:
            self._add(line.entry)
        self.layout = [
            Section(f"{line.entry.name} – {line.function}", f"p{line.entry.pk}", f"n{line.entry.pk}")
            for line in self.lines
        ]

    def _marked(self) -> dict[str, str]:
        seats = [line.entry for line in self.lines]
        return {f"p{seat.pk}": seat.presence for seat in seats} | {f"n{seat.pk}": seat.note for seat in seats}

    def _add(self, seat: Seat) -> None:
        self.fields[f"p{seat.pk}"] = forms.ChoiceField(
            label="Obecność",
            choices=[(key, _capital(presence_word(key, seat.person.gender))) for key in Seat.Presence.values],
            widget=forms.RadioSelect,
            error_messages={"required": f"Zaznacz obecność: {seat.name}."},
        )
        self.fields[f"n{seat.pk}"] = PlainTextField(
            label="Uwagi",
            max_length=200,
            required=False,
            help_text="Np. od punktu 3. Nie wpisuj przyczyny nieobecności.",
        )

    @property
    def marks(self) -> dict[int, tuple[str, str]]:
        said = self.cleaned_data
        pks = [line.entry.pk for line in self.lines]
        return {pk: (said[f"p{pk}"], said[f"n{pk}"]) for pk in pks}


class GuestForm(Form):
    name = PlainTextField(label="Imię i nazwisko", max_length=200)
    capacity = PlainTextField(
        label="W jakim charakterze", max_length=200, help_text="Np. ekspertka; kierownik Działu Świadczeń."
    )


class CloseForm(Form):
    next_on = PolishDateField(
        label="Przewidywany dzień następnego posiedzenia", required=False, help_text="Zostanie podany w protokole."
    )


class CourseForm(Form):
    """What was said under one point. `version` tells whether somebody wrote in the meantime."""

    course = long_text(
        "Przebieg", f"Kto co przedstawił, co ustalono w dyskusji. {NO_CLIENTS}", rows=12, max_length=20_000
    )
    ballot = forms.ChoiceField(label="Głosowanie przeprowadzone przy tym punkcie", required=False)

    def __init__(self, data: Any = None, *, item: AgendaItem, ballots: list[Ballot]):
        super().__init__(data, initial={"course": item.course, "ballot": item.ballot_id or ""})
        self.ballots = {str(ballot.pk): ballot for ballot in ballots}
        named = [(key, _ballot_name(ballot)) for key, ballot in self.ballots.items()]
        self.fields["ballot"].choices = [("", "– nie głosowano –"), *named]
        if not named:
            self.fields["ballot"].help_text = "W tym dniu zespół nie głosował w programie na posiedzeniu."

    @property
    def named_ballot(self) -> Ballot | None:
        return self.ballots.get(self.cleaned_data["ballot"])


class DecisionForm(Form):
    text = long_text("Ustalenie", f"Co postanowiono albo co trzeba zrobić. {NO_CLIENTS}", rows=3, max_length=2_000)
    person = PersonChoiceField(None, label="Kto to zrobi", required=False, empty_label="– nikogo nie wskazano –")
    due_on = PolishDateField(label="Do kiedy", required=False)

    def __init__(self, data: Any = None, *, meeting: Meeting, decision: Any = None):
        initial = {name: getattr(decision, name) for name in ("text", "person", "due_on")} if decision else {}
        super().__init__(data, initial=initial)
        self.fields["person"].queryset = Person.objects.filter(centre=meeting.centre_id, left_on=None)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("due_on") and not said.get("person") and "person" not in self.errors:
            self.add_error("person", "Wskaż, kto ma to zrobić w tym terminie, albo zostaw termin pusty.")
        return said


class DoneForm(Form):
    note = long_text("Jak wykonano", "Jedno zdanie dla zespołu.", rows=3, required=False, max_length=2_000)


class CirculateForm(Form):
    until = forms.ChoiceField(label="Uwagi do protokołu można zgłaszać", initial=3)

    def __init__(self, data: Any = None):
        days = days_after(clock.today())
        super().__init__(data, initial={"until": days[2][0]})
        self.fields["until"].choices = days


class RemarkForm(Form):
    body = long_text(
        "Uwaga do protokołu", f"Który punkt, co jest zapisane inaczej, niż było. {NO_CLIENTS}", rows=5, max_length=4_000
    )


class AnswerForm(Form):
    disposition = forms.ChoiceField(
        label="Rozpatrzenie",
        choices=[("taken", "Uwzględniona"), ("rejected", "Nieuwzględniona")],
        widget=forms.RadioSelect,
    )
    reason = long_text("Uzasadnienie", "Uwaga nieuwzględniona wymaga powodu.", rows=3, required=False, max_length=2_000)

    def __init__(self, data: Any = None, *, remark: MinutesRemark):
        super().__init__(data, initial={"disposition": remark.disposition, "reason": remark.reason})

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("disposition") == "rejected" and not said.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Napisz, dlaczego uwaga nie została uwzględniona.")
        return said


class ApproveForm(Form):
    seen = forms.CharField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), max_length=64)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _choice(line: Any) -> tuple[str, str]:
    return str(line.entry.person_id), f"{line.entry.name} – {line.function}"


def _ballot_name(ballot: Ballot) -> str:
    ended = ballot.result.get_outcome_display() if hasattr(ballot, "result") else "głosowanie trwa"
    return f"{ballot.subject[:120]} – {ended}"
