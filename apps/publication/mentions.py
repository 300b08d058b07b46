"""Where a text names people. Pure: people and a text in, places out."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .inflection import forms

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BETWEEN = re.compile(r"[\s\u200b\u00ad]*|\.[\s\u200b\u00ad]*")


@dataclass(frozen=True)
class Named:
    """A person as an order names them: „Barbara Modelowa”, „pracownik socjalny w …”."""

    name: str
    description: str = ""

    @cached_property
    def given(self) -> tuple[str, ...]:
        return tuple(word for word in self.name.split()[:-1] if word[0].isupper())

    @cached_property
    def surnames(self) -> tuple[str, ...]:
        return tuple(part for part in self.name.split()[-1].split("-") if part)

    def is_called(self, word: str) -> bool:
        """Whether the word is the surname in some form, small words never."""
        said = [part.lower() for part in word.split("-")]
        return word[0].isupper() and any(part in forms(own) for own in self.surnames for part in said)

    def has_given(self, word: str) -> bool:
        return word[0].isupper() and any(word.lower() in forms(own) for own in self.given)

    def nearness(self, words: list[str]) -> int:
        """How much of this very person's name the words hold: of Jan and Janina Nowak the nearer one is meant."""
        own = [one.lower() for one in (*self.given, *self.surnames)]
        said = [part.lower() for word in words for part in word.split("-")]
        near = sum(max((_alike(one, word) for word in said), default=0) for one in own)
        return 2 * near + sum(one in said for one in own)


@dataclass(frozen=True)
class Mention:
    """Characters of a text that name a person."""

    start: int
    end: int
    who: Named


class Names:
    """People by every form of their surnames. Of two whose names are equally near, the later one is meant."""

    def __init__(self, people: Iterable[Named]):
        self.people = tuple(people)
        self._by_form: dict[str, list[Named]] = {}
        for person in self.people:
            for form in {form for own in person.surnames for form in forms(own)}:
                self._by_form.setdefault(form, []).append(person)

    def called(self, word: str) -> list[Named]:
        """Who has this surname, in some form; small words are no names."""
        if not word[0].isupper():
            return []
        parts = dict.fromkeys(part.lower() for part in word.split("-"))
        found = [person for part in parts for person in self._by_form.get(part, ())]
        return sorted(dict.fromkeys(found), key=self.people.index)


def mentions(text: str, names: Names) -> list[Mention]:
    """Every place where the text names one of the people by surname, with the given names and initials around it."""
    words = list(_WORD.finditer(text))
    found: list[Mention] = []
    for n, word in enumerate(words):
        spans = [_span(text, words, n, person) for person in names.called(word[0])]
        if spans and not (found and found[-1].end > word.start()):
            found.append(max(reversed(spans), key=lambda span: (_nearness(text, span), span.end - span.start)))
    return found


def _nearness(text: str, span: Mention) -> int:
    return span.who.nearness(_WORD.findall(text[span.start : span.end]))


def _span(text: str, words: list[re.Match], n: int, person: Named) -> Mention:
    first = last = n
    while first and _belongs(words[first - 1][0], text, words[first - 1].end(), words[first].start(), person):
        first -= 1
    while last + 1 < len(words) and _belongs(
        words[last + 1][0], text, words[last].end(), words[last + 1].start(), person
    ):
        last += 1
    return Mention(words[first].start(), words[last].end(), person)


def _belongs(word: str, text: str, end: int, start: int, person: Named) -> bool:
    """A given name, an initial or the other half of the surname, with nothing but a space or a dot between."""
    initial = len(word) == 1 and word.isupper() and any(word == given[0] for given in person.given)
    return bool(_BETWEEN.fullmatch(text, end, start)) and (initial or person.has_given(word) or person.is_called(word))


def _alike(one: str, other: str) -> int:
    """Letters that both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
