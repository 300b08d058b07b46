"""Names of units, each its own in a version: labels for people, keys for addresses."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from apps.consultations.units import LITERA, PARAGRAF, PUNKT, TIRET, USTEP

_LONGEST_LABEL, _LONGEST_KEY = 200, 120
_SHORT = [
    ("załącznik nr ", "z"), ("załącznik", "z"), ("podrozdział ", "pr"), ("rozdział ", "r"), ("§ ", "p"), ("ust. ", "u"),
    ("ppkt ", "kk"), ("pkt ", "k"), ("lit. ", "l"), ("tiret ", "t-"), ("akapit ", "a"), ("tabela ", "tab"),
    ("wiersz ", "w"), ("przypis ", "n"), ("nagłówek ", "h-"),
]  # fmt: skip
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def within(annex: str, label: str) -> str:
    return f"{annex}, {label}" if annex else label


def path_label(path: list[tuple[str, str]]) -> str:
    """„§ 5 ust. 2 pkt 1 lit. a”. Where there is no §, „1.” is a point and „1)” one below it."""
    in_act = path[0][0] == PARAGRAF
    has_ustep = any(kind == USTEP for kind, _ in path)
    names = {PARAGRAF: "§", USTEP: "ust." if in_act else "pkt", PUNKT: "pkt", LITERA: "lit.", TIRET: "tiret"}
    if not in_act and has_ustep:
        names[PUNKT] = "ppkt"
    return " ".join(_member(names[kind], number) for kind, number in path)


def _member(name: str, number: str) -> str:
    number = " ".join(number.split())
    return f"art. {number[4:].strip()}" if number.startswith("Art.") else f"{name} {number}"


@dataclass
class Names:
    """What is taken in a version."""

    used: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)

    def own(self, label: str, chapter: str, plain: Counter, annex: str) -> str:
        """The label, with its chapter where numbers begin anew in each, or as a paragraph of the text."""
        label = label[:_LONGEST_LABEL]
        if label in self.used and chapter:
            label = f"{chapter}, {label}"[:_LONGEST_LABEL]
        while label in self.used:
            plain[annex] += 1
            label = within(annex, f"akapit {plain[annex]}")
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
