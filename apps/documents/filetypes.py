"""What an uploaded file is. It comes from outside, so another process looks at it (`inspecting`), which may use 1 GB
and 15 seconds and can reach neither the database nor a network."""

import json
import subprocess
import sys
from dataclasses import dataclass

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
    """The kind of a file as its content says, or why it is refused."""

    media_type: str = ""
    refusal: str = ""


def read(content: bytes) -> Reading:
    if len(content) > LARGEST:
        return Reading(refusal=TOO_BIG)
    try:
        done = subprocess.run(
            [sys.executable, "-B", "-E", "-s", "-m", "apps.documents.inspecting"],
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
