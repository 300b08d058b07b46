from django.shortcuts import redirect

from . import rescue


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
