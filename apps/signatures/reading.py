"""What an uploaded file is against the frozen document: signed there, signed beside, written anew, a scan, or wrong.

The file comes from outside, so another process looks at it (`inspecting`), which may use 1 GB and 15 seconds and can
reach neither the database nor a network. Nothing here settles whether a signature is valid in law."""

import json
import subprocess
import sys

from django.conf import settings

from apps.documents.uploads import LARGEST, TOO_BIG

from .inspecting.said import Finding, Reading

__all__ = ["LARGEST", "Finding", "Reading", "read", "read_scan"]

TOO_HARD = "Tego pliku nie da się sprawdzić: jest uszkodzony albo zbyt złożony. Nie został dołączony."
_SECONDS = 25


def read(file_bytes: bytes, file_name: str, original: bytes, *, is_scan: bool = False) -> Reading:
    """The kind of the file with what was found in it, or a refusal in Polish. `original`: the frozen bytes;
    `is_scan`: the person says that it is a scan of the paper original."""
    if len(file_bytes) > LARGEST:
        return Reading(refusal=TOO_BIG)
    asked = json.dumps({"original": len(original), "data": len(file_bytes), "is_scan": is_scan}).encode()
    try:
        done = subprocess.run(  # noqa: S603  our own module, no words of the user
            [sys.executable, "-B", "-E", "-s", "-m", f"{__package__}.inspecting"],
            input=b"".join([asked, b"\n", original, file_bytes]),
            capture_output=True,
            timeout=_SECONDS,
            cwd=settings.BASE_DIR,
            env={},
            check=True,
        )
        return Reading.from_json(json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError):
        return Reading(refusal=TOO_HARD)


def read_scan(file_bytes: bytes, file_name: str = "") -> Reading:
    """For a scan that belongs to no frozen document: PDF, JPEG or PNG, with its `media_type`, or a refusal."""
    return read(file_bytes, file_name, b"", is_scan=True)
