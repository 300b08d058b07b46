"""Numbers and letters of units, as marks and as citations (ZTP § 57 and 59)."""

import re

PARAGRAF, USTEP, PUNKT, LITERA, TIRET, PODWOJNE_TIRET = KINDS = (
    "paragraf", "ustep", "punkt", "litera", "tiret", "podwojne_tiret",
)  # fmt: skip
_ORDINALS = ["pierwsze", "drugie", "trzecie", "czwarte", "piąte", "szóste", "siódme", "ósme", "dziewiąte", "dziesiąte"]
_ORDINALS += ["jedenaste", "dwunaste", "trzynaste", "czternaste", "piętnaste", "szesnaste", "siedemnaste"]
_ORDINALS += ["osiemnaste", "dziewiętnaste", "dwudzieste"]
_NAMES = {PARAGRAF: "§", USTEP: "ust.", PUNKT: "pkt", LITERA: "lit.", TIRET: "tiret", PODWOJNE_TIRET: "podwójne tiret"}
_NUMBER = re.compile(r"(\d+)(.*)")


def letter(n: int) -> str:
    """a … z without Polish letters, then za … zz, zza … (ZTP § 57 ust. 4–5)."""
    return "z" * ((n - 1) // 26) + chr(ord("a") + (n - 1) % 26)


def mark(kind: str, label: str | int) -> str:
    """What stands before a unit: „§ 4a.”, „1.”, „3)”, „b)”, „–”."""
    if kind == LITERA and isinstance(label, int):
        label = letter(label)
    named = {PARAGRAF: f"§ {label}.", USTEP: f"{label}.", TIRET: "–", PODWOJNE_TIRET: "– –"}
    return named.get(kind, f"{label})")


def ordinal(label: str) -> str:
    """„drugie” of a tiret „2”, „drugie a” of „2a”; beyond twenty, tens and ones: „dwudzieste trzecie”."""
    number, suffix = _NUMBER.fullmatch(label).groups()
    said = _ordinal(int(number))
    return f"{said} {suffix}" if suffix else said


def _ordinal(n: int) -> str:
    tens = {2: "dwudzieste", 3: "trzydzieste", 4: "czterdzieste", 5: "pięćdziesiąte", 6: "sześćdziesiąte"}
    if n <= len(_ORDINALS):
        return _ORDINALS[n - 1]
    ten, one = divmod(n, 10)
    if ten not in tens:
        return str(n)
    return f"{tens[ten]} {_ORDINALS[one - 1]}" if one else tens[ten]


def citation(kind: str, label: str) -> str:
    """„§ 4a”, „ust. 1”, „lit. b”, „tiret drugie”."""
    return f"{_NAMES[kind]} {number_said(kind, label)}"


def number_said(kind: str, label: str) -> str:
    """The citation without the name of the unit."""
    return ordinal(label) if kind in (TIRET, PODWOJNE_TIRET) else label
