"""Bars: what looking tells faster than reading. Drawn as an image with a title that says it in words; the table with
the same numbers always stands beside it."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

ROW, BAR, LEFT, WIDTH = 26, 16, 300, 700
LONGEST = WIDTH - LEFT - 50
LABEL = 44  # characters beside a bar


def bars(title: str, values: dict[str, int]) -> SafeString:
    """One bar for each label, longest for the largest number."""
    top = max(values.values(), default=0) or 1
    rows = format_html_join("", _ROW, (_row(n, label, value, top) for n, (label, value) in enumerate(values.items())))
    said = "; ".join(f"{label}: {value}" for label, value in values.items())
    height = ROW * len(values) + 4
    return format_html(_CHART, width=WIDTH, height=height, title=f"Wykres: {title}. {said}.", rows=rows)


_CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="wykres" viewBox="0 0 {width} {height}" role="img">'
    "<title>{title}</title>{rows}</svg>"
)
_ROW = (
    '<text x="{}" y="{}" text-anchor="end" font-family="Lato" font-size="13" fill="#14171a">{}</text>'
    '<rect x="{}" y="{}" width="{}" height="{}" fill="#1f3a5f"/>'
    '<text x="{}" y="{}" font-family="Lato" font-size="13" fill="#14171a">{}</text>'
)


def _row(n: int, label: str, value: int, top: int) -> tuple:
    y, long = n * ROW + 4, round(LONGEST * value / top, 1)
    label = label if len(label) <= LABEL else label[: LABEL - 1] + "…"
    return LEFT - 10, y + 13, label, LEFT, y, long, BAR, LEFT + long + 8, y + 13, value
