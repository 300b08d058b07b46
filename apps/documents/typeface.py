"""What the typeface of documents can draw. A character outside it would print as an empty box, so it is refused."""

from functools import cache
from pathlib import Path

import fontpkg_lato

FOLDER = Path(fontpkg_lato.__file__).parent / "files"
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
_NEVER_DRAWN = frozenset("\t\n\r")


@cache
def printable() -> frozenset[str]:
    """Characters that every style of Lato used in documents can draw."""
    from fontTools.ttLib import TTFont

    drawn = [set(TTFont(FOLDER / f"Lato-{style}.ttf", lazy=True).getBestCmap()) for style in STYLES]
    return frozenset(map(chr, set.intersection(*drawn))) | _NEVER_DRAWN


def unprintable(text: str) -> list[str]:
    """Characters of the text that documents cannot show, each once, in order of appearance."""
    return [character for character in dict.fromkeys(text) if character not in printable()]


def named(characters: list[str]) -> str:
    """„✓”, U+F0A7: the first ten, for a refusal."""
    return ", ".join(f"„{one}”" if one.isprintable() else f"U+{ord(one):04X}" for one in characters[:10])
