from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from apps.catalogue.models import RecommendationKind
from apps.core import rescue
from apps.core.errors import DomainError, StaleVersion
from apps.core.polish import day_in_words

from ...claims.reading import citable
from ...content import RECOMMENDATION_TEXTS, kinds_in_order
from ...models import Finding, Removal
from ...removing.reading import just_removed, removed_from
from ...rules import EDITABLE, is_team_member
from ...views.common import for_writers, of_opinion, refuse, say_saved
from .. import actions, reading, rules
from ..forms import RoundForm, giving_form, name_of


def _round_or_404(opinion):
    if (collecting := rules.current_round(opinion)) is None:
        raise Http404
    return collecting


def for_members(view):
    """Members read the proposals for ever, also when the text is closed."""

    @wraps(view)
    @of_opinion
    def read(request, opinion, **kwargs):
        if not is_team_member(request.user, opinion):
            return refuse(request, opinion, "Propozycje czytają tylko członkowie zespołu.")
        return view(request, opinion, **kwargs)

    return read


@for_members
def contributions(request, opinion):
    collecting = rules.current_round(opinion)
    if collecting is None:
        return redirect("opinions:round_open", opinion.pk)
    if opinion.status not in EDITABLE:
        given = reading.submitted(request.user, opinion)
        return render(request, "opinions/contributions/closed.html", {"opinion": opinion, "given": given})
    context = {
        "opinion": opinion,
        "collecting": collecting,
        "is_over": rules.is_over(collecting),
        "can_close": not collecting.closed_at and rules.can_close(request.user, collecting),
        "givers": reading.givers(opinion, collecting),
        "others": reading.of_others(request.user, opinion, collecting),
        "kinds": [(kind, name_of(kind)) for kind in [*Finding.Sign.values, *kinds_in_order(opinion)]],
        **_own(request, opinion, collecting),
    }
    return render(request, "opinions/contributions/list.html", context)


def _own(request, opinion, collecting):
    """One's own of this round; until they are submitted also those removed, which may come back."""
    own = reading.own(request.user, collecting)
    submitted = [row for row in own if row.submitted_at]
    shown = {"drafts": [row for row in own if not row.submitted_at], "submitted": submitted}
    if submitted:
        return shown
    found = removed_from(opinion, Removal.Thing.CONTRIBUTION, removed_by=request.user)
    removed = [one for one in found if one.row["round"] == collecting.pk]
    return shown | {"removed": removed} | just_removed(request, removed)


@for_writers
def round_open(request, opinion):
    return _deadline(request, opinion, "opinions/contributions/open.html", actions.open_round, opinion)


@for_writers
def round_extend(request, opinion):
    return _deadline(
        request, opinion, "opinions/contributions/extend.html", actions.extend_round, _round_or_404(opinion)
    )


def _deadline(request, opinion, template, action, about):
    form = RoundForm(rescue.typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = action(about, form.cleaned_data["working_days"], by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Propozycje można składać do {day_in_words(made.deadline_on)}")
            return redirect("opinions:contributions", opinion.pk)
    context = {"opinion": opinion, "form": form, "collecting": rules.current_round(opinion)}
    return render(request, template, context)


@require_POST
@for_writers
def round_close(request, opinion):
    return _then(request, opinion, "consolidation", actions.close_round, _round_or_404(opinion))


@require_POST
@for_writers
def submit(request, opinion):
    return _then(request, opinion, "contributions", actions.submit, _round_or_404(opinion))


def _then(request, opinion, page, action, *args):
    try:
        action(*args, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(f"opinions:{page}", opinion.pk)


@for_writers
def contribution_new(request, opinion, kind):
    if kind not in [*Finding.Sign.values, *RecommendationKind.values]:
        raise Http404
    collecting, pieces = _round_or_404(opinion), citable(opinion)
    form = giving_form(kind, rescue.typed(request), citable=pieces)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.add_contribution(collecting, kind, said, evidence=said["evidence"], by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            say_saved(request, "Zapisano propozycję")
            return redirect("opinions:contributions", opinion.pk)
    context = {"opinion": opinion, "form": form, "name": name_of(kind), "citable": pieces}
    return render(request, "opinions/contributions/new.html", context)


@for_writers
def contribution(request, opinion, contribution_pk):
    row = _own_or_404(request, opinion, contribution_pk)
    initial = {name: getattr(row, name) for name in (*RECOMMENDATION_TEXTS, "version")}
    pieces, initial["evidence"] = citable(opinion), _numbers(row.stands_on)
    form = giving_form(reading.key_of(row), rescue.typed(request), initial=initial, citable=pieces)
    context = {"opinion": opinion, "row": row, "form": form, "name": name_of(reading.key_of(row)), "citable": pieces}
    if request.method == "POST" and form.is_valid():
        return _change(request, opinion, row, form, context)
    if row.submitted_at:
        return refuse(request, opinion, rules.SUBMITTED)
    return render(request, "opinions/contributions/edit.html", context)


def _own_or_404(request, opinion, pk):
    """Nobody else's proposal exists here, submitted or not."""
    mine = rules.visible_contributions(request.user, opinion).filter(person=request.user.person_id)
    return get_object_or_404(mine.select_related("round"), pk=pk)


def _change(request, opinion, row, form, context):
    said = form.cleaned_data
    try:
        actions.change_contribution(row, said, said["version"] or 0, evidence=said["evidence"], by=request.user)
    except StaleVersion as lost:
        context |= {"lost": lost, "form": _again(row, form, lost.version, context["citable"])}
        return render(request, "opinions/contributions/edit.html", context, status=409)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return render(request, "opinions/contributions/edit.html", context, status=409)
    say_saved(request, "Zapisano propozycję")
    return redirect("opinions:contributions", opinion.pk)


def _again(row, form, version, pieces):
    """The same words, to be saved over the newer ones if the person so decides."""
    said = form.cleaned_data | {"version": version, "evidence": _numbers(form.cleaned_data["evidence"])}
    return giving_form(reading.key_of(row), initial=said, citable=pieces)


def _numbers(pieces):
    return ", ".join(map(str, pieces))


@require_POST
@for_writers
def contribution_remove(request, opinion, contribution_pk):
    row = _own_or_404(request, opinion, contribution_pk)
    try:
        removal = actions.remove_contribution(row, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("opinions:contributions", opinion.pk)
    return redirect(f"{reverse('opinions:contributions', args=[opinion.pk])}?usunieto={removal.pk}")
