"""How much of an upload is taken in. What is beyond the limit is read past and forgotten, so that the form can answer
in words; nobody fills memory or disk."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

LARGEST = 20 * 1024 * 1024
TOO_BIG = f"Ten plik jest za duży: może mieć najwyżej {LARGEST // 1024 // 1024} MB."


class BoundedUpload(FileUploadHandler):
    """Stands before the handlers that keep what is uploaded."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > LARGEST:
            self.request.upload_was_too_big = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        return None


def was_too_big(request: HttpRequest) -> bool:
    """A file of this request was longer than the limit, and so is not among its files."""
    return getattr(request, "upload_was_too_big", False)
