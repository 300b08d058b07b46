"""Editorial units and how they are built. A text holds neither its number nor its final mark."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from .marks import KINDS, LITERA, PARAGRAF, PODWOJNE_TIRET, PUNKT, TIRET, USTEP, letter

__all__ = ["KINDS", "LITERA", "PARAGRAF", "PODWOJNE_TIRET", "PUNKT", "TIRET", "USTEP"]

_ABBREVIATIONS = {"r.", "ust.", "lit.", "art.", "poz.", "ds.", "zm.", "im.", "ul.", "itp.", "itd.", "in.", "m.in."}
_ABBREVIATIONS |= {"np.", "al.", "pl.", "os.", "godz.", "dr.", "inż.", "o.o.", "tzw.", "wew.", "tel.", "str."}


@dataclass(frozen=True)
class Node:
    """One editorial unit. `tail` is the common part after its list (ZTP § 56); `key` lets the composer ask for the
    unit's citation and is not part of the text.

    `label`: its own number („4a”, „aa”, for a tiret „2a”), when it does not follow from the place. `ending`: its own
    final mark, for a quoted unit. `quoted`: the full new wording that an amending unit puts in „…”. `repealed`: only
    the mark stands, with „(uchylony)”. Of a consolidated text: `notes`, numbers of its footnotes, and `ahead`, whether
    it is not yet in force."""

    kind: str
    text: str = ""
    children: tuple["Node", ...] = ()
    tail: str = ""
    key: str = ""
    label: str = ""
    ending: str | None = None
    quoted: tuple["Node", ...] = ()
    repealed: bool = False
    notes: tuple[int, ...] = ()
    ahead: bool = False


def paragraf(*units: str | Node, key: str = "", tail: str = "") -> Node:
    """A §: of a sentence, of a sentence and a list, or of several ustępy; a single ustęp is no ustęp (ZTP § 55)."""
    if len(units) == 1 and isinstance(units[0], Node) and units[0].kind == USTEP:
        return replace(units[0], kind=PARAGRAF, key=units[0].key or key)
    return _unit(PARAGRAF, units, key, tail)


def ustep(*units: str | Node, key: str = "", tail: str = "") -> Node:
    return _unit(USTEP, units, key, tail)


def punkt(*units: str | Node, key: str = "", tail: str = "") -> Node:
    return _unit(PUNKT, units, key, tail)


def litera(*units: str | Node, key: str = "", tail: str = "") -> Node:
    return _unit(LITERA, units, key, tail)


def tiret(*units: str | Node, key: str = "", tail: str = "") -> Node:
    return _unit(TIRET, units, key, tail)


def podwojne_tiret(text: str, key: str = "") -> Node:
    return _unit(PODWOJNE_TIRET, (text,), key, "")


def _unit(kind: str, units: tuple[str | Node, ...], key: str, tail: str) -> Node:
    texts = [tidy(unit) for unit in units if isinstance(unit, str)]
    children = tuple(unit for unit in units if isinstance(unit, Node))
    return Node(kind, " ".join(texts), children, tidy(tail), key)


def rewrite(tree: tuple[Node, ...], change: Callable[[str], str]) -> tuple[Node, ...]:
    """The same tree with every text changed, called in reading order."""

    def one(node: Node) -> Node:
        text = change(node.text)
        return replace(node, text=text, children=tuple(map(one, node.children)), tail=change(node.tail))

    return tuple(map(one, tree))


def own_label(node: Node, place: int) -> str:
    """Its label, or the one of its place (from 1)."""
    return node.label or (letter(place) if node.kind == LITERA else str(place))


def labelled(tree: tuple[Node, ...]) -> tuple[Node, ...]:
    """The same tree with every label said, so that places may change and labels stay."""
    return tuple(
        replace(node, label=own_label(node, place), children=labelled(node.children))
        for place, node in enumerate(tree, start=1)
    )


def tidy(text: str) -> str:
    """Single spaces, none at the ends."""
    return " ".join(text.split())


def bare(text: str) -> str:
    """The text without its final mark; the dot of an abbreviation („2018 r.”) is no final mark."""
    text = tidy(text)
    while text.endswith((".", ",", ";", ":", " ")) and text.rsplit(" ", 1)[-1] not in _ABBREVIATIONS:
        text = text[:-1]
    return text


def closed(text: str, ending: str) -> str:
    text = bare(text)
    already = text.endswith((".", "!", "?")) and ending == "."
    return text if already or not text else text + ending
