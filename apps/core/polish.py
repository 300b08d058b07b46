"""Polish typography and grammar that every page and document shares."""

import re
from datetime import date

NBSP = "\u00a0"
_ONE_LETTER = re.compile(r"(?<![\w–-])([aiouwzAIOUWZ]) (?=\S)")
_AFTER_SIGN = re.compile(r"(§§?|\b(?:nr|Nr|NR|ust\.|pkt|lit\.|tiret|art\.|poz\.|str\.|ds\.|R)) (?=[\w\[„…])")
_BEFORE_YEAR_MARK = re.compile(r"(\d) (?=r\.)")
_DAY_AND_MONTH = re.compile(
    r"(\d) (?=stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia)"
)
_TAG = re.compile(r"(<[^>]*>)")
MONTHS = [
    "stycznia",
    "lutego",
    "marca",
    "kwietnia",
    "maja",
    "czerwca",
    "lipca",
    "sierpnia",
    "września",
    "października",
    "listopada",
    "grudnia",
]


def typography(text: str) -> str:
    """Non-breaking spaces after one-letter words and after §, nr, ust., pkt, lit., art., and before „r.”."""
    text = _ONE_LETTER.sub(rf"\1{NBSP}", text)
    text = _AFTER_SIGN.sub(rf"\1{NBSP}", text)
    text = _BEFORE_YEAR_MARK.sub(rf"\1{NBSP}", text)
    return _DAY_AND_MONTH.sub(rf"\1{NBSP}", text).replace(" –", f"{NBSP}–")


def typography_of_html(html: str) -> str:
    """The same for HTML: its text is treated, its tags are left alone."""
    return "".join(piece if piece.startswith("<") else typography(piece) for piece in _TAG.split(html))


def plain_spaces(text: str) -> str:
    """The same text with ordinary spaces, for comparison and search."""
    return text.replace(NBSP, " ")


def day_in_words(day: date) -> str:
    """„11 czerwca 2018 r.” (ZTP § 17)."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} r."


def plural(n: int, one: str, few: str, many: str) -> str:
    """1 uwaga, 2 uwagi, 5 uwag, 22 uwagi."""
    if n == 1:
        return one
    return few if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else many
