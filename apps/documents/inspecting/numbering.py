"""Automatic numbers: what a reader sees before a paragraph, which no file holds. Counted as Word and Writer do."""

from dataclasses import dataclass, field
from typing import Any

_ROMAN = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")]
_ROMAN += [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
_MOST = 100_000


@dataclass(frozen=True)
class Level:
    """`form`: decimal, zero („01”), letter, LETTER, roman, ROMAN, bullet or none; `pieces`: its text, numbers of levels
    (from 0) among words: ("§ ", 0, ".")."""

    form: str = "decimal"
    pieces: tuple[str | int, ...] = ()
    start: int = 1
    restarts_after: int | None = None  # a level below which counting begins anew; None: any of them; -1: never
    is_legal: bool = False  # numbers of other levels are shown as decimals


@dataclass
class Counter:
    """Numbers of one list."""

    levels: dict[int, Level]
    name: str = ""
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int, start: int | None = None) -> dict[str, Any]:
        """What the next paragraph at this depth is marked with (blocks.Paragraph). `start`: begin anew with it."""
        level = self.levels.get(depth, Level(form="none"))
        for above in range(depth):
            self.counts.setdefault(above, self.levels.get(above, Level()).start)
        if start is not None or depth not in self.counts:
            self.counts[depth] = level.start if start is None else start
        else:
            self.counts[depth] += 1
        for deeper in [one for one in self.counts if one > depth]:
            after = self.levels.get(deeper, Level()).restarts_after
            if after is None or 0 <= depth < after:
                del self.counts[deeper]
        marked = {"mark": self._mark(level), "form": level.form, "is_bullet": level.form == "bullet"}
        return marked | {"depth": depth, "series": self.name}

    def _mark(self, level: Level) -> str:
        if level.form == "bullet":
            return "".join(piece for piece in level.pieces if isinstance(piece, str)).strip()
        return "".join(
            piece if isinstance(piece, str) else self._number(piece, level) for piece in level.pieces
        ).strip()

    def _number(self, place: int, shown_in: Level) -> str:
        level = self.levels.get(place, Level())
        form = "decimal" if shown_in.is_legal else level.form
        return formatted(self.counts.get(place, level.start), form)


def formatted(number: int, form: str) -> str:
    number = max(0, min(number, _MOST))
    if form in ("letter", "LETTER") and number:
        said = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 % 20 + 1)
    elif form in ("roman", "ROMAN") and number < 4000:
        said = _roman(number)
    elif form == "zero":
        said = f"{number:02d}"
    else:
        said = "" if form in ("none", "bullet") else str(number)
    return said.upper() if form.isupper() else said


def _roman(number: int) -> str:
    said = ""
    for value, signs in _ROMAN:
        said += signs * (number // value)
        number %= value
    return said
