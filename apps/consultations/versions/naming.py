"""Names of units, each its own in a version: labels for people, keys for addresses."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from apps.consultations.units import LITERA, PARAGRAF, PUNKT, TIRET, USTEP

from .signs import DOTTED, DOUBLE, NAMED, PART, ROMAN, SUBPOINT, Step

_LONGEST_LABEL, _LONGEST_KEY = 180, 120
_SHORT = [
    ("załącznik nr ", "z"), ("załącznik", "z"), ("podrozdział ", "pr"), ("rozdział ", "r"), ("§ ", "p"), ("ust. ", "u"),
    ("ppkt ", "kk"), ("pkt ", "k"), ("lit. ", "l"), ("podwójne tiret ", "tt-"), ("tiret ", "t-"), ("akapit ", "a"),
    ("tabela ", "tab"), ("wiersz ", "w"), ("przypis ", "n"), ("nagłówek ", "h-"),
]  # fmt: skip
_NAMES = {PARAGRAF: "§", NAMED: "", DOTTED: "pkt", PUNKT: "pkt", SUBPOINT: "ppkt", LITERA: "lit.", ROMAN: "ppkt"}
_NAMES |= {TIRET: "tiret", DOUBLE: "podwójne tiret"}
_TIMES = ("", "", "drugi", "trzeci", "czwarty", "piąty", "szósty", "siódmy", "ósmy", "dziewiąty", "dziesiąty")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def within(annex: str, label: str) -> str:
    return f"{annex}, {label}" if annex else label


def path_label(path: Sequence[Step]) -> str:
    """„§ 5 ust. 2 pkt 1 lit. a”. Where there is no §, „1.” is a point and „1)” one below it. „1.1” says by itself that
    it stands in „1.”."""
    in_act = path[0].kind == PARAGRAF
    names = _NAMES | {USTEP: "ust." if in_act else "pkt"}
    if not in_act and any(step.kind in (USTEP, DOTTED) for step in path):
        names[PUNKT] = "ppkt"
    said = [step for place, step in enumerate(path) if not _is_said_below(step, path[place + 1 :])]
    return " ".join(_member(_part(step, path) if step.kind == PART else names[step.kind], step.number) for step in said)


def _is_said_below(step: Step, below: Sequence[Step]) -> bool:
    dotted = (one.number for one in below if one.kind == DOTTED)
    return step.kind in (USTEP, PUNKT, DOTTED) and any(number.startswith(f"{step.number}.") for number in dotted)


def _part(step: Step, path: Sequence[Step]) -> str:
    """„A.” above everything is a part, below a point a letter."""
    if step is path[0]:
        return "część"
    return "lit." if len(step.number) == 1 else "pkt"


def _member(name: str, number: str) -> str:
    number = " ".join(number.split())
    if not name:
        return number
    return f"art. {number[4:].strip()}" if number.startswith("Art.") else f"{name} {number}"


@dataclass
class Names:
    """What is taken in a version."""

    used: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)

    def own(self, label: str, chapter: str, annex: str) -> str:
        """The label, with its chapter where numbers begin anew in each, or which time it comes."""
        label = label[:_LONGEST_LABEL]
        if label in self.used and chapter:
            label = within(annex, within(chapter, label.removeprefix(f"{annex}, ")))[:_LONGEST_LABEL]
        first, time = label, 1
        while label in self.used:
            time += 1
            label = f"{first} ({_TIMES[time] if time < len(_TIMES) else f'{time}.'} raz)"
        self.used |= {label}
        return label

    def key(self, label: str) -> str:
        first = key = _slug(label)
        number = 1
        while key in self.keys:
            number += 1
            key = f"{first[: _LONGEST_KEY - 6]}-{number}"
        self.keys |= {key}
        return key


def _slug(label: str) -> str:
    said = label.lower().translate(_SUPERSCRIPT)
    for name, short in _SHORT:
        said = said.replace(name, short)
    plain = unicodedata.normalize("NFKD", said.replace("ł", "l")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_KEY].strip("-") or "jednostka"
