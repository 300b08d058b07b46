"""Deadlines as a calendar that other programs subscribe to (RFC 5545). The address is the only key, so nothing stands
here beyond what a letter would say."""

import datetime
from collections.abc import Iterable, Iterator

from ..matters.matter import Matter
from .digest import mark

LONGEST = 75  # bytes of one line (RFC 5545, 3.1)
_A_DAY = datetime.timedelta(days=1)


def calendar(matters: Iterable[Matter], *, base_url: str, host: str, now: datetime.datetime) -> str:
    """The text of the file: one whole-day event for each matter with a deadline."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//mops_pilot//terminy//PL",
        "CALSCALE:GREGORIAN",
        "X-WR-CALNAME:Moje terminy – Pilotaż MOPS",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    for matter in matters:
        if matter.until:
            lines += _event(matter, base_url, host, now)
    return "".join(f"{folded}\r\n" for line in [*lines, "END:VCALENDAR"] for folded in _folded(line))


def _event(matter: Matter, base_url: str, host: str, now: datetime.datetime) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{mark(matter)}@{host}",
        f"DTSTAMP:{now.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{matter.until:%Y%m%d}",
        f"DTEND;VALUE=DATE:{matter.until + _A_DAY:%Y%m%d}",
        f"SUMMARY:{_text(matter.what)}",
        f"DESCRIPTION:{_text(f'{matter.action}: {base_url}{matter.url}')}",
        f"URL:{base_url}{matter.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 bytes, no letter cut in two; each further piece begins with a space."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > LONGEST:
            yield piece
            piece = " "
        piece += letter
    yield piece
