from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.core import rescue
from apps.core.errors import DomainError

from ...views.common import for_writers
from .. import actions, reading, rules
from ..forms import AsideForm, ContradictionForm, StanceForm, name_of


@require_safe
@for_writers
def consolidation(request, opinion):
    context = {
        "opinion": opinion,
        "groups": reading.groups(request.user, opinion),
        "collecting": rules.current_round(opinion),
    }
    return render(request, "opinions/contributions/consolidation.html", context)


def _one(opinion, pk):
    """A proposal that may be agreed on; before the round is over there is none."""
    return get_object_or_404(rules.contributions_to_settle(opinion).select_related("person", "round"), pk=pk)


@for_writers
def stance(request, opinion, contribution_pk):
    row = _one(opinion, contribution_pk)
    form = StanceForm(rescue.typed(request), initial=_initial_stance(request, row))
    said = form.cleaned_data if request.method == "POST" and form.is_valid() else None
    return _about(request, opinion, row, form, "stance", actions.take_stance, said and [said["choice"], said["reason"]])


def _initial_stance(request, row):
    """The one taken before; or what the link says: „stanowisko”."""
    if mine := row.stances.filter(person=request.user.person_id).first():
        return {"choice": mine.choice, "reason": mine.reason}
    return {"choice": request.GET.get("stanowisko")}


@for_writers
def contradiction(request, opinion):
    """Two proposals side by side, and what is contrary in them; nobody takes a side by this."""
    typed = rescue.typed(request)
    two = list(reading.chosen(opinion, (typed or request.GET).getlist("w")))
    if len(two) != 2 and typed is None:
        messages.error(request, rules.NOT_TWO)
        return redirect("opinions:consolidation", opinion.pk)
    form = ContradictionForm(typed)
    if request.method == "POST" and form.is_valid():
        try:
            actions.mark_contradiction(opinion, two, form.cleaned_data["reason"], by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(opinion, two[0].pk)
    return render(request, "opinions/contributions/contradiction.html", {"opinion": opinion, "two": two, "form": form})


@require_POST
@for_writers
def unmark(request, opinion, contradiction_pk):
    mark = get_object_or_404(reading.contradictions(opinion).select_related("one__round"), pk=contradiction_pk)
    try:
        actions.unmark_contradiction(mark, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return _back(opinion, mark.one_id)


@for_writers
def set_aside(request, opinion, contribution_pk):
    row = _one(opinion, contribution_pk)
    form = AsideForm(rescue.typed(request))
    said = form.cleaned_data if request.method == "POST" and form.is_valid() else None
    return _about(request, opinion, row, form, "aside", actions.set_aside, said and [said["reason"]])


def _about(request, opinion, row, form, page, action, said):
    """Act on one proposal when the form says how; otherwise, or when refused, show the form."""
    if said is not None:
        try:
            action(row, *said, by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _back(opinion, row.pk)
    context = {"opinion": opinion, "row": row, "form": form, "name": name_of(reading.key_of(row))}
    return render(request, f"opinions/contributions/{page}.html", context)


def _back(opinion, contribution_pk):
    page = redirect("opinions:consolidation", opinion.pk)
    page["Location"] += f"#propozycja-{contribution_pk}"
    return page


@require_POST
@for_writers
def take_up(request, opinion, contribution_pk):
    row = _one(opinion, contribution_pk)
    try:
        actions.take_up(row, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return _back(opinion, row.pk)


@require_POST
@for_writers
def undo_merge(request, opinion, contribution_pk):
    row = _one(opinion, contribution_pk)
    try:
        if (claim := row.finding or row.recommendation) is None:
            raise DomainError("Tego połączenia już nie ma.")
        went = actions.undo_merge(claim, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        stays = "" if went else " Sam wpis został w tekście, bo był potem zmieniany albo był w nim wcześniej."
        messages.success(request, f"Cofnięto połączenie: propozycje znów czekają.{stays}")
    return _back(opinion, row.pk)
