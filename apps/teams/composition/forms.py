"""The form of an order that changes a team: the composition of the day is there, and one says what changes."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from apps.accounts.models import Centre
from apps.core.errors import DomainError
from apps.orders.drafting.typed import bound_to, typed_of
from apps.orders.drafting.unit import OFFICE
from apps.orders.rules import usual_legal_basis
from apps.orders.text import bare
from apps.teams.appointment.forms import DAYS, MAJORITY_CHOICES, QUORUM_CHOICES
from apps.teams.appointment.rows import ROW, MemberRow, gone_of, people_of, repeated, rows_of
from apps.teams.forms import HANDOVER, TeamOrderForm
from apps.teams.models import Function
from apps.teams.reading import in_words

from .content import Rules, TeamChange
from .rows import (
    ADDITION_ROW,
    SEAT_ROW,
    AdditionRow,
    SeatRow,
    additions_typed,
    places_to_add,
    seats_typed,
    wrong_offices,
)
from .standing import Standing
from .text import NOTHING, compose

RULE_FIELDS = (
    "quorum", "majority", "casting_vote", "circular", "dissent_days", "dissent_day_kind", "opinion_days",
)  # fmt: skip


class CompositionForm(TeamOrderForm):
    changes_rules = forms.BooleanField(label="Zmień zasady pracy zespołu", required=False)
    quorum = forms.ChoiceField(label="Kworum", choices=QUORUM_CHOICES, required=False)
    majority = forms.ChoiceField(label="Większość", choices=MAJORITY_CHOICES, required=False)
    casting_vote = forms.BooleanField(label="Przy równej liczbie głosów rozstrzyga prowadzący", required=False)
    circular = forms.BooleanField(label="Można głosować w trybie obiegowym", required=False)
    dissent_days = forms.IntegerField(
        label="Termin na zdanie odrębne",
        required=False,
        min_value=1,
        max_value=60,
        help_text="Liczony od dnia przyjęcia opinii. Puste: bez zdań odrębnych.",
    )
    dissent_day_kind = forms.ChoiceField(label="Jakich dni", choices=DAYS, required=False)
    opinion_days = forms.IntegerField(
        label="Termin na opinię o dokumencie (dni od otrzymania)",
        required=False,
        min_value=1,
        max_value=365,
        help_text="Puste: bez terminu.",
    )
    follows_gender = forms.BooleanField(
        label="Gdy przewodniczyć ma kobieta po mężczyźnie albo mężczyzna po kobiecie, dostosuj te słowa w całej treści",
        required=False,
    )

    def __init__(self, data: QueryDict, *, centre: Centre, judged: bool = True):
        super().__init__(data, centre=centre, judged=judged)
        self.standing = Standing(self.team, self.day) if self.team else None
        self.refusal, seats = "", ()
        try:
            seats = self.standing.seats() if self.standing else ()
        except DomainError as refusal:
            self.refusal = str(refusal)
        self._rows(data, seats)
        if not judged:
            for form in [self, *self.seat_rows, *self.new_rows, *self.addition_rows]:
                form._errors = ErrorDict()

    def _rows(self, data, seats):
        people, rows, typed = people_of(self.centre), rows_of(data), seats_typed(data)
        sitting = {str(seat.holder.person) for seat in seats}
        free = {pk: person for pk, person in people.items() if pk not in sitting}
        gone = gone_of(self.centre, {row["person"] for row in rows} - people.keys())
        self.seat_rows = [
            SeatRow(place, seat, typed.get(str(seat.holder.person), {}), free, word)
            for place, (seat, word) in enumerate(zip(seats, self._words(), strict=False))
        ]
        self.new_rows = [MemberRow(place, row, free, gone) for place, row in enumerate(rows)]
        places = places_to_add(self.standing.tree) if seats else []
        self.addition_rows = [AdditionRow(place, row, places) for place, row in enumerate(additions_typed(data))]

    def _words(self):
        return [line.function for line in in_words(self.standing.roster)] if self.standing else []

    @property
    def adds_units(self) -> bool:
        return any(not row.is_blank for row in self.addition_rows) or len(self.addition_rows) > 1

    @property
    def rows(self) -> list[MemberRow]:
        """As the rows of an appointment, for their script and template."""
        return self.new_rows

    @property
    def page_order(self) -> list[Any]:
        """Fields and rows in the order of the page, for the list of errors."""
        first, last = ["team", "effective", "effective_on"], ["legal_basis", *OFFICE]
        rest = [name for name in self.fields if name not in (*first, *last)]
        return [*first, *self.seat_rows, *self.new_rows, *rest, *self.addition_rows, *last]

    def label_of(self, name: str) -> str:
        for rows, names in [(self.seat_rows, SEAT_ROW), (self.new_rows, ROW), (self.addition_rows, ADDITION_ROW)]:
            if name in names and rows and name in rows[0].fields:
                return rows[0][name].label
        return super().label_of(name)

    def is_valid(self) -> bool:
        valid = super().is_valid()
        for row in [*self.new_rows, *self.addition_rows]:
            if row.is_blank:
                row._errors = ErrorDict()
        rows = [*self.seat_rows, *self._new(), *self._additions()]
        wrong = [row for row in rows if not row.is_valid()]
        self.fields_to_save: dict[str, Any] = {}
        return not wrong and self._no_repetition() and valid and self._composes()

    def _new(self):
        return [row for row in self.new_rows if not row.is_blank]

    def _additions(self):
        return [row for row in self.addition_rows if not row.is_blank]

    def _no_repetition(self) -> bool:
        mistakes = repeated(self._new())
        for row, field, text in mistakes:
            row.errors.setdefault(field, row.error_class()).append(text)
        return not mistakes

    def _composes(self) -> bool:
        """The engine has the last word about what can be changed."""
        refusal = self.refusal
        try:
            change = self.said()
            refusal = refusal or wrong_offices(change.people_after)
            if not refusal:
                self.fields_to_save = compose(change)
        except DomainError as said:
            refusal = str(said)
        if refusal:
            self.add_error(None, refusal)
        return not refusal

    def said(self) -> TeamChange:
        """What a valid form says."""
        clean, standing = self.cleaned_data, self.standing
        joins = [moved for row in self.seat_rows if (moved := row.moved())] + [row.said() for row in self._new()]
        return TeamChange(
            base=standing.base,
            team=self.team,
            tree=standing.tree,
            seats=tuple(row.seat for row in self.seat_rows),
            taken=tuple(row.taken() for row in self.seat_rows),
            joins=tuple(joins),
            rules_said=standing.rules_said,
            provisions=standing.provisions,
            before=standing.rules,
            after=self._rules() if clean["changes_rules"] else standing.rules,
            director_dative=f"{self.centre.director_title_dative} {self.centre.name_genitive}",
            additions=tuple(row.said() for row in self._additions()),
            follows_gender=clean["follows_gender"],
            handover=self._handed_over([*(row.taken() for row in self.seat_rows), *joins]),
            effective=clean["effective"],
            effective_on=clean["effective_on"],
        )

    def _handed_over(self, people):
        """Only from those who leave to those who stay or come."""
        after = {someone.person for someone in people if someone}
        return tuple(one for one in self.handover() if one["from"] not in after and one["to"] in after)

    def _rules(self) -> Rules:
        said = {name: self.cleaned_data[name] for name in RULE_FIELDS}
        before = self.standing.rules
        if not said["dissent_days"]:
            said["dissent_day_kind"] = before.dissent_day_kind
        usual = {name: getattr(before, name) for name in ("quorum", "majority", "dissent_day_kind")}
        return Rules(**said | {name: said[name] or value for name, value in usual.items()})

    def refusals(self) -> list[str]:
        """All that is wrong, in sentences."""
        forms_here = [self, *self.seat_rows, *self.new_rows, *self.addition_rows]
        return [text for form in forms_here for texts in form.errors.values() for text in texts] or [NOTHING]

    def draft_fields(self) -> dict[str, Any]:
        """The fields of the order's draft; of a form that is not complete yet, only what it is called."""
        base = self.standing and self.standing.base
        about = {"pilot": self.team and self.team.pilot, "legal_basis": self.data.get("legal_basis", "")}
        if self.is_valid():
            return self.fields_to_save | about | {"legal_basis": self.cleaned_data["legal_basis"]}
        return about | {"amends": base, "subject": bare(base.subject) if base else "", "body": [], "effects": {}}


# What was typed, as lists of texts


def empty(centre: Centre, team: str = "") -> QueryDict:
    """The form as it opens: the team, when it is known, with its rules of today."""
    usual = {"team": [team], "effective": ["on_signing"], "legal_basis": [usual_legal_basis(centre)]}
    opening = bound_to(usual)
    return with_the_team(opening, CompositionForm(opening, centre=centre, judged=False))


def with_the_team(data: QueryDict, form: CompositionForm) -> QueryDict:
    """The same form with what shows once the team is known: its rules of that day, and a row for a new person."""
    if "quorum" in data or not form.standing:
        return data
    filled = data.copy()
    for name, value in {"person": "", "function": str(Function.MEMBER), "description": ""}.items():
        filled.setlist(name, [value])
    filled["follows_gender"] = "on"
    for name in RULE_FIELDS:
        value = getattr(form.standing.rules, name)
        if value not in (False, None):
            filled[name] = "on" if value is True else str(value)
    return filled


def typed_in(data: QueryDict) -> dict[str, list[str]]:
    return typed_of(data, {*CompositionForm.base_fields, *ROW, *SEAT_ROW, *ADDITION_ROW, *HANDOVER})
