from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from apps.core import clock
from apps.documents.http import pdf_response
from apps.documents.rendering import render_html, render_pdf
from apps.orders.rules import can_draft
from apps.projects.models import Pilot

from . import xlsx
from .board import board_of, context_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def coverage(request):
    pilots = _pilots(request)
    if not pilots:
        return render(request, "reports/coverage/none.html")
    board = board_of(_chosen(request, pilots), request.GET)
    context = {"board": board, "pilots": pilots, "query": request.GET.urlencode(), "choices": board.choices}
    if not can_draft(request.user):
        context["not_theirs"] = reverse("orders:new")
    return render(request, "reports/coverage/board.html", context)


@require_safe
def coverage_xlsx(request):
    board = board_of(_chosen(request, _pilots(request)), request.GET)
    response = HttpResponse(xlsx.workbook(board, settings.BASE_URL.rstrip("/")), content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"Pokrycie Tabeli 1 {clock.today()}.xlsx")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def coverage_pdf(request):
    board = board_of(_chosen(request, _pilots(request)), request.GET)
    content = render_pdf(render_html("pdf/coverage.html", context_of(board)))
    return pdf_response(request, content, f"Pokrycie Tabeli 1 {clock.today()}")


def _pilots(request):
    """Pilots of the person's centre: what is still written is nobody else's business."""
    if not request.user.centre_id:
        raise Http404
    pilots = list(Pilot.objects.visible_to(request.user))
    for pilot in pilots:
        pilot.centre = request.user.centre
    return pilots


def _chosen(request, pilots):
    """The one the address names, else the newest."""
    named = request.GET.get("pilotaz", "")
    chosen = [pilot for pilot in pilots if not named or str(pilot.pk) == named]
    if not chosen:
        raise Http404
    return chosen[0]
