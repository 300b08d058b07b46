"""Serving documents over HTTP. Who may see them is the view's question, asked before."""

import hashlib
import re

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from .models import FrozenDocument
from .reading import stored_bytes

_NOT_IN_A_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\\/:*?\"<>|]+")


def pdf_response(
    request: HttpRequest, document: FrozenDocument | bytes, filename: str, *, inline: bool = True
) -> HttpResponse:
    """The PDF under a name people can keep (RFC 6266); 304 when the browser already has these very bytes."""
    frozen = isinstance(document, FrozenDocument)
    etag = f'"{document.blob_id if frozen else hashlib.sha256(document).hexdigest()}"'
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        stored_bytes(document) if frozen else document, content_type="application/pdf"
    )
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    if response.status_code == 200:
        response["Content-Disposition"] = content_disposition_header(not inline, file_name(filename))
    return response


def kept_file_response(request: HttpRequest, sha256: str, content: bytes, media_type: str, name: str) -> HttpResponse:
    """A file that somebody handed over, always to be saved and never shown here, under its own kind."""
    response = get_conditional_response(request, etag=f'"{sha256}"') or HttpResponse(content, content_type=media_type)
    response["ETag"] = f'"{sha256}"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    if response.status_code == 200:
        response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def file_name(wanted: str, ending: str = ".pdf") -> str:
    """„Zarządzenie nr 24/2018” → „Zarządzenie nr 24-2018.pdf”: nothing that a disk or an eye could misread."""
    stem = _NOT_IN_A_NAME.sub("-", wanted.removesuffix(ending)).strip(" .-")
    return f"{stem[:120] or 'dokument'}{ending}"
