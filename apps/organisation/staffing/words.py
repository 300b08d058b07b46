"""Numbers as Polish texts write them."""

from decimal import Decimal

from apps.core.polish import NBSP, plural

FULL_TIMES = ("etat", "etaty", "etatów", "etatu")
PERSONS = ("pracownik", "pracowników", "pracowników", "pracownika")


def number(value: Decimal) -> str:
    """At most two decimal places: 220 000; 2000; 0,5; 12,25."""
    whole, _, part = f"{value:.2f}".partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    part = part.rstrip("0")
    if len(digits) > 4:
        digits = f"{int(digits):,}".replace(",", NBSP)
    return f"{sign}{digits},{part}" if part else f"{sign}{digits}"


def amount_of(value: Decimal, persons: bool = False) -> str:
    """1 etat, 3 etaty, 110 etatów, 0,75 etatu; the same for people."""
    forms = PERSONS if persons else FULL_TIMES
    shown = round(value, 2)
    form = plural(int(shown), *forms[:3]) if shown == int(shown) else forms[3]
    return f"{number(shown)}{NBSP}{form}"
