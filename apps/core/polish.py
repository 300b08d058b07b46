"""Polish typography and grammar that every page and document shares."""

import re
from datetime import date, time

NBSP = "\u00a0"
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
_TAG = re.compile(r"(<[^>]*>)")
# A space that does not break. Each way begins at the space, which is found far sooner than what stands before it.
_BOUND = re.compile(
    r" (?:(?<=[aiouwzAIOUWZ] )(?<![\w–-][aiouwzAIOUWZ] )(?=\S)"
    r"|(?:(?<=§ )|(?<=\bR )|(?<=\b(?:nr|Nr|NR) )|(?<=\b(?:pkt|ds\.) )|(?<=\b(?:ust|lit|art|poz|str)\. )|(?<=\btiret ))"
    r"(?=[\w\[„…])"
    rf"|(?<=\d )(?=r\.|{'|'.join(MONTHS)})"
    r"|(?=–))"
)


def typography(text: str) -> str:
    """Non-breaking spaces after one-letter words and after §, nr, ust., pkt, lit., art., before „r.”, a month and –."""
    return _BOUND.sub(NBSP, text)


def typography_of_html(html: str) -> str:
    """The same for HTML: its text is treated, its tags are left alone."""
    return "".join(piece if piece.startswith("<") else typography(piece) for piece in _TAG.split(html))


def plain_spaces(text: str) -> str:
    """The same text with ordinary spaces, for comparison and search."""
    return text.replace(NBSP, " ")


def day_in_words(day: date) -> str:
    """„11 czerwca 2018 r.” (ZTP § 17)."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} r."


def hour_in_words(hour: time) -> str:
    """„godz. 10.00”: with a dot and without a leading zero."""
    return f"godz. {hour.hour}.{hour:%M}"


def plural(n: int, one: str, few: str, many: str) -> str:
    """1 uwaga, 2 uwagi, 5 uwag, 22 uwagi."""
    if n == 1:
        return one
    return few if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else many
