"""The text of an order as structure: § → ust. → pkt → lit. → tiret (ZTP § 54–59). Numbers and final punctuation are
never typed: they follow from the place in the tree, so that preview, PDF and citations always agree."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from apps.core.polish import plain_spaces, typography

USUAL_TITLE = "w sprawie"
PARAGRAF, USTEP, PUNKT, LITERA, TIRET = KINDS = ("paragraf", "ustep", "punkt", "litera", "tiret")
_ABBREVIATIONS = {"r.", "ust.", "lit.", "art.", "poz.", "ds.", "zm.", "im.", "ul.", "itp.", "itd.", "in.", "m.in."}
_ABBREVIATIONS |= {"np.", "al.", "pl.", "os.", "godz.", "dr.", "inż.", "o.o.", "tzw.", "wew.", "tel.", "str."}
_ORDINALS = ["pierwsze", "drugie", "trzecie", "czwarte", "piąte", "szóste", "siódme", "ósme", "dziewiąte", "dziesiąte"]
_ORDINALS += ["jedenaste", "dwunaste", "trzynaste", "czternaste", "piętnaste", "szesnaste", "siedemnaste"]
_ORDINALS += ["osiemnaste", "dziewiętnaste", "dwudzieste"]


@dataclass(frozen=True)
class Node:
    """One editorial unit. `tail` is the common part after its list (ZTP § 56); `key` lets the composer ask for the
    unit's citation and is not part of the text."""

    kind: str
    text: str = ""
    children: tuple["Node", ...] = ()
    tail: str = ""
    key: str = ""


@dataclass(frozen=True)
class Printed:
    """One unit as printed: the marks that stand before its text („§ 1.”, „1.”), the text with its final punctuation,
    the units below it, and the common part after them."""

    kind: str
    marks: tuple[str, ...]
    text: str
    units: tuple["Printed", ...] = ()
    tail: str = ""

    def lines(self) -> Iterator[str]:
        if self.text:
            yield " ".join([*self.marks, self.text])
        for unit in self.units:
            yield from unit.lines()
        if self.tail:
            yield self.tail


# Building


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


def tiret(text: str, key: str = "") -> Node:
    return _unit(TIRET, (text,), key, "")


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


# Marks, punctuation, citations


def letter(n: int) -> str:
    """a … z without Polish letters, then za … zz, zza … (ZTP § 57 ust. 4–5)."""
    return "z" * ((n - 1) // 26) + chr(ord("a") + (n - 1) % 26)


def mark(kind: str, n: int) -> str:
    return {PARAGRAF: f"§ {n}.", USTEP: f"{n}.", PUNKT: f"{n})", LITERA: f"{letter(n)})", TIRET: "–"}[kind]


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


def printed(tree: tuple[Node, ...]) -> list[Printed]:
    """The tree as printed, with non-breaking spaces."""
    return [_printed(node, n, ".") for n, node in enumerate(tree, start=1)]


def _printed(node: Node, n: int, ending: str, before: tuple[str, ...] = ()) -> Printed:
    marks = (*before, typography(mark(node.kind, n)))
    text = typography(closed(node.text, ":" if node.children else ending))
    opening = () if text else marks  # „§ 1. 1. …”: a § of ustępy opens with the first of them
    last = len(node.children)
    units = tuple(
        _printed(child, place, _ending_of(child, node, place == last, ending), opening if place == 1 else ())
        for place, child in enumerate(node.children, start=1)
    )
    return Printed(node.kind, marks, text, units, typography(closed(node.tail, ending)))


def _ending_of(child: Node, parent: Node, is_last: bool, ending: str) -> str:
    """ZTP § 57: points end with „;”, deeper units with „,”, the last as its place in the higher list asks; before a
    common part all but the last with „,” and the last with nothing."""
    if child.kind == USTEP:
        return "."
    if parent.tail:
        return "" if is_last else ","
    if is_last:
        return ending
    return ";" if child.kind == PUNKT else ","


def to_text(tree: tuple[Node, ...]) -> str:
    """Exactly the printed words, with ordinary spaces."""
    return plain_spaces("\n".join(line for unit in printed(tree) for line in unit.lines()))


def citations(tree: tuple[Node, ...]) -> dict[str, str]:
    """„§ 2 pkt 4 lit. a” for every unit that has a key (ZTP § 59: no commas)."""
    return {node.key: cited for node, cited in _cited(tree, "") if node.key}


def _cited(units: tuple[Node, ...], above: str) -> Iterator[tuple[Node, str]]:
    for n, node in enumerate(units, start=1):
        here = f"{above} {_citation(node.kind, n)}".strip()
        yield node, here
        yield from _cited(node.children, here)


def _citation(kind: str, n: int) -> str:
    if kind == TIRET:
        return f"tiret {_ORDINALS[n - 1] if n <= len(_ORDINALS) else n}"
    return {PARAGRAF: f"§ {n}", USTEP: f"ust. {n}", PUNKT: f"pkt {n}", LITERA: f"lit. {letter(n)}"}[kind]


# Storing


def to_json(tree: tuple[Node, ...]) -> list[dict[str, Any]]:
    return [_said(node) for node in tree]


def _said(node: Node) -> dict[str, Any]:
    whole = {"kind": node.kind, "text": node.text, "children": to_json(node.children), "tail": node.tail}
    return {name: value for name, value in whole.items() if value}


def from_json(data: list[dict[str, Any]]) -> tuple[Node, ...]:
    return tuple(
        Node(unit["kind"], unit.get("text", ""), from_json(unit.get("children", [])), unit.get("tail", ""))
        for unit in data
    )


def canonical(data: Any) -> str:
    """The one JSON of these data: sorted, without spaces, so that equal content has equal bytes."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def text_hash(text: dict[str, Any], effects: dict[str, Any]) -> str:
    """SHA-256 of what an order says and does."""
    return hashlib.sha256(canonical({"text": text, "effects": effects}).encode()).hexdigest()


# The whole sheet


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
    """The whole order in reading order, in plain spaces: heading, opening, provisions, signature."""
    heading = [f"Zarządzenie nr {number_text}".upper(), text["issuer"].upper(), f"z dnia {day}"]
    body = [line for unit in printed(from_json(text["body"])) for line in unit.lines()]
    return [plain_spaces(line) for line in [*heading, title(text), text["opening"], *body, *text["signature"]]]
