"""Composes the text of an order that dissolves a team: what it ends, what it repeals, and since when."""

import datetime
from dataclasses import dataclass
from typing import Any

from apps.orders.models import IssuedOrder, Order
from apps.orders.repealing import effects_of_repeals, repeal_clause
from apps.orders.text import Node, bare, paragraf, to_json
from apps.teams.appointment.text import entry_provision
from apps.teams.models import RosterInterval, Team

ENDS = "§ 1"


@dataclass(frozen=True)
class Dissolution:
    """An order that dissolves a team, before it becomes text and effects."""

    team: Team
    base: IssuedOrder  # the order that appointed it
    roster: tuple[RosterInterval, ...] = ()
    later: tuple[RosterInterval, ...] = ()  # who was to join after the end
    further: tuple[str, ...] = ()
    handover: tuple[dict[str, Any], ...] = ()
    effective: str = Order.Effective.ON_SIGNING
    effective_on: datetime.date | None = None


def compose(said: Dissolution) -> dict[str, Any]:
    """The fields of the order's draft. Repeals stand before the entry into force (ZTP § 38); what else is said about
    the end stands before them."""
    return {
        "subject": subject(said.team),
        "amends": said.base,
        "body": to_json(provisions(said)),
        "effects": effects(said),
        "effective": said.effective,
        "effective_on": said.effective_on,
    }


def subject(team: Team) -> str:
    return f"rozwiązania {bare(team.name_genitive)}"


def provisions(said: Dissolution) -> tuple[Node, ...]:
    return (
        paragraf(f"Rozwiązuje się {bare(said.team.name)}."),
        *map(paragraf, said.further),
        repeal_clause([said.base]),
        entry_provision(said.effective, said.effective_on),
    )


def effects(said: Dissolution) -> dict[str, Any]:
    handed = [pk for one in said.handover for pk in (one["from"], one["to"])]
    concerned = [entry.person_id for entry in (*said.roster, *said.later)]
    return {
        "kind": "dissolve_team",
        "team": {"id": said.team.pk, "name": said.team.name, "name_genitive": said.team.name_genitive},
        "dissolves": {"provision": ENDS},
        "repeals": effects_of_repeals([said.base], f"§ {2 + len(said.further)}"),
        **({"handover": list(said.handover)} if said.handover else {}),
        "tell": list(dict.fromkeys([*concerned, *handed])),
    }
