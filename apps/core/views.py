"""What a person sees when something went wrong: plain words, a way out, and everything that had been typed."""

import sys
from typing import Any

import structlog
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from . import faults
from .salvage import typed_in


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return HttpResponse(render_to_string("errors/413.html"), status=413)
    return HttpResponse(render_to_string("400.html"), status=400)


def permission_denied(request: HttpRequest, exception: Any = None) -> HttpResponse:
    reason = str(exception) if exception and exception.args else ""
    return render(request, "403.html", {"reason": reason, "typed": typed_in(request)}, status=403)


def page_not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "404.html", {"typed": typed_in(request)}, status=404)


@login_not_required
def no_such_page(request: HttpRequest) -> HttpResponse:
    raise Http404


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks neither the database nor the session: they may be what failed."""
    kind = faults.kind_of(sys.exc_info()[1])
    event = structlog.contextvars.get_contextvars().get("request_id", "")
    page = render_to_string("500.html", {"typed": typed_in(request), "kind": kind, "event": event})
    answer = HttpResponse(page, status=503 if kind else 500)
    if kind:
        answer["Retry-After"] = {"crossed": "5", "away": "60", "full": "600"}[kind]
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse(render_to_string("errors/csrf.html", {"typed": typed_in(request)}), status=403)
