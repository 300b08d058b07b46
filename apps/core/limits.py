"""How often the costly pages may be asked for: search, what is made on request, and what strangers may try (ADR 0029).

Counted in the database, so that all processes share it, by one statement and only for these pages."""

from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.crypto import salted_hmac

from . import actions

SECONDS = 60


@dataclass(frozen=True)
class Limit:
    """So many requests a minute, of one person or (where nobody is logged in) of one address."""

    kind: str
    most: int


SEARCH, MADE, CODE, OPEN_DATA = Limit("search", 60), Limit("made", 30), Limit("code", 30), Limit("open data", 120)
_OF_PAGES = {
    "desk:search": SEARCH,
    "desk:verify": CODE,
    "desk:calendar": CODE,
    "publication:bip_json": OPEN_DATA,
    "publication:bip_order_json": OPEN_DATA,
    "publication:bip_log_json": OPEN_DATA,
    "publication:bip_pdf": OPEN_DATA,
}
_MADE_ON_REQUEST = ("pdf", "xlsx", "zip")


def limit_of(page: str) -> Limit | None:
    """By the name of the page: files are named by what they are, so that a new one is limited the day it is born."""
    return _OF_PAGES.get(page) or (MADE if page.endswith(_MADE_ON_REQUEST) else None)


class RateLimits:
    """Answers 429 to who asks too often. Stands after the middleware that demands log-in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        limit = limit_of(request.resolver_match.view_name)
        if limit is None or not settings.RATE_LIMITS:
            return None
        asked, left = actions.count_request(_key(limit, request), SECONDS, by=None)
        return too_many(request, left) if asked > limit.most else None


def too_many(request: HttpRequest, seconds: int = SECONDS) -> HttpResponse:
    """Also what allauth answers (handler429 of the addresses)."""
    if request.path.endswith(".json"):
        answer = JsonResponse({"detail": f"Zbyt wiele zapytań. Odczekaj {seconds} s."}, status=429)
    else:
        answer = HttpResponse(render_to_string("errors/429.html", {"seconds": seconds}), status=429)
    answer["Retry-After"] = str(seconds)
    answer["Cache-Control"] = "no-store"
    return answer


def _key(limit: Limit, request: HttpRequest) -> str:
    """Whose requests are counted; addresses are not written down."""
    who = f"person {request.user.pk}" if request.user.is_authenticated else f"address {_address(request)}"
    return salted_hmac("limit of requests", f"{limit.kind} {who}").hexdigest()


def _address(request: HttpRequest) -> str:
    """Of IPv6 the network, of which one machine has many addresses."""
    said = get_adapter(request).get_client_ip(request)
    try:
        address = ip_address(said)
    except ValueError:
        return said
    return address.exploded[:19] if isinstance(address, IPv6Address) else said
