"""Evidence as the paper shows it: „[D3]” beside a claim, and a chapter that lists what was cited."""

import datetime
from collections.abc import Iterable
from typing import Any

SHOWN_OF_HASH = 12  # characters; enough to recognise a file, the whole stands in the register


def cited_on_paper(cites: Iterable[str], prefix: str = "") -> list[dict[str, str]]:
    """Numbers with the places of the list to which they lead. `prefix` keeps the lists of many opinions apart."""
    return [{"number": number, "anchor": anchor(number, prefix)} for number in cites]


def evidence_chapter(content: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """The chapter „Dowody i narzędzia” as apps.opinions.pdf takes it; none when nothing is cited."""
    said = evidence_on_paper(content)
    return [("evidence", "Dowody i narzędzia", said)] if said else []


def evidence_on_paper(content: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """What was cited, and the tools of WRZOS whose results were; empty when nothing is cited."""
    pieces = [_row(piece, prefix) for piece in content.get("evidence", [])]
    tools = sorted({piece["tool"] for piece in pieces if piece["tool"]})
    return {"pieces": pieces, "tools": tools} if pieces else {}


def anchor(number: str, prefix: str = "") -> str:
    return f"{prefix}dowod-{number}"


def _row(piece: dict[str, Any], prefix: str) -> dict[str, Any]:
    return piece | {
        "anchor": anchor(piece["number"], prefix),
        "dated_on": datetime.date.fromisoformat(piece["dated_on"]),
        "short_hash": piece["sha256"][:SHOWN_OF_HASH],
    }
