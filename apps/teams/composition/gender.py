"""When a woman takes the chair after a man, or the other way round, the words for the chair change in the whole text.
A form that stands for several cases is told by the word before it; the director reads the result before issuing."""

import re
from collections.abc import Iterator
from dataclasses import replace

from apps.accounts.models import Gender
from apps.orders.amending.changes import Change, Path, ReplaceWords, Reword
from apps.orders.amending.checking import touched
from apps.orders.amending.units import step_of
from apps.orders.text import Node

_CHAIR = re.compile(
    r"(?P<before>(?:\w+ ){0,2})\b(?P<word>[Pp]rzewodnicząc(?:ego|emu|ym|ej|a|ą|y))\b(?! (?:posiedzeni|obrad))"
)
_PRONOUNS = [  # where they stand, hers, his
    (r"(?<=w razie ){}(?= nieobecności)", "jej", "jego"),
    (r"(?<=wyznaczony przez ){}\b", "nią", "niego"),
]
_DATIVE = re.compile(r"(?:powierza się|przedstawia|przekazuje|składa|doręcza|podlega|przysługuje) $")
_ACCUSATIVE = re.compile(r"(?:przez|na) $")
_LOCATIVE = re.compile(r"(?:o|przy|po) $")


def gender_changes(tree: tuple[Node, ...], gender: str, others: list[Change]) -> list[Change]:
    """Changes of every unit that no other change rewrites and that names the chair. `gender`: the new chair's."""
    written = {path for change in others if not isinstance(change, ReplaceWords) for path in touched_whole(change)}
    return list(_changes(tree, (), gender, written))


def touched_whole(change: Change) -> Iterator[Path]:
    if hasattr(change, "paths"):
        yield from touched(change)


def _changes(units: tuple[Node, ...], above: Path, gender: str, written: set[Path]) -> Iterator[Change]:
    for node in units:
        path = (*above, step_of(node))
        if path in written or node.repealed:
            continue
        own = _words(node.text, gender)
        if not own:
            yield from _changes(node.children, path, gender, written)
        elif len(own) == 1 and _stands_once(own[0][0], node.text):
            yield ReplaceWords(path, *own[0])
            yield from _changes(node.children, path, gender, written)
        else:
            yield Reword((path,), (_inflected(node, gender),))


def _inflected(node: Node, gender: str) -> Node:
    children = tuple(_inflected(child, gender) for child in node.children)
    return replace(node, text=inflected(node.text, gender), tail=inflected(node.tail, gender), children=children)


def inflected(text: str, gender: str) -> str:
    """The text with the words for the chair in this gender."""
    said = _CHAIR.sub(lambda found: f"{found['before']}{_form(found['word'], found['before'], gender)}", text)
    for where, hers, his in _PRONOUNS:
        old, new = (his, hers) if gender == Gender.FEMININE else (hers, his)
        said = re.sub(where.format(old), new, said)
    return said


def _words(text: str, gender: str) -> list[tuple[str, str]]:
    """Words that differ: (old, new)."""
    old, new = text.split(" "), inflected(text, gender).split(" ")
    return [(a.strip(",.;:"), b.strip(",.;:")) for a, b in zip(old, new, strict=True) if a != b]


def _stands_once(word: str, text: str) -> bool:
    return len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", text)) == 1


def _form(word: str, before: str, gender: str) -> str:
    ending = word[len("przewodnicząc") :]
    case = _case(ending, before)
    stem = word[: len("przewodnicząc")]
    feminine = {"nominative": "a", "genitive": "ej", "dative": "ej", "accusative": "ą", "instrumental": "ą"}
    masculine = {"nominative": "y", "genitive": "ego", "dative": "emu", "accusative": "ego", "instrumental": "ym"}
    forms = feminine | {"locative": "ej"} if gender == Gender.FEMININE else masculine | {"locative": "ym"}
    return stem + forms[case]


def _case(ending: str, before: str) -> str:
    match ending:
        case "a" | "y":
            return "nominative"
        case "emu":
            return "dative"
        case "ą" | "ego" if _ACCUSATIVE.search(before):
            return "accusative"
        case "ej" if _DATIVE.search(before):
            return "dative"
        case "ej" | "ym" if _LOCATIVE.search(before):
            return "locative"
        case "ą" | "ym":
            return "instrumental"
    return "genitive"
