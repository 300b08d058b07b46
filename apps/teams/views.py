from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from apps.core import clock
from apps.core.spreadsheet import sheet_response
from apps.documents import rendering
from apps.documents.http import pdf_response
from apps.orders.rules import can_draft

from . import pdf, reading, rules, xlsx
from .forms import DayForm
from .models import Team
from .parts import parts_of


@require_safe
def teams(request):
    centre_id = _centre_of(request.user)
    rosters = reading.rosters_on(centre_id, clock.today())
    found = Team.objects.visible_to(request.user).with_orders().order_by(F("until_on").desc(nulls_first=True), "pk")
    lines = [reading.TeamLine(team, rosters.get(team.pk, []), request.user.person) for team in found]
    return render(request, "teams/team/list.html", {"lines": lines, "can_draft": can_draft(request.user)})


@require_safe
def teams_xlsx(request):
    """Everybody in every team of the centre on a day: today, or the one asked for."""
    centre_id, form = _centre_of(request.user), DayForm(request.GET)
    day = form.cleaned_data["dzien"] if form.is_valid() else clock.today()
    return sheet_response(xlsx.rosters(centre_id, day), f"Składy zespołów, {day:%d.%m.%Y}")


@require_safe
def team(request, pk):
    shown = get_object_or_404(Team.objects.visible_to(request.user), pk=pk)
    form, day = _chosen_day(request)
    changes, mandate = reading.changes_of(shown), reading.mandate_shown(shown, day)
    roster = reading.roster_with_orders(shown, day, changes)
    context = {
        "team": shown,
        "form": form,
        "day": day,
        "is_today": day == clock.today(),
        "roster": roster,
        "rules_of_work": reading.rules_of_work(mandate.rules or {}),
        "changes": changes,
        "products": reading.products_of(shown, mandate.products),
        "documents": reading.documents_of(shown, mandate.documents),
        "parts": parts_of(shown, request.user, _own_function(request.user, shown, roster, day)),
        "can_draft": can_draft(request.user) and shown.until_on is None,
        "has_ended": shown.until_on is not None and shown.until_on <= clock.today(),
    }
    return render(request, "teams/team/show.html", context)


def _chosen_day(request):
    """The form to choose it, and the day: today, when none was chosen or what was typed is none."""
    form = DayForm(request.GET if "dzien" in request.GET else None, initial={"dzien": clock.today()})
    return form, form.cleaned_data["dzien"] if form.is_valid() else clock.today()


def _own_function(user, shown, roster, day):
    """Today's, for which nobody has to be asked when today's roster is on the page."""
    if day != clock.today():
        return rules.function_of(user, shown) or ""
    return next((line.entry.function for line in roster if line.entry.person_id == user.person_id), "")


@require_safe
def attendance(request, pk):
    """For paper: who may sign as present on the chosen day."""
    shown = get_object_or_404(Team.objects.visible_to(request.user).select_related("centre", "pilot"), pk=pk)
    form = DayForm(request.GET)
    day = form.cleaned_data["dzien"] if form.is_valid() else clock.today()
    roster = reading.in_words(rules.roster_on(shown, day))
    if not roster:
        raise Http404
    context = pdf.attendance_context(shown, day, roster, reading.mandate_shown(shown, day).rules or {})
    html = rendering.render_html("pdf/attendance.html", context)
    return pdf_response(request, rendering.render_pdf(html), f"Lista obecności – {shown.name} – {day:%d.%m.%Y}")


def _centre_of(user):
    if not user.centre_id:
        raise Http404
    return user.centre_id
