from django.core.paginator import Paginator
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from apps.consultations.commissions import moves
from apps.consultations.commissions.standing import Reader, standings_of
from apps.consultations.models import DocumentVersion

from .. import life, reading
from .common import address, of_version, remark_or_404

ON_A_PAGE = 50


@require_safe
@of_version
def remarks(request, version):
    sheet, asked = reading.Sheet(request.user, version), reading.Asked.of(request.GET)
    page = Paginator(asked.narrow(sheet.submitted), ON_A_PAGE).get_page(request.GET.get("strona"))
    context = {
        "version": version,
        "document": version.document,
        "sheet": sheet,
        "powers": sheet.powers,
        "move": reading.move_of(sheet) or _move_of_document(sheet),
        "asked": asked,
        "page": page,
        "choices": reading.choices(sheet, asked),
        "whole": address(version, "remarks"),
        "settles": reading.next_to_settle(sheet),
    }
    return render(request, "consultations/remarks/list.html", context)


def _move_of_document(sheet):
    """What the document's own page says, once the answers are handed over."""
    if sheet.version.status != DocumentVersion.Status.ANSWERED:
        return None
    document = sheet.version.document
    prefetch_related_objects([document], "experts")
    reader = Reader(sheet.user, {seat.asked.team_id: seat.function for seat in sheet.powers.own_seats})
    move = moves.next_move(standings_of([document])[document.pk], reader)
    who = "Ciebie" if move.is_mine else move.who
    return reading.Move(who, move.until, move.label if move.is_mine else "", move.url, move.words)


@require_safe
@of_version
def remark(request, version, remark_pk):
    one = remark_or_404(request, version, remark_pk)
    if not one.submitted_at:
        return redirect(address(version, "remark_edit", one.pk))
    sheet = reading.Sheet(request.user, version)
    line = next(line for line in sheet.lines if line.remark.pk == one.pk)
    context = {
        "version": version,
        "document": version.document,
        "line": line,
        "remark": line.remark,
        "sheet": sheet,
        "powers": sheet.powers,
        "events": life.story_of(line, sheet.powers),
        "later": life.later_versions(line.remark, request.user),
    }
    return render(request, "consultations/remarks/show.html", context)
