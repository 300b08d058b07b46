"""The organisation chart as SVG. Who has nobody beside them stand one under another at the top; the units below stand
in columns, and what belongs to each hangs under it, one step in. Colours are those of paper; the page's own come from
its classes. The same structure always stands beside it as a list, which is what screen readers and the keyboard use."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from PIL import ImageFont

from apps.documents.typeface import FOLDER

from .forms import in_polish
from .reading import Node, Structure

COLUMN, GAP, MARGIN, ACROSS = 212, 20, 12, 4
SIGN = 18  # the triangle and the space after it
STEP, DEEPEST = 16, 5  # how far what hangs below is set in, and how many times at most
PAD, LINE, SIZE, BETWEEN, DROP = 8, 17, 13, 12, 22
ON_PAPER = 440  # no drawing is higher than this part of a sheet


@dataclass(frozen=True)
class Box:
    """A unit with its words, broken into lines, at its place."""

    x: float
    y: float
    width: float
    name: tuple[str, ...]
    more: tuple[str, ...]
    mixed: tuple[str, ...] = ()  # the posts that mix social work with procedure, said after a triangle

    @property
    def height(self) -> float:
        return 2 * PAD + LINE * (len(self.name) + len(self.more) + len(self.mixed))

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


def whole(structure: Structure) -> SafeString | str:
    """One drawing, however high: for the page."""
    return next(iter(_drawings(structure, None)), "")


def sheets(structure: Structure) -> list[SafeString]:
    """As many drawings as needed, none higher than a sheet: for paper."""
    return _drawings(structure, ON_PAPER)


def _drawings(structure: Structure, highest: float | None) -> list[SafeString]:
    if not structure.roots:
        return []
    spine, below = _spine(structure.roots)
    above = sum(_measured(0, node, False).height + DROP for node in spine)
    room = highest and highest - max(above, sum(_measured(0, node, True).height + DROP for node in spine[-1:])) - DROP
    columns = [part for node in below for part in _parts(node, room)]
    bands = [columns[start : start + ACROSS] for start in range(0, len(columns), ACROSS)] or [[]]
    if highest is None:
        return [_drawing(structure, spine, bands)]
    last = spine[-1:]  # on each further sheet it stands above, by name
    later = highest - sum(_measured(0, node, True).height + DROP for node in last) - DROP
    first, *others = _stacked(bands, room, later, 2 * DROP if spine else DROP)
    return [_drawing(structure, spine, first), *(_drawing(structure, last, stack, goes_on=True) for stack in others)]


def _stacked(bands: list[list[list["Entry"]]], first: float, later: float, between: float) -> list[list]:
    """Bands of each sheet: as many as there is room for."""
    stacks, left = [[]], first
    for band in bands:
        tall = max((sum(_measured(*entry).height + BETWEEN for entry in part) for part in band), default=0)
        if stacks[-1] and tall > left:
            stacks, left = [*stacks, []], later
        stacks[-1].append(band)
        left -= tall + between
    return stacks


def _spine(nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    spine = []
    while len(nodes) == 1:
        spine, nodes = [*spine, nodes[0]], nodes[0].children
    return spine, nodes


Entry = tuple[int, Node, bool]  # how deep, which unit, whether it goes on from the column before


def _parts(top: Node, highest: float | None) -> Iterator[list[Entry]]:
    """One column, or several when it would be higher than that; each next one repeats who stands above."""
    part: list[Entry] = []
    high = 0.0
    for chain in _chains(top):
        tall = _measured(len(chain) - 1, chain[-1], False).height + BETWEEN
        if highest is not None and part and high + tall > highest:
            yield part
            part = [(depth, node, True) for depth, node in enumerate(chain[:-1])]
            high = sum(_measured(*entry).height + BETWEEN for entry in part)
        part.append((len(chain) - 1, chain[-1], False))
        high += tall
    yield part


def _chains(node: Node, above: tuple[Node, ...] = ()) -> Iterator[tuple[Node, ...]]:
    """Each unit with those above it, in the order of reading."""
    yield (*above, node)
    for child in node.children:
        yield from _chains(child, (*above, node))


def _measured(depth: int, node: Node, goes_on: bool, x: float = 0, y: float = 0) -> Box:
    inset = STEP * min(depth, DEEPEST)
    room = COLUMN - inset
    said = node.term.name + (f" ({node.term.symbol})" if node.term.symbol else "")
    name = _broken(f"{said} – ciąg dalszy" if goes_on else said, room - 2 * PAD, bold=True)
    more, mixed = ((), ()) if goes_on else (_about(node, room - 2 * PAD), _mixed(node, room - 2 * PAD - SIGN))
    return Box(x + inset, y, room, name, more, mixed)


def _about(node: Node, room: float) -> tuple[str, ...]:
    head = _broken(node.head.names, room) if node.head else ()
    return (*head, f"etaty: {in_polish(node.fte)}") if node.fte else head


def _mixed(node: Node, room: float) -> tuple[str, ...]:
    posts = ", ".join(post.term.name for post in node.posts if post.mixed)
    return _broken(f"łączy pracę socjalną z postępowaniem: {posts}", room, bold=True) if posts else ()


def _drawing(
    structure: Structure, spine: list[Node], bands: list[list[list[Entry]]], *, goes_on: bool = False
) -> SafeString:
    bands = [band for band in bands if band]
    wide = max([COLUMN, *(len(band) * (COLUMN + GAP) - GAP for band in bands)]) + 2 * MARGIN
    boxes, lines = _down(spine, wide, goes_on)
    buses, y = [], boxes[-1].bottom + DROP if boxes else 1.0
    for band in bands:
        own, joins = _band(band, y + (DROP if spine else 0))
        boxes, lines, buses = boxes + own, lines + joins, [*buses, y]
        y = max(box.bottom for box in own) + DROP
    lines += _joined(wide, boxes[len(spine) - 1].bottom, buses, bands) if spine and bands else []
    return _svg(structure, wide, max(box.bottom for box in boxes) + 1, boxes, lines)


def _down(spine: list[Node], wide: float, goes_on: bool) -> tuple[list[Box], list[str]]:
    """Those at the top, one under another."""
    boxes, lines, y = [], [], 1.0
    for node in spine:
        box = _measured(0, node, goes_on, (wide - COLUMN) / 2, y)
        lines += [f"M{box.middle:g} {y - DROP:g}V{y:g}"] if boxes else []
        boxes, y = [*boxes, box], box.bottom + DROP
    return boxes, lines


def _band(band: list[list[Entry]], y: float) -> tuple[list[Box], list[str]]:
    """Columns side by side."""
    hung = [_hang(part, MARGIN + n * (COLUMN + GAP), y) for n, part in enumerate(band)]
    return [box for own, _ in hung for box in own], [line for _, own in hung for line in own]


def _joined(wide: float, bottom: float, buses: list[float], bands: list[list[list[Entry]]]) -> list[str]:
    """From the top down to each column; to further rows of them by the left edge."""
    edge, lines = [2.0] if len(bands) > 1 else [], [f"M{wide / 2:g} {bottom:g}V{buses[0]:g}"]
    for place, (bus, band) in enumerate(zip(buses, bands, strict=True)):
        centres = [MARGIN + n * (COLUMN + GAP) + COLUMN / 2 for n in range(len(band))]
        reach = [*centres, *edge, *([] if place else [wide / 2])]
        lines += [f"M{min(reach):g} {bus:g}H{max(reach):g}", *(f"M{one:g} {bus:g}v{DROP}" for one in centres)]
    return [*lines, *(f"M2 {buses[0]:g}V{buses[-1]:g}" for _ in edge)]


def _hang(part: list[Entry], x: float, y: float) -> tuple[list[Box], list[str]]:
    """The boxes of a column, and the lines from each to the one above it."""
    boxes: list[Box] = []
    lines, last = [], {}
    for depth, node, goes_on in part:
        box = _measured(depth, node, goes_on, x, y)
        if above := last.get(depth - 1):
            lines.append(f"M{above.x + STEP / 2:g} {above.bottom:g}V{box.y + box.height / 2:g}H{box.x:g}")
        boxes, last[depth], y = [*boxes, box], box, box.bottom + BETWEEN
    return boxes, lines


_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="schemat" viewBox="0 0 {width} {height}" width="{width}" '
    'height="{height}" role="img"><title>{title}</title><path class="schemat-linia" d="{lines}" fill="none" '
    'stroke="#767d85" stroke-width="1.5"/>{boxes}</svg>'
)
_BOX = (
    '<rect class="schemat-pole" x="{}" y="{}" width="{}" height="{}" rx="6" fill="#ffffff" stroke="#1f3a5f" '
    'stroke-width="1.5"/>{}'
)
_TRIANGLE = (
    '<path class="schemat-znak" d="M{} {}l6.5 11.5h-13zm0 4v3.6m0 1.4v.8" fill="none" stroke="#7a5200" '
    'stroke-width="1.5" stroke-linejoin="round"/>'
)
_LINE = '<text class="schemat-{}" x="{}" y="{}" font-family="Lato" font-size="13" font-weight="{}" fill="{}">{}</text>'


def _svg(structure: Structure, wide: float, high: float, boxes: list[Box], lines: list[str]) -> SafeString:
    title = f"{structure.caption}. Te same komórki stoją w liście pod schematem."
    drawn = format_html_join("", _BOX, ((b.x, b.y, b.width, b.height, _words(b)) for b in boxes))
    return format_html(_SVG, width=f"{wide:g}", height=f"{high:g}", title=title, lines="".join(lines), boxes=drawn)


def _words(box: Box) -> SafeString:
    said = [("nazwa", 700, "#1c2024", 0, line) for line in box.name]
    said += [("dane", 400, "#5a626b", 0, line) for line in box.more]
    said += [("uwaga", 700, "#7a5200", SIGN, line) for line in box.mixed]
    lines = (
        (kind, box.x + PAD + inset, box.y + PAD + LINE * n + SIZE, weight, colour, line)
        for n, (kind, weight, colour, inset, line) in enumerate(said)
    )
    top = box.y + PAD + LINE * (len(box.name) + len(box.more)) + 3
    sign = format_html(_TRIANGLE, f"{box.x + PAD + 6.5:g}", f"{top:g}") if box.mixed else ""
    return format_html("{}{}", sign, format_html_join("", _LINE, lines))


def _broken(text: str, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """Lines no longer than there is room; a single word longer than that is cut."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _long(longer, bold) > room:
            lines, line = [*lines, line], word
        else:
            line = longer
        while _long(line, bold) > room:
            fits = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or _long(line[:n] + "-", bold) <= room)
            lines, line = [*lines, line[:fits] + "-"], line[fits:]
    return (*lines, line) if line else tuple(lines)


@lru_cache(maxsize=50_000)  # to measure takes longer than all the rest of a page
def _long(text: str, bold: bool) -> float:
    return _font(bold).getlength(text)


@cache
def _font(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FOLDER / ("Lato-Bold.ttf" if bold else "Lato-Regular.ttf")), SIZE)
