from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from apps.accounts.doors import done, tried
from apps.core import rescue
from apps.orders.versions import version_of

from .. import actions, rules
from ..ballots import ballots_of_the_day
from ..forms import CourseForm, DecisionForm, DoneForm
from ..models import Decision
from .common import for_leaders, form_page, of_meeting, refuse
from .planning import item_of


@for_leaders(rules.RECORDED)
def item_record(request, meeting, item_pk):
    """A text that lost a race is shown beside the saved one, and stays in the form."""
    item = item_of(meeting, item_pk)
    typed = rescue.typed(request)
    form = CourseForm(typed, item=item, ballots=ballots_of_the_day(meeting, item))
    seen = version_of(typed) if typed else item.version
    if done(request, form, lambda data: _record(item, form, seen, request.user)):
        messages.success(request, "Zapisano przebieg punktu.")
        return redirect(meeting)
    lost = request.method == "POST" and seen != item.version
    context = {"meeting": meeting, "item": item, "form": form, "lost": lost, "version": item.version if lost else seen}
    return render(request, "meetings/item/record.html", context, status=409 if lost else 200)


def _record(item, form, seen, by):
    return actions.record_course(item, form.cleaned_data["course"], form.named_ballot, seen, by=by)


@for_leaders(rules.RECORDED)
def decision_new(request, meeting, item_pk):
    item = item_of(meeting, item_pk)
    form = DecisionForm(rescue.typed(request), meeting=meeting)
    if done(request, form, lambda data: actions.add_decision(item, **data, by=request.user)):
        messages.success(request, "Zapisano ustalenie.")
        return redirect(meeting)
    return form_page(request, meeting, form, "Nowe ustalenie", "Zapisz ustalenie", lead=item.title)


@for_leaders(rules.RECORDED)
def decision_edit(request, meeting, decision_pk):
    decision = decision_of(meeting, decision_pk)
    form = DecisionForm(rescue.typed(request), meeting=meeting, decision=decision)
    if done(request, form, lambda data: actions.change_decision(decision, **data, by=request.user)):
        messages.success(request, "Zapisano ustalenie.")
        return redirect(meeting)
    return form_page(request, meeting, form, "Zmiana ustalenia", "Zapisz ustalenie", lead=decision.item.title)


@require_POST
@for_leaders(rules.RECORDED)
def decision_remove(request, meeting, decision_pk):
    tried(request, "Usunięto ustalenie.", actions.remove_decision, decision_of(meeting, decision_pk))
    return redirect(meeting)


@of_meeting
def decision_done(request, meeting, decision_pk):
    decision = decision_of(meeting, decision_pk)
    if not rules.may_note_done(request.user, decision):
        return refuse(request, meeting, actions.approving.NOT_DONE)
    form = DoneForm(rescue.typed(request))
    if done(request, form, lambda data: actions.note_done(decision, data["note"], by=request.user)):
        messages.success(request, "Odnotowano wykonanie ustalenia.")
        return redirect(meeting)
    return form_page(request, meeting, form, "Wykonanie ustalenia", "Odnotuj wykonanie", lead=decision.text)


def decision_of(meeting, pk):
    decisions = Decision.objects.select_related("item__meeting__team", "done", "person")
    return get_object_or_404(decisions, item__meeting=meeting, pk=pk)
