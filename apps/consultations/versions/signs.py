"""What number a paragraph begins with, typed or set by the program that wrote it, and what stands inside what."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from apps.consultations.units import LITERA, PARAGRAF, PUNKT, TIRET, USTEP

# Numbers which Polish law does not know, but Word and Writer do; as units they count as points.
PART, NAMED, DOTTED, SUBPOINT, ROMAN, DOUBLE = "part", "named", "dotted", "subpoint", "roman", "double"
_NUMBER = r"\d+[a-z]{0,3}[⁰¹²³⁴-⁹]*"
_SIGNS = [
    (PARAGRAF, re.compile(rf"§\s*({_NUMBER})\s*(?:[.)](?=\s|$)|\.(?=\d+\.(?:\s|$))|(?=\s+[A-ZĄĆĘŁŃÓŚŹŻ„])|$)\s*")),
    (PARAGRAF, re.compile(rf"(Art\.\s*{_NUMBER})\s*(?:\.(?=\s|$)|$)\s*")),
    (USTEP, re.compile(r"(\d+[a-z]{0,3})\.(?=\s|$)\s*")),
    (DOTTED, re.compile(r"(\d{1,3}(?:\.\d{1,3})+[a-z]?)(?:[.)](?=\s|$)|(?=\s+[A-ZĄĆĘŁŃÓŚŹŻ„])|$)\s*")),
    (PUNKT, re.compile(r"\(?(\d+[a-z]{0,3})\)(?=\s|$)\s*")),
    (LITERA, re.compile(r"([a-z]{1,3})\)(?=\s|$)\s*|\(([a-z])\)(?=\s|$)\s*")),
    (TIRET, re.compile(r"([–—•-])(?=\s|$)\s*")),
]
_LETTER_WITH_A_DOT = re.compile(r"([a-z])\.(?=\s)\s*")
_ANY_MARK = re.compile(
    r"(?:[ivxlc]{1,7}[.)]|[a-z][.)]|\([a-z0-9]{1,4}\)|[IVXLC]{1,7}[.)]|\d+(?:\.[a-z\d]+)+[.)]?)(?=\s|$)\s*"
)
_RANKS = {PARAGRAF: 0, PART: 1, USTEP: 2, NAMED: 2, DOTTED: 3, PUNKT: 4, SUBPOINT: 5, LITERA: 6, ROMAN: 7, TIRET: 8}
_RANKS |= {DOUBLE: 9}
_BELOW = {USTEP: PUNKT, PUNKT: SUBPOINT, TIRET: DOUBLE}
_AROUND_A_NUMBER = " \u00a0()[].:;/"
_BY_FORM = {"letter": LITERA, "roman": ROMAN, "LETTER": PART, "ROMAN": PART}
_LONGEST_NAME = 30


@dataclass(frozen=True)
class Step:
    """A numbered unit. Where a program numbered it, `series` is its list and `deep` how far it stands in it."""

    kind: str
    number: str
    series: str = ""
    deep: int = 0

    def holds(self, other: "Step") -> bool:
        """Whether the other one stands inside this one: as the list has it, else as acts have it."""
        if self.series and self.series == other.series:
            return self.deep < other.deep
        if self.kind == other.kind == DOTTED:
            return other.number.startswith(f"{self.number}.")
        return _RANKS[self.kind] < _RANKS[other.kind]

    def inside(self, above: Sequence["Step"]) -> "Step":
        """„1.” within „1.” is a smaller unit."""
        kind = self.kind
        while kind in _BELOW and any(step.kind == kind for step in above):
            kind = _BELOW[kind]
        return replace(self, kind=kind)


@dataclass(frozen=True)
class Mark:
    """The automatic number of a paragraph, as apps.documents.inspecting.blocks has it."""

    text: str = ""
    form: str = ""
    series: str = ""
    deep: int = 0

    def steps(self) -> list[Step]:
        found, rest = _read(self.text)
        if rest or (found and self.form == "roman" and found[-1][0] == LITERA):
            found = self._as_its_form_says()
        *first, last = [Step(kind, number) for kind, number in found] or [None]
        return [*first, replace(last, series=self.series, deep=self.deep)] if last else []

    def _as_its_form_says(self) -> list[tuple[str, str]]:
        number = self.text.strip(_AROUND_A_NUMBER)
        if re.fullmatch(r"\d+[a-z]?", number):
            return [(PUNKT, number)]
        if re.fullmatch(r"[a-zA-Z\d]{1,7}(?:\.[a-z\d]{1,7})+", number):
            return [(DOTTED, number)]
        if re.fullmatch(r"[a-zA-Z]{1,8}", number) and self.form in _BY_FORM:
            return [(_BY_FORM[self.form], number)]
        is_named = any(sign.isdigit() for sign in number) and len(number) <= _LONGEST_NAME
        return [(NAMED, number)] if is_named else []


def signs(said: str, mark: Mark, path: Sequence[Step]) -> list[Step]:
    """What numbers a paragraph begins with: „§ 1. 1. ” → § 1 ust. 1. A smaller unit never stands before a bigger.
    `path`: where the text is, for only there „1.1 ” is a number and no sum."""
    found = mark.steps()
    if mark.text and not found:
        return []
    typed, _ = _read(said[len(mark.text) :].lstrip(), max((_RANKS[one.kind] for one in found), default=-1))
    if not found and not typed:
        return _letter(said, path)
    if typed and typed[-1][0] == DOTTED and not _goes_on(typed, [*path, *found]):
        typed = typed[:-1]
    return [*found, *(Step(kind, number) for kind, number in typed)]


def within(path: Iterable[Step], one: Step) -> list[Step]:
    """The way to this unit."""
    kept = []
    for step in path:
        if not step.holds(one):
            break
        kept.append(step)
    return kept


def bare(text: str) -> str:
    """The words of a numbered unit without its number."""
    for _ in range(4):
        found = next((hit for _, sign in _SIGNS if (hit := sign.match(text))), None) or _ANY_MARK.match(text)
        if found is None or not found.end():
            break
        text = text[found.end() :]
    return text.strip()


def depth_of(path: Sequence[Step]) -> int:
    """How far a unit is indented: „1.1.1” as far as its dots say."""
    dotted = [step.number.count(".") for step in path if step.kind == DOTTED]
    plain = sum(step.kind != DOTTED for step in path)
    return min(plain - 1 + (dotted[-1] if dotted else 0), 5) if plain else min(dotted[-1] - 1, 5)


def _read(said: str, rank: int = -1) -> tuple[list[tuple[str, str]], str]:
    """(numbers, the words after them)."""
    found: list[tuple[str, str]] = []
    while len(found) < 4:
        one = next(((kind, hit) for kind, sign in _SIGNS if _RANKS[kind] > rank and (hit := sign.match(said))), None)
        if one is None:
            break
        kind, hit = one
        found.append((kind, next(filter(None, hit.groups()))))
        rank, said = _RANKS[kind], said[hit.end() :]
    return found, said


def _goes_on(typed: list[tuple[str, str]], path: Sequence[Step]) -> bool:
    """„1.2” after „1.” or „1.1”; where there is no act, anywhere: „1.5 etatu” is no number there either."""
    if len(typed) == 1 and not (path and path[0].kind == PARAGRAF):
        return True
    above, last = typed[-1][1].rsplit(".", 1)
    numbers = [step.number for step in path] + [number for _, number in typed[:-1]]
    siblings = [number for number in numbers if number.rpartition(".")[0] == above]
    before = int(re.match(r"\d+", siblings[-1].rsplit(".", 1)[1])[0]) if siblings else 0
    is_next = int(re.match(r"\d+", last)[0]) in (before, before + 1)
    return is_next and (bool(siblings) or any(number == above for number in numbers))


def _letter(said: str, path: Sequence[Step]) -> list[Step]:
    """„b.” after „a.”; elsewhere a letter with a dot is an abbreviation."""
    found = _LETTER_WITH_A_DOT.match(said)
    last = next((step.number for step in path if step.kind == LITERA), "`")
    is_next = found is not None and len(last) == 1 and ord(found[1]) == ord(last) + 1
    return [Step(LITERA, found[1])] if is_next else []
