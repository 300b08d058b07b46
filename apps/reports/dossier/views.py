from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from apps.accounts.models import Role
from apps.jobs.views import asked
from apps.reports import reading

from . import making


@require_POST
def dossier(request, pk):
    """For the director of the centre, and for WRZOS once something was handed over."""
    if not (request.user.is_wrzos or request.user.has_role(Role.DIRECTOR)):
        raise Http404
    pilot = get_object_or_404(reading.pilots_of(request.user), pk=pk)
    title = f"Teczka pilotażu: {pilot.centre.short_name}, „{pilot.project_name}”"
    return asked(request, making.DOSSIER, title, {"pilot": pilot.pk}, centre=pilot.centre)


@require_POST
def report(request, pk):
    pilot = get_object_or_404(reading.pilots_of(request.user), pk=pk)
    title = f"Raport zbiorczy: {pilot.centre.short_name}, „{pilot.project_name}”"
    return asked(request, making.REPORT, title, {"pilot": pilot.pk}, centre=pilot.centre)
