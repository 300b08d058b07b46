"""Final provisions of an order: repeals, loss of force, entry into force. Nothing of substance stands after them
(ZTP § 38), so a new § goes before them."""

import re

from apps.orders.amending.applying import followed
from apps.orders.amending.changes import Add, Change
from apps.orders.amending.units import cited
from apps.orders.text import PARAGRAF, Node

from .asked import AFTER, at_of

_FINAL = re.compile(
    r"(?:niniejsze )?zarządzenie (?:wchodzi w życie|obowiązuje do )|(?:z dniem .{4,40} )?(?:traci|tracą) moc\b",
    re.IGNORECASE,
)
MISPLACED = (
    "{unit} to przepis końcowy: po nim nie dodaje się innych. Usuń tę zmianę z listy i dodaj paragraf po {before}."
)


def final_labels(tree: tuple[Node, ...]) -> list[str]:
    """Labels of the § that close the order; of none when it has no substance or no such end."""
    labels: list[str] = []
    for unit in reversed(tree):
        if not (unit.repealed or _is_final(unit)):
            break
        labels.insert(0, unit.label)
    repealed = {unit.label for unit in tree if unit.repealed}
    while labels and labels[0] in repealed:
        del labels[0]
    return labels if len(labels) < len(tree) else []


def last_of_substance(tree: tuple[Node, ...]) -> str:
    """The label of the § after which a new one stands."""
    final = final_labels(tree)
    return [unit.label for unit in tree if unit.label not in final][-1]


def new_section(tree: tuple[Node, ...]) -> tuple[str, str]:
    """The button that adds a §: what it asks for, and its words."""
    after = PARAGRAF, last_of_substance(tree)
    said = f"Dodaj paragraf po {cited((after,))}"
    return f"{AFTER}|{at_of((after,))}", f"{said}, przed przepisami końcowymi" if final_labels(tree) else said


def misplaced(tree: tuple[Node, ...], changes: tuple[Change, ...]) -> list[str]:
    """What to say of § that would stand after a final provision and are none themselves."""
    final = final_labels(tree)
    before = cited(((PARAGRAF, last_of_substance(tree)),))
    after = [
        followed(tree, one) for one in changes if isinstance(one, Add) and not one.parent and not _closes(one.units)
    ]
    return [MISPLACED.format(unit=cited(path), before=before) for path in after if path[-1][1] in final]


def _closes(units: tuple[Node, ...]) -> bool:
    return all(map(_is_final, units))


def _is_final(unit: Node) -> bool:
    said = unit.text or (unit.children[0].text if unit.children else "")
    return bool(_FINAL.match(said))
