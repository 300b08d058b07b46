from django.shortcuts import redirect

from apps.core.rescue import needs_log_in

from . import rules, session

OPEN = {
    "account_logout",
    "account_reauthenticate",
    "appearance",
    "mfa_activate_totp",
    "mfa_reauthenticate",
}


class SecondFactorGate:
    """Who should long have set up two-step log-in does so before anything else. Decided at log-in, so that nobody is
    stopped in the middle of work. Stands after the middleware that demands log-in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not needs_log_in(view) or not session.is_overdue(request):
            return None
        if request.resolver_match.view_name in OPEN or not request.user.is_authenticated:
            return None
        if rules.has_second_factor(request.user):  # set up meanwhile in another browser
            session.forget_duty(request)
            return None
        if request.method == "GET":
            request.session[session.KEY] = request.session[session.KEY] | {"next": request.get_full_path()}
        return redirect("mfa_activate_totp")
