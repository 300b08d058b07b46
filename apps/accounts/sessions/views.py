from django.contrib import messages
from django.shortcuts import redirect, render

from . import actions, idleness, reading

GONE = "Ta sesja już się zakończyła."


def sessions(request):
    """Where one is logged in, and the buttons to log out there."""
    if request.method == "POST":
        messages.success(request, _end(request))
        return redirect("accounts:sessions")
    minutes = int(idleness.LIMIT.total_seconds() // 60)
    context = {"sessions": reading.sessions_of(request), "minutes": minutes}
    return render(request, "accounts/session/list.html", context)


def _end(request):
    """What was done, in words."""
    if "others" in request.POST:
        ended = actions.end_other_sessions(request.session.session_key, by=request.user)
        return "Wylogowano wszędzie indziej." if ended else "Nie było innych sesji."
    found = reading.session_marked(request, request.POST.get("session", ""))
    if found is None:
        return GONE
    actions.end_session(found, by=request.user)
    return "Wylogowano na wskazanym urządzeniu."
