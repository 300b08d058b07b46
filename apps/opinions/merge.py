"""Two wordings of one part in one text, for the person who decides what stays."""

import difflib

from lxml.html import tostring

from apps.texts.canonical import parse
from apps.texts.rich import clean


def merged(theirs: str, mine: str) -> str:
    """Every block of both, in order: those that both texts have once, those that differ one after the other."""
    ours, own = _blocks(theirs), _blocks(mine)
    known, written = set(ours), []
    for _, a, b, c, d in difflib.SequenceMatcher(a=ours, b=own, autojunk=False).get_opcodes():
        written += ours[a:b] + [block for block in own[c:d] if block not in known]
    return "".join(written)


def _blocks(markup: str) -> list[str]:
    if not (markup := clean(markup)):
        return []
    return [tostring(element, encoding="unicode", with_tail=False) for element in parse(markup)]
