from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.core.errors import DomainError
from apps.texts.presence import other_tabs, others_here

from ... import words
from .. import actions
from .common import of_section

_LONGEST_TAB = 40


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
    if request.POST.get("zostaje"):
        request.session.modified = True  # saved anew, so that it ends as much later
    others, own = others_here(section, request.user), other_tabs(section, request.user, tab)
    own_tabs = [words.hour(since) for since in own]
    return JsonResponse({"others": others, "tabs": own_tabs, "version": section.version, "ends": _ends_in(request)})


def _ends_in(request):
    """Seconds until the session ends unless the person goes on."""
    if request.session.modified:
        return request.session.get_expiry_age()
    stored = request.session.model.objects.filter(session_key=request.session.session_key)
    ends = stored.values_list("expire_date", flat=True).first()
    return max(0, int((ends - timezone.now()).total_seconds())) if ends else 0
