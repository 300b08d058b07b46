"""A team as it stands on a day: the order that appointed it as it reads then, and who sits where in it."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from apps.core.errors import DomainError
from apps.core.polish import day_in_words
from apps.orders.amending.changes import Path
from apps.orders.amending.reading import tree_on
from apps.orders.amending.units import unit_at, walk
from apps.orders.models import IssuedOrder
from apps.orders.text import Node
from apps.teams import rules
from apps.teams.appointment.content import Appointee
from apps.teams.models import RosterInterval, Team

from .content import Rules, Seat, path_of
from .working import rules_before

NO_TEXT = (
    "Program nie ma treści zarządzenia nr {number}, które powołało ten zespół (wpisano je tylko ze skanem), więc nie "
    "ułoży zmiany. Wydaj nowe zarządzenie o powołaniu zespołu, które uchyli tamto."
)
NOT_YET = "Ten zespół działa dopiero od {day} Wybierz ten albo późniejszy dzień wejścia zmian w życie."
NOT_FOUND = (
    "{name} należy do zespołu, ale w treści zarządzenia nr {number} program nie znajduje przepisu z tym nazwiskiem. "
    "Skład można zmienić, gdy treść i skład się zgadzają."
)


@dataclass
class Standing:
    team: Team
    day: datetime.date

    @cached_property
    def base(self) -> IssuedOrder:
        return IssuedOrder.objects.get(order_id=self.team.pk)

    @cached_property
    def tree(self) -> tuple[Node, ...]:
        return tree_on(self.base, self.day)

    @cached_property
    def roster(self) -> list[RosterInterval]:
        return rules.roster_on(self.team, self.day)

    @cached_property
    def rules_said(self) -> dict[str, Any]:
        return rules.rules_on(self.team, self.day)

    @cached_property
    def provisions(self) -> dict[str, str]:
        return self.base.effects.get("provisions", {})

    @cached_property
    def rules(self) -> Rules:
        return rules_before(self.rules_said, self.provisions, self.tree)

    def seats(self) -> tuple[Seat, ...]:
        """In the order of the text. DomainError when text and roster do not agree, or the team is not there yet."""
        if self.day < self.team.effective_on:
            raise DomainError(NOT_YET.format(day=day_in_words(self.team.effective_on)))
        if not self.tree:
            raise DomainError(NO_TEXT.format(number=self.base.number_text))
        return tuple(Seat(holder_of(entry), self._path(entry)) for entry in self.roster)

    def _path(self, entry: RosterInterval) -> Path:
        """The unit that names the person: where the order put them, or, when the list was written anew, the one in
        the same § that bears the name."""
        said = path_of(entry.unit)
        if said and self._names(said, entry.name):
            return said
        for path, node, _ in walk(self.tree):
            if path[:1] == said[:1] and not node.children and not node.repealed and entry.name in node.text:
                return path
        raise DomainError(NOT_FOUND.format(name=entry.name, number=self.base.number_text))

    def _names(self, path: Path, name: str) -> bool:
        try:
            node = unit_at(self.tree, path)
        except DomainError:
            return False
        return not node.children and name in node.text


def holder_of(entry: RosterInterval) -> Appointee:
    return Appointee(entry.person_id, entry.name, entry.person.gender, entry.function, entry.description)
