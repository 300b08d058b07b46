"""What an entry from paper says and does, of what was typed."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from apps.accounts.models import Centre, Person
from apps.orders.models import AMENDING_TITLE, IssuedOrder, Order
from apps.orders.recomposing import Composed
from apps.orders.text import Node, bare, citations, tidy, to_json

APPOINTS, CHANGES = "appoints", "changes"
RULES = ("quorum", "majority", "casting_vote", "circular", "dissent_days", "dissent_day_kind")


def composed(order: Order) -> Composed:
    """An entry is made at once and is never a draft: there is nothing to compose anew."""
    return Composed()


def text_of(said: dict[str, Any], tree: tuple[Node, ...]) -> dict[str, Any]:
    """As an issued order's text. What the paper opens with and who signed it stands on the scan."""
    amending = {"prefix": AMENDING_TITLE} if said["amends"] else {}
    parts = {"issuer": tidy(said["issuer"]), "subject": said["subject"], "opening": "", "signature": []}
    return parts | {"body": to_json(tree)} | amending


def effects_of(said: dict[str, Any], composition: list[dict[str, Any]]) -> dict[str, Any]:
    """As an issued order's effects, under the same keys."""
    effects: dict[str, Any] = {"kind": "other"}
    if base := said["amends"]:
        effects |= {"kind": "amend", "amends": {"order": base.order_id, "provision": said["amends_provision"]}}
    if said["repeals"]:
        effects["repeals"] = [
            {"order": one.order_id, "provision": said["repeals_provision"]} for one in said["repeals"]
        ]
    if said["team"] == APPOINTS:
        effects |= _appointed(said)
    if said["team"] == CHANGES:
        effects |= {"kind": "change_team", "team": {"id": base.order_id}}
    return effects | ({"composition": composition} if composition else {})


def _appointed(said: dict[str, Any]) -> dict[str, Any]:
    pilot = said["pilot"]
    return {
        "kind": "appoint_team",
        "pilot": pilot and pilot.pk,
        "team": {"name": said["name"], "name_genitive": said["name_genitive"]},
        "rules": {name: said[name] for name in RULES} | {"dissent_days": said["dissent_days"] or 0, "provisions": {}},
        "products": said["products"],
        "documents": [],
    }


def provisions_of(people: Iterable[Person], tree: tuple[Node, ...]) -> dict[int, str]:
    """Where the text names each of them, e.g. „§ 2 pkt 4 lit. a”; who is not found is left out."""
    names = {str(person): person.pk for person in people}

    def keyed(node: Node) -> Node:
        found = next((str(pk) for name, pk in names.items() if name in node.text), "")
        return replace(node, key=found, children=tuple(map(keyed, node.children)))

    return {int(key): cited for key, cited in citations(tuple(map(keyed, tree))).items()}


def entered_orders(centre: Centre) -> Any:
    """Entries from paper on which another entry may act, the newest first."""
    entries = IssuedOrder.objects.filter(centre=centre, origin=IssuedOrder.Origin.RECORDED).not_struck()
    return entries.defer("text").order_by("-signed_on", "-number")


def without_words(prefixes: Iterable[str]) -> Callable[[str], str]:
    """A cleaner that takes away what the program says itself („w sprawie”) and the final dot."""

    def cleaned(text: str) -> str:
        text = tidy(text)
        for prefix in prefixes:
            if text.lower().startswith(prefix):
                text = text[len(prefix) :].strip()
        return bare(text)

    return cleaned
