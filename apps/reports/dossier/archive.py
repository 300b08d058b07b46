"""A ZIP that is written as it is made: each file with its sum, an index that any browser opens, and SHA256SUMS that
`sha256sum -c` checks. Nothing of it needs the system."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from apps.reports import sheets

SUMS = "SHA256SUMS"
INDEX, STYLE = "index.html", "styl.css"
LOOK = """body { margin: 0; background: #f7f6f3; color: #1c2024; font: 17px/1.55 Lato, system-ui, sans-serif; }
main { max-width: 76rem; margin: 0 auto; padding: 24px; }
h1, h2 { line-height: 1.25; } a { color: #1d4f91; }
table { width: 100%; border-collapse: collapse; font-size: 15px; background: #fff; }
th, td { padding: 6px 10px; border-bottom: 1px solid #d9d6cf; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; } code { font-size: 13px; }
@media (prefers-color-scheme: dark) {
  body { background: #14171b; color: #e9e6e0; } a { color: #a9c4ea; }
  table { background: #1c2126; } th, td { border-color: #343b43; }
}
"""


@dataclass(frozen=True)
class Entry:
    """A file of the archive, as the index lists it."""

    path: str
    title: str
    size: int
    sha256: str


class Archive:
    """Keeps names, sizes and sums; the bytes go out at once."""

    def __init__(self, write: Any, made_at: datetime):
        self._zip = zipfile.ZipFile(write, "w", zipfile.ZIP_DEFLATED)
        self._made_at = made_at
        self.chapters: dict[str, list[Entry]] = {}

    def put(self, chapter: str, path: str, title: str, content: bytes, at: datetime | None = None) -> None:
        """One file. The same path twice would hide one of them, so it gets a number."""
        path = self._free(path)
        info = zipfile.ZipInfo(path, timezone.localtime(at or self._made_at).timetuple()[:6])
        info.external_attr = 0o644 << 16
        info.compress_type = zipfile.ZIP_STORED if path.endswith((".pdf", ".zip")) else zipfile.ZIP_DEFLATED
        self._zip.writestr(info, content)
        entry = Entry(path, title, len(content), hashlib.sha256(content).hexdigest())
        self.chapters.setdefault(chapter, []).append(entry)

    def put_json(self, chapter: str, path: str, title: str, said: Any, at: datetime | None = None) -> None:
        """What a document was made of, for a machine."""
        text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True, default=str)
        self.put(chapter, path, title, f"{text}\n".encode(), at)

    def put_register(self, chapter: str, path: str, title: str, columns: sheets.Columns, rows: Callable) -> None:
        """A register twice: as a spreadsheet and as text with semicolons. `rows()` gives them anew each time."""
        file = BytesIO()
        with sheets.workbook(file, title) as book:
            book.sheet(title[:31], columns, rows())
        self.put(chapter, f"{path}.xlsx", f"{title} (arkusz XLSX)", file.getvalue())
        self.put(chapter, f"{path}.csv", f"{title} (CSV)", b"".join(sheets.csv_lines(columns, rows())))

    def close(self, context: dict[str, Any]) -> None:
        """The index and, last, the sums of everything before them."""
        shown = {"chapters": list(self.chapters.items()), "sums": SUMS} | context
        self.put("", STYLE, "Wygląd spisu", LOOK.encode())
        self.put("", INDEX, "Spis", render_to_string("reports/dossier/index.html", shown).encode())
        everything = [entry for entries in self.chapters.values() for entry in entries]
        sums = "".join(f"{entry.sha256}  {entry.path}\n" for entry in everything)
        info = zipfile.ZipInfo(SUMS, timezone.localtime(self._made_at).timetuple()[:6])
        info.external_attr = 0o644 << 16
        self._zip.writestr(info, sums.encode())
        self._zip.close()

    def _free(self, path: str) -> str:
        taken = {entry.path for entries in self.chapters.values() for entry in entries}
        stem, dot, ending = path.rpartition(".")
        return next(one for one in _numbered(stem, dot, ending) if one not in taken)


def _numbered(stem: str, dot: str, ending: str) -> Iterable[str]:
    yield f"{stem}{dot}{ending}"
    number = 2
    while True:
        yield f"{stem}-{number}{dot}{ending}"
        number += 1
