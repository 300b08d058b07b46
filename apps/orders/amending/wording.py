"""The text of an amending provision (ZTP § 82–96)."""

from typing import Any

from apps.orders.text import Node

from .changes import Change


def ordered(changes: tuple[Change, ...], tree: tuple[Node, ...]) -> tuple[Change, ...]:
    """In the order of the amended act, changes of consecutive units joined. Keep these, not what was typed."""
    raise NotImplementedError


def amending_provision(changes: tuple[Change, ...], tree: tuple[Node, ...], act: str) -> Node:
    """The § that amends. `tree`: the amended text as it stands; `act`: „zarządzeniu nr 23/2018 Dyrektora … z dnia …
    w sprawie …”. Its units carry keys „change 0”, „change 1” … for `citations`, counted over `ordered(changes)`."""
    raise NotImplementedError


def changes_in_effects(changes: tuple[Change, ...], cited: dict[str, str]) -> list[dict[str, Any]]:
    """For effects["changes"]: each change as JSON with the provision that makes it. `changes` ordered, `cited` of the
    whole body."""
    return [{**change.to_json(), "provision": cited[f"change {n}"]} for n, change in enumerate(changes)]
