"""Nothing typed is lost. What a form sent after its session had expired waits in the browser's next session for the
same person; `typed` hands it back to the form. (What a failing server was sent, its error page gives back: salvage.py.)
"""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from .salvage import typed_in

KEPT = "rescued"  # in the session: {path a form was sent to: what it said}
LIMIT = 1_000_000  # bytes of text that wait for one browser
AUTHOR = "__Host-autor" if settings.HTTPS else "autor"  # cookie: who was last logged in on this browser
_REMEMBERED = 7 * 24 * 3600
_SECRET = re.compile(r"pass|has[lł]o|token|secret", re.IGNORECASE)

RECOVERED = "Odzyskaliśmy tekst wpisany przed wygaśnięciem sesji. Sprawdź go i zapisz jeszcze raz."
FILES_LOST = "Pliki trzeba wybrać ponownie."
WAITS = "Sesja wygasła. Zaloguj się – wpisany tekst zaczeka."
NOTHING_DONE = "Sesja wygasła, więc nic się jeszcze nie zmieniło. Zaloguj się i powtórz polecenie."
NOT_KEPT = (
    "Sesja wygasła, a wpisanego tekstu nie dało się zachować. Wróć przyciskiem przeglądarki i skopiuj go, "
    "zanim się zalogujesz."
)
FOR_SCRIPTS = "Sesja wygasła. Zaloguj się w nowej karcie, a potem zapisz jeszcze raz."


def typed(request: HttpRequest, posted_to: str = "") -> QueryDict | None:
    """What to bind a form to: the POST; on a GET what was rescued for this address (or for the other address the
    page's form is sent to), if this very person had typed it; otherwise None, for an empty form."""
    if request.method == "POST":
        return request.POST
    entry = request.session.get(KEPT, {}).get(posted_to or request.path)
    if not entry or not entry["fields"] or entry["author"] != request.user.pk:
        return None
    _tell_once(request, " ".join([RECOVERED, *([FILES_LOST] if entry["files"] else [])]))
    data = QueryDict(mutable=True)
    for name, values in entry["fields"].items():
        data.setlist(name, values)
    data._mutable = False
    return data


def keep(request: HttpRequest, author: int) -> bool:
    """Put what this POST said aside for its author; False when it is too long. Files and passwords are not kept."""
    fields = {name: values for name, values in request.POST.lists() if not _SECRET.search(name)}
    entry = {"author": author, "files": bool(request.FILES), "fields": fields}
    waiting = request.session.get(KEPT, {}) | {request.path: entry}
    waiting[request.path] = waiting.pop(request.path)  # the newest stands last
    while waiting and sum(map(_size, waiting.values())) > LIMIT:
        waiting.pop(next(iter(waiting)))
    request.session[KEPT] = waiting
    return request.path in waiting


def forget(request: HttpRequest, path: str) -> None:
    """The form of this address is being sent again: what waited for it has been read."""
    if path in (waiting := request.session.get(KEPT, {})):
        request.session[KEPT] = {other: entry for other, entry in waiting.items() if other != path}


def forget_others(request: HttpRequest) -> None:
    """Somebody logged in: what another person had typed on this browser goes."""
    waiting = request.session.get(KEPT, {})
    mine = {path: entry for path, entry in waiting.items() if entry["author"] == request.user.pk}
    if mine != waiting:
        request.session[KEPT] = mine


def to_log_in(request: HttpRequest) -> HttpResponse:
    """Answer a POST whose session has expired: keep it, and lead through log-in back to the page of the form."""
    if _is_sent_by_a_script(request):
        return HttpResponse(FOR_SCRIPTS, status=401, content_type="text/plain; charset=utf-8")
    author = last_author(request)
    kept = author is not None and keep(request, author)
    said_something = any(not _SECRET.search(name) for name in request.POST)
    if said_something and author is not None and not kept:
        return _give_back(request)
    _tell_once(request, (WAITS if kept else NOT_KEPT) if said_something else NOTHING_DONE)
    return redirect_to_login(way_back(request))


def _give_back(request: HttpRequest) -> HttpResponse:
    """Too long to wait for log-in, and „Back” brings nothing from a page that no cache keeps."""
    return HttpResponse(render_to_string("account/expired.html", {"typed": typed_in(request)}), status=403)


def way_back(request: HttpRequest) -> str:
    """The page a POST came from: its own address for a form, the page with the button for a bare button."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    page = request.get_full_path()
    if came_from.netloc == request.get_host() and came_from.path != request.path:
        page = came_from._replace(scheme="", netloc="", fragment="").geturl()
    return page if url_has_allowed_host_and_scheme(page, allowed_hosts=None) else "/"


def needs_log_in(view: Any) -> bool:
    return getattr(view, "login_required", True)


def waits_for(request: HttpRequest, path: str) -> bool:
    return path in request.session.get(KEPT, {})


def remember_author(request: HttpRequest, response: HttpResponse) -> None:
    """Note on the browser, signed, who is logged in; it outlives the session and says nothing to scripts."""
    if last_author(request) != request.user.pk:
        response.set_signed_cookie(
            AUTHOR, str(request.user.pk), max_age=_REMEMBERED, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )


def last_author(request: HttpRequest) -> int | None:
    """Who was last logged in on this browser."""
    try:
        return int(request.get_signed_cookie(AUTHOR, max_age=_REMEMBERED))
    except (KeyError, ValueError, signing.BadSignature):
        return None


def _tell_once(request: HttpRequest, text: str) -> None:
    if text not in (said := request.META.setdefault("rescue.said", [])):
        said.append(text)
        messages.info(request, text)


def _size(entry: dict) -> int:
    return sum(len(name.encode()) + sum(len(v.encode()) for v in values) for name, values in entry["fields"].items())


def _is_sent_by_a_script(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers or request.headers.get("Sec-Fetch-Dest") == "empty"
