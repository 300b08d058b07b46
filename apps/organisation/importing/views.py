from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from apps.accounts.doors import done, door
from apps.core import rescue
from apps.core.errors import DomainError
from apps.documents.uploads import was_too_big

from .. import rules
from ..models import EmployeeImport
from ..views.structure import asked_day
from . import actions, checking, sheets
from .forms import ListForm


def send(request):
    centre = _kept_centre(request)
    form = ListForm(rescue.typed(request), request.FILES or None, too_big=was_too_big(request))

    def act(data):
        return actions.send_list(centre, data["file"].read(), data["file"].name, by=request.user)

    if sent := done(request, form, act):
        return redirect("organisation:import", sent.pk)
    return render(request, "organisation/importing/new.html", {"form": form, "headings": checking.HEADINGS})


def preview(request, pk):
    sent = _sent(request, pk)
    if request.method == "POST":
        return redirect("organisation:employees" if _confirmed(request, sent) else request.path)
    lines = checking.checked(sent.centre, sent.rows)
    wrong = [line for line in lines if line.mistakes]
    context = {"sent": sent, "lines": lines, "wrong": wrong, "new": [one for one in lines if not one.is_known]}
    return render(request, "organisation/importing/preview.html", context)


def _confirmed(request, sent):
    try:
        done_now = actions.confirm_list(sent, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, f"Wczytano listę: {done_now.said}." if done_now.said else "Wczytano listę pracowników.")
    return True


@require_safe
def corrected(request, pk):
    sent = _sent(request, pk)
    lines = checking.checked(sent.centre, sent.rows)
    content = sheets.written([*checking.HEADINGS, checking.MISTAKE], checking.to_mend(lines), "Pracownicy")
    return _file(content, sheets.XLSX, "Lista do poprawy.xlsx")


@require_safe
def export_xlsx(request):
    content = sheets.written(checking.HEADINGS, _exported(request), "Pracownicy")
    return _file(content, sheets.XLSX, f"Pracownicy {asked_day(request)}.xlsx")


@require_safe
def export_csv(request):
    content = sheets.written_csv(checking.HEADINGS, _exported(request))
    return _file(content, "text/csv; charset=utf-8", f"Pracownicy {asked_day(request)}.csv")


def _exported(request):
    """Of the day that is asked; without one everything that stands, the past and the future too."""
    day = asked_day(request) if request.GET.get("dzien") else None
    return checking.exported(_kept_centre(request), day)


def _file(content, kind, name):
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response


def _kept_centre(request):
    door(rules.may_keep_structure(request.user, request.user.centre))
    return request.user.centre


def _sent(request, pk):
    waiting = EmployeeImport.objects.filter(centre=_kept_centre(request)).select_related("centre")
    return get_object_or_404(waiting, pk=pk, confirmed_at=None)
