"""Provisions that close an order made of text: final ones, „Traci moc”, entry into force; and what it does then."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from apps.core.polish import day_in_words
from apps.orders.models import IssuedOrder, Order
from apps.orders.repealing import effects_of_repeals, repeal_clause
from apps.orders.text import PARAGRAF, USTEP, Node, bare, citation, paragraf, to_json

from .cleaning import clean
from .marks import mark_at


def final_provisions(lines: Iterable[str]) -> tuple[Node, ...]:
    """One § of each line; a number typed before it is left out."""
    return tuple(paragraf(bare(_unmarked(line.text))) for line in clean("\n".join(lines))[0])


def _unmarked(text: str) -> str:
    mark = mark_at(text)
    return mark.rest if mark and mark.kind in (PARAGRAF, USTEP) else text


def entry_provision(effective: str, day: datetime.date | None) -> Node:
    named = day_in_words(day) if day else ""
    when = {
        Order.Effective.ON_SIGNING: "z dniem podpisania",
        Order.Effective.ON_DATE: f"z dniem {named}",
        Order.Effective.RETROACTIVE: f"z dniem podpisania, z mocą od dnia {named}",
    }[Order.Effective(effective)]
    return paragraf(f"Zarządzenie wchodzi w życie {when}.")


def closed_order(
    provisions: Sequence[Node], repealed: Sequence[IssuedOrder], effective: str, day: datetime.date | None
) -> dict[str, Any]:
    """Body and repeals of the draft: repeals stand before the entry into force, nothing else among them (ZTP § 38)."""
    repeal = [repeal_clause(repealed)] if repealed else []
    body = (*provisions, *repeal, entry_provision(effective, day))
    where = citation(PARAGRAF, str(len(provisions) + 1))
    effects = {"repeals": effects_of_repeals(repealed, where)} if repealed else {}
    return {"body": to_json(body), "effects": effects, "effective": effective, "effective_on": day}
