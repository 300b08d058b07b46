"""Labels of added units (ZTP § 89): letters between, the next figure or letter at the end, always a letter for a §."""

import re

from apps.core.errors import DomainError
from apps.orders.text import LITERA, PARAGRAF, Node, citation, letter

_NUMBERED = re.compile(r"(\d+)([a-z]*)")
_LETTERED = re.compile(r"(z*[a-y]|z+)([a-z]*)")


def label_after(units: tuple[Node, ...], after: str) -> str:
    """The label of a new unit that follows the one of label `after` (labelled `units` of one level)."""
    labels = [unit.label for unit in units]
    place = labels.index(after)
    kind = units[0].kind
    if place + 1 == len(labels) and kind != PARAGRAF:
        return _next_whole(kind, after)
    following = labels[place + 1] if place + 1 < len(labels) else ""
    return _between(kind, after, following)


def _parts(kind: str, label: str) -> tuple[str, str]:
    """The original number or letter, and what insertions have put after it."""
    return (_LETTERED if kind == LITERA else _NUMBERED).fullmatch(label).groups()


def _next_whole(kind: str, label: str) -> str:
    whole, _ = _parts(kind, label)
    return letter(_place_of_letter(whole) + 1) if kind == LITERA else str(int(whole) + 1)


def _place_of_letter(whole: str) -> int:
    return (len(whole) - 1) * 26 + ord(whole[-1]) - ord("a") + 1


def _between(kind: str, left: str, right: str) -> str:
    """Xa after X, Xb after Xa, Xaa between Xa and Xb, Xza after Xz."""
    whole, suffix = _parts(kind, left)
    limit = _limit(kind, whole, right)
    for candidate in (_next_suffix(suffix), f"{suffix}a"):
        if candidate > suffix and (limit is None or candidate < limit):
            return whole + candidate
    raise DomainError(
        f"Między {citation(kind, left)} a {citation(kind, right)} nie ma już wolnego oznaczenia. "
        f"Dodaj jednostkę po {citation(kind, right)}."
    )


def _limit(kind: str, whole: str, right: str) -> str | None:
    """The suffix that the new one must stay below; None when the next unit has another number."""
    if not right:
        return None
    other, suffix = _parts(kind, right)
    return suffix if other == whole else None


def _next_suffix(suffix: str) -> str:
    if not suffix:
        return "a"
    return f"{suffix}a" if suffix[-1] == "z" else suffix[:-1] + chr(ord(suffix[-1]) + 1)
