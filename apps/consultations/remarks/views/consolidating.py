from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from apps.consultations.models import Remark
from apps.consultations.workflow import VERSION
from apps.core.errors import DomainError
from apps.core.polish import plural

from .. import actions, reading, rules
from .common import address, attempt, of_version, refuse, remark_or_404, to_remarks


@of_version
def remarks_merge(request, version):
    """GET: the chosen side by side, to say which leads. POST: merged."""
    sheet = reading.Sheet(request.user, version)
    if not sheet.powers.teams_to_consolidate:
        return refuse(request, version, rules.CHAIRS)
    chosen = set((request.POST if request.method == "POST" else request.GET).getlist("w"))
    lines = [line for line in sheet.submitted if str(line.remark.pk) in chosen and line.may_consolidate]
    if len(lines) < 2:
        return refuse(request, version, "Zaznacz co najmniej dwie uwagi swojego zespołu, a potem wybierz „Połącz”.")
    if request.method == "POST":
        return _merge(request, version, lines)
    context = {"version": version, "document": version.document, "lines": lines}
    return render(request, "consultations/remarks/merge.html", context)


def _merge(request, version, lines):
    leads = next((one.remark for one in lines if str(one.remark.pk) == request.POST.get("glowna")), lines[0].remark)
    others = [one.remark for one in lines if one.remark != leads]
    numbers = ", ".join(str(one.number) for one in others)
    which = plural(len(others), f"Uwagę nr {numbers}", f"Uwagi nr {numbers}", f"Uwagi nr {numbers}")
    done = f"{which} połączono z uwagą nr {leads.number}. Dostaną wspólną odpowiedź."
    try:
        actions.merge_remarks(leads, others, by=request.user)
    except DomainError as refusal:
        return refuse(request, version, refusal)
    messages.success(request, done)
    return to_remarks(version, f"#uwaga-{leads.number}")


@require_POST
@of_version
def remark_split(request, version, remark_pk):
    remark = remark_or_404(request, version, remark_pk)
    return attempt(request, version, f"Uwaga nr {remark.number} znów jest osobna.", actions.split_remark, remark)


@of_version
def remarks_close_team(request, version, team_pk):
    asked = get_object_or_404(version.consultation.asked.select_related("team"), team=team_pk)
    if request.method == "POST":
        done = f"{asked.team}: zakończono zgłaszanie uwag."
        return attempt(request, version, done, actions.close_team, asked)
    if refusal := rules.why_not_close_team(asked, rules.Powers(request.user, version)):
        return refuse(request, version, refusal)
    left = Remark.objects.filter(of_version=version, team=asked.team_id, submitted_at=None)
    others = left.exclude(author=request.user.person_id).count()
    context = {"version": version, "document": version.document, "asked": asked, "others": others}
    context["own"] = left.filter(author=request.user.person_id).count()
    return render(request, "consultations/remarks/close_team.html", context)


@of_version
def remarks_close(request, version):
    if request.method != "POST":
        return _close_check(request, version)
    try:
        closed = actions.close_remarks(version, by=request.user)
    except DomainError as refusal:
        return refuse(request, version, refusal)
    if closed.status == closed.Status.ANSWERED:
        messages.success(request, "Zbieranie uwag jest zamknięte. Nie ma uwag do rozpatrzenia.")
        return to_remarks(version)
    messages.success(request, "Zbieranie uwag jest zamknięte. Teraz ekspert odpowiada na każdą z nich.")
    writes = rules.Powers(request.user, closed).may_answer
    return redirect(address(version, "answers" if writes else "remarks"))


def _close_check(request, version):
    """What ending the collecting does, before it is ended."""
    try:
        VERSION.check("close", request.user, version)
    except DomainError as refusal:
        return refuse(request, version, refusal)
    powers = rules.Powers(request.user, version)
    context = {
        "version": version,
        "document": version.document,
        "left": [seat.asked.team for seat in powers.seats if not seat.asked.closed_at],
        "submitted": reading.Sheet(request.user, version).open,
    }
    return render(request, "consultations/remarks/close.html", context)
