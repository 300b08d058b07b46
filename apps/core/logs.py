"""What is written about requests: the name of the page and numbers of things, never the address. Addresses carry the
tokens of invitations and the names that people look for."""

import logging

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django_structlog.middlewares import RequestMiddleware

UNKNOWN = "unknown address"


def page_of(request: HttpRequest) -> str:
    """The name of the page, with the numbers (and only the numbers) that stand in its address."""
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return UNKNOWN
    numbers = [f"{name}={value}" for name, value in match.kwargs.items() if isinstance(value, int)]
    return " ".join([match.view_name, *numbers])


class RequestLog(RequestMiddleware):
    """Our own lines."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        return f"{request.method} {page_of(request)}"


class PagesNotAddresses(logging.Filter):
    """Django's own lines („Not Found: …”), which name the path and sometimes the page one came from."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            record.args = tuple(_without_address(said, request) for said in record.args)
        return True


def _without_address(said: object, request: HttpRequest) -> object:
    if said == request.path:
        return page_of(request)
    came_from = request.headers.get("Referer")
    return said.replace(came_from, "…") if came_from and isinstance(said, str) else said
