"""What an uploaded file is. It comes from outside, so another process looks at it (`inspecting`), which may use 1 GB
and 15 seconds and can reach neither the database nor a network."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from .uploads import LARGEST, TOO_BIG

TOO_HARD = "Tego pliku nie da się sprawdzić: jest uszkodzony albo zbyt złożony. Nie został dodany."
KINDS = "PDF, DOCX, ODT, XLSX, ODS, PNG albo JPG"
ENDINGS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
_SECONDS = 25


@dataclass(frozen=True)
class Reading:
    """The kind of a file as its content says, or why it is refused. `blocks`: its text when that was asked for
    (apps.documents.inspecting.blocks); `said`: what its author is told about the reading."""

    media_type: str = ""
    refusal: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def read(content: bytes, *, with_text: bool = False) -> Reading:
    """Look at a file apart. `with_text`: read its text, too (DOCX, ODT, PDF)."""
    if len(content) > LARGEST:
        return Reading(refusal=TOO_BIG)
    command = [sys.executable, "-B", "-E", "-s", "-m", "apps.documents.inspecting", *(["text"] * with_text)]
    try:
        done = subprocess.run(  # noqa: S603  our own program; the file goes in by its standard input
            command,
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            cwd=settings.BASE_DIR,
            env={},
            check=True,
        )
        return Reading(**json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError, TypeError):
        return Reading(refusal=TOO_HARD)
