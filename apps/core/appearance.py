"""Light, dark or as the system says: kept in a cookie that the server reads, so that no page flashes."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = "wyglad"
LOOKS = {"auto", "light", "dark"}
A_YEAR = 365 * 24 * 3600


def chosen(request: Any) -> str:
    """„light”, „dark” or „auto”."""
    look = request.COOKIES.get(COOKIE) if request is not None else None
    return look if look in LOOKS else "auto"


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember the look in this browser and go back to the page one came from."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    answer = HttpResponseRedirect(back)  # never `redirect`, which takes a word without a slash for the name of a page
    if (look := request.POST.get("look")) in LOOKS:
        answer.set_cookie(COOKIE, look, max_age=A_YEAR, secure=settings.HTTPS, httponly=True, samesite="Lax")
    return answer
