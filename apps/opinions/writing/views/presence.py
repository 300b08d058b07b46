from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from apps.accounts.sessions.idleness import in_the_background
from apps.core.errors import DomainError
from apps.texts.sitting import who_is_here

from .. import actions
from .common import of_section

_LONGEST_TAB = 40


@in_the_background
@require_POST
@of_section
def here(request, section):
    """„I am here” (or „I am leaving”) of static/js/section-presence.js; the answer says who else is, and when the
    session ends. „zostaje”: the person asked to go on working."""
    tab = request.POST.get("tab", "")[:_LONGEST_TAB] or "?"
    if request.POST.get("wychodzi"):
        actions.leave(section, tab, by=request.user)
        return HttpResponse(status=204)
    try:
        actions.be_here(section, tab, by=request.user)
    except DomainError as refusal:
        return JsonResponse({"refused": str(refusal)}, status=403)
    return JsonResponse(who_is_here(request, section, tab))
