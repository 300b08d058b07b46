"""Tables that close: every row as wide as the widest, no span below the last row, a header that may be repeated on the
next page, and rows tied by a span in a group of their own, which a page does not tear."""

from dataclasses import dataclass

_WIDEST = 20


@dataclass
class Cell:
    tag: str
    inner: str = ""
    columns: int = 1
    rows: int = 1

    def __str__(self) -> str:
        tag = self.tag if self.inner else "td"  # an empty header cell would be announced as a header of nothing
        spans = f' colspan="{self.columns}"' * (self.columns > 1) + f' rowspan="{self.rows}"' * (self.rows > 1)
        return f"<{tag}{spans}>{self.inner}</{tag}>"


Row = list[Cell]


def write_table(rows: list[Row]) -> str:
    """The table as canonical HTML; nothing when no cell says anything."""
    rows = [row for row in rows if row]
    if not any(cell.inner for row in rows for cell in row):
        return ""
    headers = _count_headers(rows)
    head, body = rows[:headers], rows[headers:]
    width = max(_close(head, 0), _close(body, 0))
    _close(head, width)
    _close(body, width)
    for cell in (cell for row in head for cell in row):
        cell.tag = "th"
    written = "".join(_write("tbody", group) for group in _groups(body))
    return f"<table>{_write('thead', head) if head else ''}{written}</table>"


def _count_headers(rows: list[Row]) -> int:
    """Leading rows of header cells only; when there is none, the first row, since a table without a header cannot be
    read aloud. A table of one row has no header."""
    leading = next((place for place, row in enumerate(rows) if any(cell.tag == "td" for cell in row)), len(rows))
    if 0 < leading < len(rows):
        return leading
    return 1 if len(rows) > 1 and all(cell.rows == 1 for cell in rows[0]) else 0


def _close(rows: list[Row], width: int) -> int:
    """Cut spans that leave the table or run into another cell, fill every row up to `width`; return the width."""
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        placed, column = {}, 0
        for cell in row:
            column = _free(taken, number, column)
            _cut(cell, taken, number, column, len(rows))
            taken |= {(number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            placed[column] = cell
        for column in range(width):
            if (number, column) not in taken:
                placed[column] = Cell("td")
                taken.add((number, column))
        row[:] = [placed[column] for column in sorted(placed)]
    return max((column + 1 for _, column in taken), default=0)


def _free(taken: set[tuple[int, int]], number: int, column: int) -> int:
    while (number, column) in taken:
        column += 1
    return column


def _cut(cell: Cell, taken: set[tuple[int, int]], number: int, column: int, height: int) -> None:
    cell.rows = max(1, min(cell.rows, height - number))
    widest = max(1, min(cell.columns, _WIDEST))
    cell.columns = next((right for right in range(1, widest) if (number, column + right) in taken), widest)


def _groups(rows: list[Row]) -> list[list[Row]]:
    """Rows tied by a span, and between them runs of rows that are not."""
    groups: list[list[Row]] = []
    tied, last_was_tied = 0, True
    for row in rows:
        reach = max((cell.rows - 1 for cell in row), default=0)
        if tied or not (last_was_tied or reach):
            groups[-1].append(row)
        else:
            groups.append([row])
        last_was_tied = bool(tied or reach)
        tied = max(tied - 1, reach)
    return groups


def _write(tag: str, rows: list[Row]) -> str:
    return f"<{tag}>" + "".join(f"<tr>{''.join(map(str, row))}</tr>" for row in rows) + f"</{tag}>"
