"""What the public version of an order leaves out: people who only belong to a team (art. 5 ust. 2 of the act on access
to public information), and words that the publisher names. Pure: a frozen text in, a text for everybody out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from html import escape, unescape
from typing import Any

from apps.orders.text import KINDS, Node, citation, own_label

from .mentions import Mention, Named, Names, mentions

MARKER = "[dane wyłączone]"
_TAG = re.compile(r"(<[^>]+>)")
_NOT_WORDS = {"kind", "label", "ending", "notes", "repealed"}
_PLACES = {"subject": "tytuł", "opening": "podstawa prawna", "issuer": "nagłówek", "signature": "podpis"}


@dataclass(frozen=True)
class LeftOut:
    """Words that the public version does not have, and the unit in which they stood."""

    place: str
    words: str


@dataclass
class LeavingOut:
    """`hidden`: people left out; `shown`: people of the same name who hold a function; `words`: anything else."""

    hidden: tuple[Named, ...] = ()
    shown: tuple[Named, ...] = ()
    words: tuple[str, ...] = ()
    found: list[LeftOut] = field(default_factory=list)

    @cached_property
    def _names(self) -> Names:
        return Names([*self.shown, *self.hidden])

    def of_text(self, text: dict[str, Any]) -> dict[str, Any]:
        """The same text without them; `found` tells what went."""
        return {key: self._value(value, _PLACES.get(key, "")) for key, value in text.items()}

    def of_line(self, line: str, place: str = "") -> str:
        for mention in reversed(self.named_in(line)):
            line = self._without(line, mention.start, _end_of(line, mention), place)
        for words in self.words:
            for found in reversed(list(_exactly(words).finditer(line))):
                line = self._without(line, *found.span(), place)
        return line

    def named_in(self, line: str) -> list[Mention]:
        """Places that name somebody to be left out; of two equally near, that person is meant."""
        named = mentions(line, self._names) if self.hidden else []
        return [mention for mention in named if mention.who in self.hidden]

    def left_in(self, line: str) -> list[str]:
        """Words of a finished text that should not be there."""
        named = [line[mention.start : mention.end] for mention in self.named_in(line)]
        return named + [found[0] for words in self.words for found in _exactly(words).finditer(line)]

    def _value(self, value: Any, place: str) -> Any:
        if isinstance(value, str):
            return self.of_line(value, place)
        if isinstance(value, list):
            return [self._value(one, _place_of(one, n, place)) for n, one in enumerate(value, start=1)]
        if isinstance(value, dict):
            return {key: one if key in _NOT_WORDS else self._part(key, one, place) for key, one in value.items()}
        return value

    def _part(self, key: str, value: Any, place: str) -> Any:
        """A new wording in „…” is cited by the unit that gives it."""
        if key == "quoted":
            return [self._value(one, place) for one in value]
        if key == "html":
            return self._rich(value, place)
        return self._value(value, place)

    def _rich(self, html: str, place: str) -> str:
        """Rich text of an annex: its words are looked at between the tags, which stay."""
        pieces = _TAG.split(html)
        return "".join(
            one if one.startswith("<") else escape(self.of_line(unescape(one), place), quote=False) for one in pieces
        )

    def _without(self, line: str, start: int, end: int, place: str) -> str:
        self.found.append(LeftOut(place, line[start:end]))
        return line[:start] + MARKER + line[end:]


def _place_of(value: Any, n: int, above: str) -> str:
    if not isinstance(value, dict):
        return above
    if "kind" not in value:
        return f"załącznik nr {n}"
    if value["kind"] not in KINDS:  # a heading inside an annex
        return above
    node = Node(value["kind"], label=value.get("label", ""))
    return f"{above} {citation(node.kind, own_label(node, n))}".strip()


def _end_of(line: str, mention: Mention) -> int:
    """With the description that the order gives; in an entry of a list („członek – Jan Nowak, inspektor …”) all that
    follows describes the person, however it is worded."""
    rest = line[mention.end :]
    if mention.who.description and (said := _exactly(f", {mention.who.description}").match(rest)):
        return mention.end + said.end()
    opens = line[: mention.start].rstrip()
    is_entry = opens in ("", "–") or opens.endswith((" –", "\u00a0–"))
    return len(line) if is_entry and rest.startswith(",") and not re.search("[„”]", line) else mention.end


def _exactly(words: str) -> re.Pattern:
    """These words as whole words, however they are spaced and in whatever case."""
    pieces = r"\s+".join(map(re.escape, words.split()))
    start, end = (r"\b" if words[place].isalnum() else "" for place in (0, -1))
    return re.compile(f"{start}{pieces}{end}", re.IGNORECASE)


def strings(value: Any) -> Iterable[str]:
    """Every string of JSON data."""
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(one)
