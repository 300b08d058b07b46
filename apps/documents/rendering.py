"""The one module that knows WeasyPrint: a template and its context become HTML, HTML becomes a PDF for ever
(PDF/A-2a) and for everybody (PDF/UA-1). Importing WeasyPrint takes a second, hence `preload`."""

import html as html_module
import re
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from apps.core.errors import DomainError

from . import sheets
from .typeface import unprintable

STATIC = "https://static.invalid/"  # a host that cannot exist: whatever is not our own static file leads nowhere
_READ = {".css": "text/css", ".ttf": "font/ttf", ".svg": "image/svg+xml", ".png": "image/png"}
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # neither 0 nor O, 1 nor I nor L, no U: it is read aloud
_FAILED = "Nie udało się utworzyć dokumentu PDF. Spróbuj ponownie, a jeśli to nie pomoże, zgłoś to administratorowi."
_TAG = re.compile(r"<[^>]*>")
_TAG_OR_MONSTER = re.compile(r"<[^>]*>|(?:&#?\w+;|[^\s<&]){81,}")
_SHEET = re.compile(r'<link rel="stylesheet" href="(css/[a-z_]+\.css)">')
_STARTS = re.compile(r'<ol start="(\d+)">')
_PIECE = re.compile(r"(?:&#?\w+;|.){1,40}")


class RenderingError(DomainError):
    """A document could not be made; the text says why."""


def preload() -> None:
    """Import what is heavy and read the fonts, when a worker starts and not in somebody's request."""
    render_pdf("<html lang=pl><title>.</title><p>.</p></html>")


def render_html(template: str, context: dict[str, Any]) -> str:
    """Fill a document's template. Templates of documents ask the database for nothing."""
    return render_to_string(template, context)


def render_pdf(html: str) -> bytes:
    """The finished PDF of a whole HTML document. The same HTML gives the same bytes.

    Raises RenderingError when the text holds characters without a glyph, or WeasyPrint cannot lay it out."""
    if missing := unprintable(html_module.unescape(_TAG.sub("", html))):
        raise RenderingError(f"Dokument zawiera znaki, których nie da się wydrukować: {_named(missing)}. Usuń je.")
    from weasyprint.urls import FatalURLFetchingError

    try:
        return _pdf(_TAG_OR_MONSTER.sub(_breakable, _STARTS.sub(_counted_from, html)))
    except FatalURLFetchingError as failure:  # a BaseException, which nobody above us catches
        raise failure.__cause__ if isinstance(failure.__cause__, RenderingError) else RenderingError(_FAILED)
    except RenderingError:
        raise
    except Exception as failure:
        raise RenderingError(_FAILED) from failure


def new_code() -> str:
    """A code that nobody guesses (30^12) and anybody can read aloud: XXXX-XXXX-XXXX."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    return "-".join(letters[start : start + 4] for start in (0, 4, 8))


def verification_url(code: str) -> str:
    """The public address that says whether a printed document is ours."""
    return f"{settings.BASE_URL}/sprawdz/{code}/"


def _pdf(html: str) -> bytes:
    from weasyprint import HTML

    from .finishing import write_finished

    fetcher = _fetcher()
    styles = sheets.ready(tuple(STATIC + name for name in _SHEET.findall(html)), _own_static_file, fetcher)
    pdf = write_finished(HTML(string=_SHEET.sub("", html), base_url=STATIC, url_fetcher=fetcher), **styles)
    if fetcher.refused:  # WeasyPrint swallows what happens inside an SVG
        raise _foreign(fetcher.refused[0])
    return pdf


def _breakable(found: re.Match) -> str:
    """A word of more than 80 characters may break anywhere by an invisible space: looking for a place to break it
    takes WeasyPrint minutes. A SHA-256 has 64 characters and stays whole."""
    text = found[0]
    return text if text.startswith("<") else "\u200b".join(_PIECE.findall(text))


def _counted_from(found: re.Match) -> str:
    """A list that begins elsewhere: WeasyPrint reads `start` only with all the other hints of old HTML."""
    return f'<ol start="{found[1]}" style="counter-reset: list-item {int(found[1]) - 1}">'


def _fetcher():
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnStaticFilesOnly(URLFetcher):
        """Opens the project's own static files and nothing else, whatever the address."""

        refused: list[str] = []

        def fetch(self, url, headers=None):
            path = _own_static_file(url)
            if path is None:
                self.refused = [*self.refused, url]
                raise _foreign(url)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _READ[path.suffix]})

    return OwnStaticFilesOnly(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)


def _own_static_file(url: str) -> Path | None:
    name = url.removeprefix(STATIC)
    if name == url or Path(name).suffix not in _READ:
        return None
    found = finders.find(name)
    return Path(found) if found else None


def _foreign(url: str) -> RenderingError:
    return RenderingError(f"Dokument odwołuje się do pliku spoza programu ({url[:80]}), więc nie powstał.")


def _named(characters: list[str]) -> str:
    return ", ".join(f"„{one}”" if one.isprintable() else f"U+{ord(one):04X}" for one in characters[:10])
