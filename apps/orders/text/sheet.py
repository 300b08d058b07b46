"""The whole sheet: everything an order says, as data and as lines."""

import re
from typing import Any

from apps.core.polish import plain_spaces

from .annexes import annex_lines
from .nodes import bare, tidy
from .printing import printed
from .storing import from_json

USUAL_TITLE = "w sprawie"


def order_text(order: Any) -> dict[str, Any]:
    """Everything an order says but its number and day, which come with issuing."""
    centre = order.centre
    basis = _basis(order.legal_basis, centre.order_formula) or "…"
    said = {
        "issuer": f"{centre.director_title_genitive} {centre.name_genitive}",
        "subject": bare(order.subject) or "…",
        "opening": f"Na podstawie {basis}, {tidy(centre.order_formula)}",
        "body": order.body,
        "signature": [centre.director_title, *_two_lines(centre.name_genitive, f"w {centre.city_locative}")],
    }
    if order.title_prefix != USUAL_TITLE:  # left out otherwise, so that hashes of earlier orders stay
        said["prefix"] = order.title_prefix
    if order.annexes:
        said["annexes"] = order.annexes
    return said


def title(text: dict[str, Any]) -> str:
    """„w sprawie …” or „zmieniające zarządzenie w sprawie …”."""
    return f"{text.get('prefix', USUAL_TITLE)} {text['subject']}"


def _basis(typed: str, formula: str) -> str:
    """The legal basis without the words that the program adds around it."""
    text = re.sub(r"^na podstawie\s+", "", bare(typed), flags=re.IGNORECASE)
    formulas = "|".join([r"zarządzam,?(?:\s+co\s+następuje)?", re.escape(bare(formula)) or "$"])
    return bare(re.sub(rf",?\s*\b(?:{formulas})$", "", text, flags=re.IGNORECASE))


def _two_lines(name: str, place: str) -> list[str]:
    return [name.removesuffix(f" {place}"), place] if name.endswith(f" {place}") else [name]


def sheet_lines(text: dict[str, Any], number_text: str, day: str) -> list[str]:
    """The whole order in reading order, in plain spaces: heading, opening, provisions, signature, annexes."""
    heading = [f"Zarządzenie nr {number_text}".upper(), text["issuer"].upper(), f"z dnia {day}"]
    body = [line for unit in printed(from_json(text["body"])) for line in unit.lines()]
    lines = [*heading, title(text), text["opening"], *body, *text["signature"], *annex_lines(text, number_text, day)]
    return [plain_spaces(line) for line in lines]
