"""The form of an order that amends another: its current text stands there, and changes gather in a list."""

import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from apps.accounts.models import Centre
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.forms import PolishDateField
from apps.orders.amending.applying import apply
from apps.orders.amending.changes import Change, Repeal, Reword
from apps.orders.amending.checking import touched
from apps.orders.amending.citing import cited_act
from apps.orders.amending.reading import Amended, refuse_unfit
from apps.orders.amending.wording import amending_provision, changes_in_effects, ordered
from apps.orders.drafting.unit import UnitForm
from apps.orders.editing.composing import entry_provision
from apps.orders.models import IssuedOrder, Order
from apps.orders.rules import as_sentence, effective_refusal, gaps_refusal
from apps.orders.text import Node, citations, to_json

from .asked import Asked, asked_of, words_of
from .bases import base_of
from .guarded import guarded_units, why_guarded

UNFINISHED = "Zmiana jednostki „{unit}” jest zaczęta. Dodaj ją do listy albo zrezygnuj z niej."
NO_CHANGES = "Nie ma jeszcze żadnej zmiany. Wybierz ją przy jednostce w tekście zarządzenia."
GUARDED = "{why} Użyj zarządzenia „Zmiana składu zespołu”."


class AmendmentForm(UnitForm):
    legal_basis = forms.CharField(
        label="Podstawa prawna",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bez „Na podstawie” i bez „zarządzam, co następuje”: dopisze je program.",
    )
    effective = forms.ChoiceField(label="Wejście w życie", choices=Order.Effective.choices, widget=forms.RadioSelect)
    effective_on = PolishDateField(
        label="Określony dzień", required=False, help_text="Np. 1.09.2018. Z dniem podpisania: zostaw puste."
    )

    def __init__(self, data: QueryDict, *, centre: Centre, judged: bool = True):
        super().__init__(data)
        self.centre, self.judged = centre, judged
        self.base: IssuedOrder | None = base_of(centre, data.get("base", ""))
        self.entries = asked_of(data)
        self.pending = next(iter(asked_of(_pending(data))), None)
        if not judged:
            self._errors = ErrorDict()

    def label_of(self, name: str) -> str:
        return self.fields[name].label if name in self.fields else _OWN_LABELS.get(name, name)

    def find_gaps(self) -> None:
        if "legal_basis" not in self.errors and (said := gaps_refusal(self.centre, self.data.get("legal_basis", ""))):
            self.add_error("legal_basis", said)

    # The text that is amended

    @cached_property
    def read(self) -> Amended:
        return Amended(self.base)

    @cached_property
    def day(self) -> datetime.date:
        """The day of entry into force as typed so far; today when none is."""
        on_signing = self.data.get("effective") in ("", None, Order.Effective.ON_SIGNING)
        try:
            day = None if on_signing else PolishDateField().to_python(self.data.get("effective_on"))
        except forms.ValidationError:
            day = None
        return day or clock.today()

    @cached_property
    def tree(self) -> tuple[Node, ...]:
        return self.read.tree_on(self.day)

    @cached_property
    def guarded(self) -> dict:
        return guarded_units(self.base)

    # Changes

    @cached_property
    def judged_changes(self) -> list[tuple[Asked, Change | None, str]]:
        """Each with the change that it is, or why it cannot be made beside those above it."""
        made, found = (), []
        for entry in self.entries:
            change, refusal = self._tried(entry, made)
            made = (*made, change) if change and not refusal else made
            found.append((entry, change, refusal))
        return found

    def _tried(self, entry: Asked, made: tuple[Change, ...]) -> tuple[Change | None, str]:
        try:
            change = entry.change(self.tree)
            apply(self.tree, (*made, change))
        except DomainError as refusal:
            return None, str(refusal)
        why = why_guarded(next(touched(change)), self.guarded, whole=isinstance(change, Reword | Repeal))
        return change, GUARDED.format(why=why.format(unit=entry.unit)) if why else ""

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Those that can be made."""
        return tuple(change for _, change, refusal in self.judged_changes if change and not refusal)

    @property
    def refusals_of_changes(self) -> list[str]:
        refused = [refusal for _, _, refusal in self.judged_changes if refusal]
        if refused:
            return refused
        if self.pending:
            return [UNFINISHED.format(unit=self.pending.unit)]
        if not self.changes:
            return [NO_CHANGES]
        return [self.unfit] if self.unfit else []

    @cached_property
    def unfit(self) -> str:
        """Why the changes do not go with amendments already made that come into force later."""
        try:
            if self.changes:
                refuse_unfit(self.read, self.changes, self.day)
        except DomainError as refusal:
            return str(refusal)
        return ""

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        needs_day = said.get("effective") in (Order.Effective.ON_DATE, Order.Effective.RETROACTIVE)
        if needs_day and not said.get("effective_on") and "effective_on" not in self.errors:
            self.add_error("effective_on", "Podaj dzień wejścia w życie, np. 1.09.2018.")
        if refusal := effective_refusal(said.get("effective", ""), said.get("effective_on"), clock.today()):
            self.add_error("effective_on", as_sentence(refusal))
        for refusal in self._refusals_of_base():
            self.add_error(None, refusal)
        return said

    def _refusals_of_base(self) -> list[str]:
        if self.base is None:
            return ["Zmieniane zarządzenie nie obowiązuje już albo go nie wybrano. Zacznij od wyboru zarządzenia."]
        return self.refusals_of_changes

    def refusals(self) -> list[str]:
        return [text for texts in self.errors.values() for text in texts]

    # What it says

    def provisions(self) -> tuple[Node, ...]:
        """The § that amends, with what can be made so far, and the entry into force."""
        amending = amending_provision(self.changes, self.tree, cited_act(self.base))
        names_a_day = self.data.get("effective") in (Order.Effective.ON_DATE, Order.Effective.RETROACTIVE)
        named = self.day if names_a_day else None
        effective = self.data.get("effective") if named else Order.Effective.ON_SIGNING
        return amending, entry_provision(effective, named)

    def draft_fields(self) -> dict[str, Any]:
        """The fields of the order's draft; of a form that is not complete yet, only what it is called."""
        told = {"legal_basis": self.data.get("legal_basis", ""), "amends": self.base}
        told |= {"subject": self.base.subject, "pilot": self.base.order.pilot} if self.base else {}
        if not self.is_valid():
            return told | {"body": [], "effects": {}}
        body = self.provisions()
        effects = {
            "kind": "amend",
            "amends": {"order": self.base.order_id, "provision": "§ 1"},
            "changes": changes_in_effects(ordered(self.changes, self.tree), citations(body)),
        }
        clean = self.cleaned_data
        day = clean["effective_on"] if clean["effective"] != Order.Effective.ON_SIGNING else None
        when = {"effective": clean["effective"], "effective_on": day}
        return told | when | {"body": to_json(body), "effects": effects}

    def understood(self) -> Order | None:
        """An order, never saved, that says what can be said so far; None while nothing changes."""
        if self.base is None or not self.changes:
            return None
        said = {"subject": self.base.subject, "legal_basis": self.data.get("legal_basis", "")}
        return Order(centre=self.centre, kind=Order.Kind.AMENDMENT, body=to_json(self.provisions()), **said)

    def was(self, entry: Asked) -> str:
        """The words of the unit that a change replaces, to be held against what they are when it is issued."""
        return words_of(self.tree, entry.path) if entry.op not in ("after", "end") else ""


PENDING = {"op": "edit_op", "at": "edit_at", "old": "edit_old", "text": "edit_text", "was": "edit_was"}
_OWN_LABELS = {"op": "Zmiany", "at": "Jednostki", "old": "Dotychczasowe wyrazy", "text": "Nowa treść"}


def _pending(data: QueryDict) -> QueryDict:
    """What is being written, as if it were in the list."""
    only = QueryDict(mutable=True)
    for name, sent in PENDING.items():
        only[name] = data.get(sent, "")
    return only
