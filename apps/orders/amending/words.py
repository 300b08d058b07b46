"""Words replaced, deleted or added in a unit's own text (ZTP § 87 ust. 3)."""

import re
from dataclasses import replace

from apps.core.errors import DomainError
from apps.orders.text import Node, bare, tidy

from .changes import AddWords, Path, ReplaceWords
from .units import cited

WordChange = ReplaceWords | AddWords
_SPACE_BEFORE_MARK = re.compile(r"\s+([,.;:)])")


def sought(change: WordChange) -> str:
    return tidy(change.old if isinstance(change, ReplaceWords) else change.after)


def span_in(node: Node, change: WordChange, path: Path) -> tuple[str, int, int]:
    """Where the sought words stand: („text” | „tail”, start, end). DomainError unless exactly once."""
    words = sought(change)
    if not re.search(r"\w", words):
        raise DomainError(f"{cited(path)}: podaj wyrazy, których dotyczy zmiana.")
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    found = [(part, at.start(), at.end()) for part in ("text", "tail") for at in whole.finditer(_part(node, part))]
    if not found:
        raise DomainError(f"{cited(path)} nie zawiera wyrazów „{words}”.")
    if len(found) > 1:
        raise DomainError(
            f"{cited(path)}: wyrazy „{words}” występują więcej niż raz. Podaj ich tyle, żeby miejsce było jedno, "
            "albo nadaj jednostce nowe brzmienie."
        )
    return found[0]


def _part(node: Node, part: str) -> str:
    return bare(node.text if part == "text" else node.tail)


def reworded(node: Node, changes: list[WordChange], path: Path) -> Node:
    """The unit after all changes of its words, each made in the original text."""
    spans = sorted(((*span_in(node, change, path), change) for change in changes), key=lambda span: span[:3])
    for (part, _, end, _), (next_part, start, _, change) in zip(spans, spans[1:], strict=False):
        if part == next_part and start < end:
            raise DomainError(f"{cited(path)}: dwie zmiany dotyczą tych samych wyrazów „{sought(change)}”.")
    texts = {"text": _part(node, "text"), "tail": _part(node, "tail")}
    for part, start, end, change in reversed(spans):
        texts[part] = texts[part][:start] + _instead(change) + texts[part][end:]
    tidied = {part: bare(_SPACE_BEFORE_MARK.sub(r"\1", tidy(text))) for part, text in texts.items()}
    if tidied == {"text": bare(node.text), "tail": bare(node.tail)}:
        raise DomainError(f"{cited(path)}: nowe wyrazy nie różnią się od dotychczasowych.")
    if not tidied["text"]:
        raise DomainError(f"{cited(path)}: po zmianie nic by nie zostało. Uchyl jednostkę.")
    return replace(node, **tidied)


def _instead(change: WordChange) -> str:
    return tidy(change.new) if isinstance(change, ReplaceWords) else f"{sought(change)} {tidy(change.new)}"
