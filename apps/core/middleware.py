from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import redirect

from . import rescue


class NoNullCharacters:
    """No text holds U+0000 and the database takes none, so no page has to think of it. Stands before everything that
    reads the session."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        said = [unquote(request.META.get("QUERY_STRING", "")), *request.COOKIES.values()]
        if any("\0" in part for part in said):
            raise BadRequest("U+0000")
        if "\0" in request.path:
            raise Http404
        return self.get_response(request)


class PrivatePages:
    """What a logged-in person sees is kept by no cache, unless the page says for itself what may keep it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and (response.status_code >= 500 or request.user.is_authenticated):
            response["Cache-Control"] = "private, no-store"
        return response


class RescueMiddleware:
    """Keeps what people typed through an expired session (apps.core.rescue). Stands between authentication and the
    middleware that demands log-in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code < 500 and request.user.is_authenticated:
            rescue.remember_author(request, response)
            if response.status_code == 405 and request.method == "GET" and rescue.waits_for(request, request.path):
                return redirect("/")  # log-in led back to a button that has no page
        return response

    def process_view(self, request, view, args, kwargs):
        if request.user.is_authenticated:
            rescue.forget_others(request)
        if request.method != "POST" or not rescue.needs_log_in(view):
            return None
        if not request.user.is_authenticated:
            return rescue.to_log_in(request)
        return rescue.forget(request, request.path)
