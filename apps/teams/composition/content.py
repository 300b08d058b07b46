"""What the form of a change says, as plain data: composing needs neither a form nor a database."""

import datetime
import re
from dataclasses import dataclass

from apps.orders.amending.changes import Path
from apps.orders.models import IssuedOrder, Order
from apps.orders.text import LITERA, PARAGRAF, PUNKT, USTEP, Node
from apps.teams.appointment.content import Appointee
from apps.teams.models import Function, Team

_STEPS = {"§": PARAGRAF, "ust.": USTEP, "pkt": PUNKT, "lit.": LITERA}
_CITED = re.compile(r"(?:(?:^|\s)(?:§|ust\.|pkt|lit\.) [0-9a-z]+)+")


@dataclass(frozen=True)
class Seat:
    """One place of the composition as it stands: who holds it, and the unit of the order that says so."""

    holder: Appointee
    path: Path


@dataclass(frozen=True)
class Addition:
    """New units of one level, after the unit of the path."""

    after: Path
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Rules:
    """The rules of work that are data. None: the order does not provide for it."""

    quorum: str = "half"
    majority: str = "simple"
    casting_vote: bool = True
    circular: bool = True
    dissent_days: int | None = None
    dissent_day_kind: str = "working"
    opinion_days: int | None = None


@dataclass(frozen=True)
class TeamChange:
    """An order that changes a team, before it becomes text and effects. `tree`: the appointing order as it reads that
    day, labelled; `taken`: who holds each seat after the change (None: nobody); `joins`: those who get a new one."""

    base: IssuedOrder
    team: Team
    tree: tuple[Node, ...]
    seats: tuple[Seat, ...]
    taken: tuple[Appointee | None, ...]
    joins: tuple[Appointee, ...] = ()
    rules_said: dict | None = None  # as the orders in force say them, with provisions; None: there are none
    provisions: dict | None = None  # of the appointing order: „opinion”
    before: Rules = Rules()
    after: Rules = Rules()
    director_dative: str = ""
    additions: tuple[Addition, ...] = ()
    follows_gender: bool = True
    handover: tuple[dict, ...] = ()
    effective: str = Order.Effective.ON_SIGNING
    effective_on: datetime.date | None = None

    @property
    def people_after(self) -> list[Appointee]:
        return [someone for someone in (*self.taken, *self.joins) if someone]

    @property
    def chair_before(self) -> Appointee | None:
        return next((seat.holder for seat in self.seats if seat.holder.function == Function.CHAIR), None)

    @property
    def chair_after(self) -> Appointee | None:
        return next((someone for someone in self.people_after if someone.function == Function.CHAIR), None)


def path_of(citation: str) -> Path:
    """„§ 4 ust. 5, zmieniony przez …” → the path of § 4 ust. 5; empty when it names no unit."""
    found = _CITED.match(citation)
    if not found:
        return ()
    words = found[0].split()
    return tuple((_STEPS[name], label) for name, label in zip(words[::2], words[1::2], strict=True))
