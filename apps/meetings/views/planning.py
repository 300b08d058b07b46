from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.doors import done, door, tried
from apps.core import rescue
from apps.core.errors import StaleVersion
from apps.orders.versions import version_of
from apps.teams.models import Team

from .. import actions, reading, rules
from ..forms import CancelForm, ItemForm, MeetingForm
from ..models import AgendaItem
from ..subjects import TOGETHER
from ..words import when
from .common import for_leaders, for_step, form_page, refuse

AGENDA = rules.PLANNED | rules.RECORDED


@require_safe
def meetings(request):
    door(request.user.centre_id is not None)
    found, choice = reading.listed(request.user, request.GET.get("zespol", ""))
    context = {
        "choices": [choice] if len(choice.options) > 1 else [],
        "coming": sorted((one for one in found if one.status not in reading.PAST), key=lambda one: one.held_on),
        "past": [one for one in found if one.status in reading.PAST],
        "teams": rules.teams_led_by(request.user),
    }
    return render(request, "meetings/meeting/list.html", context)


def new(request, team_pk):
    team = get_object_or_404(Team.objects.visible_to(request.user).with_orders(), pk=team_pk)
    if not rules.may_plan(request.user, team):
        messages.error(request, actions.planning.NOT_LEADING)
        return redirect(team)
    form = MeetingForm(rescue.typed(request))
    if made := done(request, form, lambda data: actions.plan_meeting(team, form.plan, by=request.user)):
        messages.success(request, "Zaplanowano posiedzenie. Dopisz punkty porządku obrad, a potem je zwołaj.")
        return redirect(made)
    return render(request, "meetings/meeting/new.html", {"form": form, "team": team})


@for_leaders(rules.PLANNED)
def edit(request, meeting):
    typed = rescue.typed(request)
    initial = {name: getattr(meeting, name) for name in ("held_on", "starts_at", "mode", "place")}
    form = MeetingForm(typed, initial=initial)
    seen = version_of(typed) if typed else meeting.version
    try:
        saved = done(request, form, lambda data: actions.change_meeting(meeting, form.plan, seen, by=request.user))
    except StaleVersion as changed:
        return refuse(request, meeting, changed)
    if saved:
        messages.success(request, "Zapisano zmiany posiedzenia.")
        return redirect(meeting)
    title = "Zmiana dnia albo miejsca"
    return form_page(request, meeting, form, title, "Zapisz zmiany", version=seen)


@for_step("call")
def call(request, meeting):
    """What will be sent to whom, before it is."""
    if request.method == "POST":
        tried(request, f"Zwołano posiedzenie: {when(meeting)}. Członkowie dostali wiadomość.", actions.call, meeting)
        return redirect(meeting)
    return render(request, "meetings/meeting/call.html", reading.page_of(meeting, request.user) | _agenda(meeting))


@for_step("cancel")
def cancel(request, meeting):
    form = CancelForm(rescue.typed(request))
    if done(request, form, lambda data: actions.cancel(meeting, data["why"], by=request.user)):
        messages.success(request, "Odwołano posiedzenie.")
        return redirect(meeting)
    return form_page(request, meeting, form, "Odwołanie posiedzenia", "Odwołaj posiedzenie", danger=True)


@for_leaders(AGENDA)
def item_new(request, meeting):
    form = ItemForm(rescue.typed(request), meeting=meeting, user=request.user)
    if done(
        request,
        form,
        lambda data: actions.add_item(meeting, data["title"], form.subject, by=request.user),
    ):
        messages.success(request, "Dopisano punkt porządku obrad.")
        return redirect(meeting)
    return form_page(request, meeting, form, "Nowy punkt porządku obrad", "Dopisz punkt")


@for_leaders(AGENDA)
def item_edit(request, meeting, item_pk):
    item = item_of(meeting, item_pk)
    form = ItemForm(rescue.typed(request), meeting=meeting, user=request.user, item=item)
    if done(request, form, lambda data: actions.change_item(item, data["title"], form.subject, by=request.user)):
        messages.success(request, "Zapisano punkt porządku obrad.")
        return redirect(meeting)
    return form_page(request, meeting, form, "Zmiana punktu porządku obrad", "Zapisz punkt")


@require_POST
@for_leaders(AGENDA)
def item_move(request, meeting, item_pk):
    item, up = item_of(meeting, item_pk), request.POST.get("dokad") != "nizej"
    tried(request, "Zmieniono kolejność punktów.", lambda by: actions.move_item(item, up, by=by))
    return redirect(meeting)


@require_POST
@for_leaders(AGENDA)
def item_remove(request, meeting, item_pk):
    tried(request, "Usunięto punkt porządku obrad.", actions.remove_item, item_of(meeting, item_pk))
    return redirect(meeting)


def item_of(meeting, pk):
    return get_object_or_404(AgendaItem.objects.select_related(*TOGETHER, "meeting"), meeting=meeting, pk=pk)


def _agenda(meeting):
    return {"items": meeting.items.all()}
