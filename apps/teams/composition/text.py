"""Composes the text of an order that changes a team (domain: worked example B) and what the order does."""

import re
from typing import Any

from apps.core.errors import DomainError
from apps.orders.amending.applying import added_units, apply, followed
from apps.orders.amending.changes import Add, Change, Repeal, Reword
from apps.orders.amending.citing import cited_act
from apps.orders.amending.units import cited, walk
from apps.orders.amending.wording import amending_provision, changes_in_effects, ordered
from apps.orders.text import Node, bare, citations, paragraf, to_json
from apps.teams.appointment.content import Appointee
from apps.teams.appointment.text import entry_provision

from .content import Addition, TeamChange
from .gender import gender_changes
from .seating import Seating, seating
from .working import RuleChange, protocol_changes, rule_changes, rules_after

_TYPED_MARK = re.compile(r"^(?:§ ?)?(?:\d{1,3}[a-z]{0,2}[.)]|[a-z]{1,2}\)|[-–—•*])\s+")
NOTHING = "Nie wskazano jeszcze żadnej zmiany: zaznacz, kto odchodzi, dodaj osobę albo zmień zasady pracy."


def compose(said: TeamChange) -> dict[str, Any]:
    """The fields of the order's draft. DomainError when the changes cannot be made."""
    made = _Composed(said)
    body = (made.provision, entry_provision(said.effective, said.effective_on))
    return {
        "subject": bare(said.base.subject),
        "amends": said.base,
        "body": to_json(body),
        "effects": made.effects(citations(body)),
        "effective": said.effective,
        "effective_on": said.effective_on,
    }


class _Composed:
    """Everything the form says as changes of units, in the order of the amended act."""

    def __init__(self, said: TeamChange):
        self.said = said
        self.seating: Seating = seating(said)
        self.rules: list[RuleChange] = rule_changes(said)
        rest = [*protocol_changes(said), *map(_added, said.additions)]
        changes = [*self.seating.changes, *[one.change for one in self.rules], *rest]
        changes += self._gender(changes)
        if not changes:
            raise DomainError(NOTHING)
        self.changes = ordered(tuple(changes), said.tree)
        self.provision = amending_provision(self.changes, said.tree, cited_act(said.base))
        self.after = apply(said.tree, self.changes)

    def _gender(self, others: list[Change]) -> list[Change]:
        before, after = self.said.chair_before, self.said.chair_after
        if not (self.said.follows_gender and before and after) or before.gender == after.gender:
            return []
        return gender_changes(self.said.tree, after.gender, others)

    def effects(self, provisions: dict[str, str]) -> dict[str, Any]:
        said, provision = self.said, lambda change: provisions[f"change {self._number(change)}"]
        rules = rules_after(said, self.rules, provision, self._unit_added) if _touches_rules(self.rules) else None
        return {
            "kind": "change_team",
            "amends": {"order": said.base.order_id, "provision": "§ 1"},
            "changes": changes_in_effects(self.changes, provisions),
            "team": {"id": said.team.pk, "name": said.team.name, "name_genitive": said.team.name_genitive},
            "composition": self._entries(provisions),
            **({"rules": rules} if rules else {}),
            **({"handover": list(said.handover)} if said.handover else {}),
            "tell": self._told(),
        }

    # The composition as data

    def _entries(self, provisions: dict[str, str]) -> list[dict[str, Any]]:
        entries = [*self._dismissals(provisions), *self._appointments(provisions)]
        ordering = sorted(entries, key=lambda entry: (entry[0], entry[1]["op"] == "appoint"))
        return [entry for _, entry in ordering]

    def _dismissals(self, provisions):
        staying = {someone.person for someone in self.said.people_after}
        for seat in self.said.seats:
            if seat.holder.person not in staying:
                number = self._number_at(seat.path)
                yield number, _entry("dismiss", seat.holder, provisions[f"change {number}"])

    def _appointments(self, provisions):
        before = {seat.holder.person: seat.holder for seat in self.said.seats}
        for someone, unit in self.seating.placed:
            if before.get(someone.person) == someone:
                continue  # the same place in a list written anew
            number = next(n for n, change in enumerate(self.changes) if _writes(change, unit))
            place, where = self._place(unit)
            entry = _entry("appoint", someone, provisions[f"change {number}"])
            yield number, entry | {"function": str(someone.function), "unit": where, "rank": place}

    def _place(self, unit: Node) -> tuple[int, str]:
        """The place among the units of the composition, and the citation."""
        section = self.said.seats[0].path[:1]
        leaves = [(path, node) for path, node, _ in walk(self.after) if path[:1] == section and not node.children]
        found = next(n for n, (_, node) in enumerate(leaves, start=1) if node.text == unit.text)
        return found, cited(leaves[found - 1][0])

    def _number(self, change: Change) -> int:
        """Which of the ordered changes makes it."""
        if isinstance(change, Add):
            return next(n for n, one in enumerate(self.changes) if _writes(one, change.units[0]))
        if isinstance(change, Reword | Repeal):
            return self._number_at(change.paths[0])
        return self.changes.index(change)

    def _number_at(self, path) -> int:
        return next(
            n
            for n, change in enumerate(self.changes)
            if isinstance(change, Reword | Repeal) and any(path[: len(one)] == one for one in change.paths)
        )

    def _unit_added(self, change: Add) -> str:
        whole = self.changes[self._number(change)]
        place = next(n for n, unit in enumerate(whole.units) if unit is change.units[0])
        unit = added_units(self.said.tree, whole)[place]
        return cited((*followed(self.said.tree, whole)[:-1], (unit.kind, unit.label)))

    def _told(self) -> list[int]:
        """Everybody whom it touches: all of them when rules or other provisions change."""
        said = self.said
        before, after = [seat.holder for seat in said.seats], said.people_after
        touched = [one for one in (*before, *after) if one not in before or one not in after]
        everybody = [*before, *after] if self.rules or said.additions else touched
        handed = [pk for one in said.handover for pk in (one["from"], one["to"])]
        return list(dict.fromkeys([*(someone.person for someone in everybody), *handed]))


def _added(addition: Addition) -> Add:
    [*above, (kind, label)] = addition.after
    units = tuple(_new_unit(kind, text) for text in addition.texts)
    return Add(tuple(above), label, units)


def _new_unit(kind: str, typed: str) -> Node:
    text = _TYPED_MARK.sub("", typed.strip())
    return paragraf(text) if kind == "paragraf" else Node(kind, text)


def _touches_rules(made: list[RuleChange]) -> bool:
    return any(one.name != "opinion" for one in made)


def _entry(op: str, someone: Appointee, provision: str) -> dict[str, Any]:
    described = {"description": bare(someone.description)} if op == "appoint" else {}
    return {"op": op, "person": someone.person, "name": someone.name, **described, "provision": provision}


def _writes(change: Change, unit: Node) -> bool:
    return any(_holds(one, unit) for one in getattr(change, "units", ()))


def _holds(node: Node, unit: Node) -> bool:
    return node is unit or any(_holds(child, unit) for child in node.children)
