"""The common part after a list („– na wniosek Dyrektora”): told from one more item, and from a sentence that was only
broken into lines."""

from apps.orders.text import PUNKT, USTEP

from .cleaning import Line
from .drafts import Draft
from .marks import Typed


def tail_of(opened: list[Draft], line: Line, mark: Typed | None) -> Draft | None:
    """The unit whose list the line closes, if it is a common part: the last item has no final mark, those before it
    end with commas (ZTP § 57 ust. 3), and the line begins with a dash, or stands as deep as the introduction."""
    if mark and not mark.is_dash:
        return None
    owners = [unit for unit in opened[1:] if _waits_for_a_tail(unit)]
    if not owners:
        return None
    shallower = [unit for unit in owners if unit.children[-1].line.indent > line.indent]
    if shallower:
        return shallower[0]
    if any(unit.children[-1].line.indent for unit in owners):
        return None  # the text is indented, and this line stands no shallower than the items
    points = [unit for unit in owners if unit.children[0].kind == PUNKT]
    if mark:
        return (points or owners[::-1])[0]
    return points[0] if points and line.text[:1].islower() else None


def _waits_for_a_tail(unit: Draft) -> bool:
    if len(unit.children) < 2 or unit.tail or unit.children[0].kind == USTEP:
        return False
    *earlier, last = unit.children
    return last.end != "" and not last.is_closed and all(child.end == "," for child in earlier)


def take_back(owner: Draft) -> None:
    """One more item came after what was taken for the common part: it was the end of the item before."""
    if owner.tail:
        owner.children[-1].add_words(owner.tail)
        owner.tail = ""
