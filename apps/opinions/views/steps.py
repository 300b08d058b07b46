from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from apps.core import clock, rescue
from apps.core.errors import DomainError, StaleVersion
from apps.projects.models import Pilot
from apps.teams import actions as ballots
from apps.teams import balloting
from apps.teams import reading as teams
from apps.teams import rules as team_rules
from apps.teams.models import Vote

from .. import actions, pdf, rules, words
from ..changes import since_last_ballot
from ..circulation.reading import agreement_of
from ..content import content_hash, content_of
from ..forms import DissentForm, NoteForm, PutToVoteForm, VoteForm, WithdrawForm
from ..intermediate.reading import steps_of
from ..models import Opinion
from ..unfinished import unfinished
from ..workflow import OPINION
from .common import attempt, for_step, of_opinion, refuse


def begin(request, pilot_pk, code, rank=None):
    """A final product, or with `rank` the intermediate opinion that this step of it asks for."""
    pilot = get_object_or_404(Pilot.objects.visible_to(request.user).select_related("catalogue_version"), pk=pilot_pk)
    product = get_object_or_404(pilot.catalogue_version.products.select_related("element"), code=code)
    step = get_object_or_404(steps_of(product), rank=rank) if rank else None
    if begun := Opinion.objects.filter(pilot=pilot, product=product, step=step).first():
        return redirect(begun)
    team = team_rules.team_for(pilot, code)
    if team is None or not rules.can_begin(request.user, team, product):
        messages.error(request, "Pracę zaczyna członek zespołu, któremu zarządzenie powierza ten produkt.")
        return redirect("opinions:board")
    if request.method == "POST":
        return _begin(request, pilot, product, team, step)
    return render(request, "opinions/begin.html", _begin_page(pilot, product, team, step))


def _begin_page(pilot, product, team, step):
    waits = step.after_pilot if step else product.closes_after_pilot
    return {
        "pilot": pilot,
        "product": product,
        "step": step,
        "team": team,
        "noun": words.INTERMEDIATE if step else words.noun_of_kind(product.kind),
        "parts": [part for part in product.parts.all() if part.of_step == (step.rank if step else None)],
        "waits": waits and clock.today() < pilot.ends_on,
    }


def _begin(request, pilot, product, team, step):
    try:
        opinion = actions.begin_opinion(pilot, product, team, by=request.user, step=step)
    except DomainError as refusal:
        begun = Opinion.objects.filter(pilot=pilot, product=product, step=step).first()
        if begun:  # the second of two clicks
            return redirect(begun)
        messages.error(request, str(refusal))
        return redirect("opinions:board")
    return redirect(opinion)


@require_POST
@of_opinion
def take_back(request, opinion):
    return attempt(request, opinion, actions.take_back, opinion, done="Wrócono do pracy nad tekstem.")


@of_opinion
def put_to_vote(request, opinion):
    try:
        OPINION.check("put_to_vote", request.user, opinion)
    except DomainError as refusal:
        return _not_yet(request, opinion, refusal)
    agreement = agreement_of(opinion, request.user)
    initial = {"mode": "meeting", "seen": content_hash(content_of(opinion))}
    asked = {"rules": team_rules.rules_on(opinion.team), "is_early": agreement.runs}
    form = PutToVoteForm(rescue.typed(request), initial=initial, **asked)
    if request.method == "POST" and form.is_valid():
        return _put_to_vote(request, opinion, form.cleaned_data)
    return render(request, "opinions/vote/check.html", _vote_check(opinion, form, agreement))


def _not_yet(request, opinion, refusal):
    """Remarks without an answer are shown, each with its link."""
    if opinion.status == Opinion.Status.CIRCULATED and rules.unanswered(opinion):
        messages.error(request, str(refusal))
        return redirect("opinions:remarks", opinion.pk)
    return refuse(request, opinion, refusal)


def _put_to_vote(request, opinion, said):
    days = {"working_days": said["working_days"]} if said.get("working_days") else {}
    try:
        actions.put_to_vote(opinion, said["mode"], by=request.user, seen=said["seen"], **days)
    except StaleVersion as changed:
        messages.warning(request, str(changed))
        return redirect("opinions:put_to_vote", opinion.pk)
    except DomainError as refusal:
        return _not_yet(request, opinion, refusal)
    messages.success(request, "Głosowanie jest otwarte. Treści nie można już zmienić.")
    return redirect(opinion)


def _vote_check(opinion, form, agreement):
    roster = team_rules.roster_on(opinion.team, clock.today())
    return {
        "opinion": opinion,
        "noun": words.noun_of(opinion),
        "form": form,
        "electorate": teams.in_words(roster),
        "rules_of_work": teams.rules_of_work(team_rules.rules_on(opinion.team)),
        "agreement": agreement,
        "unfinished": unfinished(opinion),
        **pdf.context_of(opinion),
    }


@of_opinion
def vote(request, opinion):
    voted = rules.open_vote(opinion)
    if voted is None:
        return refuse(request, opinion, "Głosowanie nie jest otwarte.")
    initial = {"ballot": voted.ballot_id}
    form = VoteForm(rescue.typed(request), initial=initial)
    if request.method == "POST" and "wroc" not in request.POST and form.is_valid():
        return _vote(request, opinion, voted.ballot, form)
    return render(request, "opinions/vote/vote.html", _vote_page(request, opinion, voted, form))


def _vote(request, opinion, ballot, form):
    said = form.cleaned_data
    if said["ballot"] != ballot.pk:
        return refuse(request, opinion, "To głosowanie jest już zamknięte. Przeczytaj tekst jeszcze raz.")
    if "oddaj" not in request.POST and said["choice"] and balloting.has_to_vote(request.user, ballot):
        choice = Vote.Choice(said["choice"])
        context = {"opinion": opinion, "form": form, "choice": choice, "your_vote": balloting.your_vote(choice)}
        return render(request, "opinions/vote/confirm.html", context | {"ballot": ballot, "reason": said["reason"]})
    done = f"Oddano głos: {Vote.Choice(said['choice']).label}." if said["choice"] else ""
    return attempt(request, opinion, ballots.cast_vote, ballot, said["choice"], said["reason"], done=done)


def _vote_page(request, opinion, voted, form):
    mine = balloting.vote_of(request.user, voted.ballot)
    return {
        "opinion": opinion,
        "noun": words.noun_of(opinion),
        "form": form,
        "has_to_vote": balloting.has_to_vote(request.user, voted.ballot),
        "may_close": team_rules.may_close(request.user, voted.ballot) and not team_rules.still_runs(voted.ballot),
        "mine": mine,
        "your_vote": mine and balloting.your_vote(mine.choice),
        "since": since_last_ballot(opinion, voted),
        "rules_of_work": balloting.rules_of(voted.ballot.rules, voted.ballot.mode),
        **balloting.turnout(voted.ballot),
        **pdf.context_of(opinion),
    }


@for_step("reject")
def close_vote(request, opinion):
    ballot = rules.open_vote(opinion).ballot
    form = NoteForm(rescue.typed(request))
    if request.method == "POST" and form.is_valid():
        return _close(request, opinion, form.cleaned_data["note"])
    turnout = balloting.turnout(ballot)
    counts = len(turnout["voted"]), turnout["entitled"], turnout["lacking"]
    context = {
        "opinion": opinion,
        "noun": words.noun_of(opinion),
        "form": form,
        "warning": balloting.without_quorum(*counts) if turnout["lacking"] else "",
        "too_early": rules.too_early(opinion),
        "rules_of_work": balloting.rules_of(ballot.rules, ballot.mode),
        **turnout,
    }
    return render(request, "opinions/vote/close.html", context)


def _close(request, opinion, note):
    """Tell what the team decided, not only that the vote is over."""
    try:
        closed = actions.close_vote(opinion, by=request.user, note=note)
    except DomainError as refusal:
        return refuse(request, opinion, refusal)
    said = words.result_said(words.noun_of(opinion), closed.voted.latest("pk").ballot.result)
    tell = messages.success if closed.status == Opinion.Status.ADOPTED else messages.warning
    tell(request, said)
    return redirect(opinion)


@for_step("withdraw_vote")
def withdraw_vote(request, opinion):
    form = WithdrawForm(rescue.typed(request))
    if request.method == "POST" and form.is_valid():
        done = "Głosowanie zostało przerwane. Treść można znów zmieniać."
        return attempt(request, opinion, actions.withdraw_vote, opinion, note=form.cleaned_data["note"], done=done)
    context = {"opinion": opinion, "noun": words.noun_of(opinion), "form": form}
    return render(request, "opinions/vote/withdraw.html", context)


@of_opinion
def dissent(request, opinion):
    """Asked for twice: the page of the second question shows the words as they will be printed."""
    if not rules.can_dissent(request.user, opinion):
        return refuse(request, opinion, rules.NO_DISSENT)
    draft = rules.dissent_draft_of(request.user, opinion)
    form = DissentForm(rescue.typed(request), initial={"body": draft.body if draft else ""})
    if request.method == "POST" and "wroc" not in request.POST and form.is_valid():
        return _dissent(request, opinion, form.cleaned_data["body"])
    context = {"opinion": opinion, "noun": words.noun_of(opinion), "form": form, "draft": draft}
    return render(request, "opinions/opinion/dissent.html", context | pdf.context_of(opinion))


def _dissent(request, opinion, body):
    if "zglaszam" not in request.POST:
        return render(request, "opinions/opinion/dissent_confirm.html", {"opinion": opinion, "body": body})
    done = "Zdanie odrębne zostało zgłoszone. Będzie wydrukowane razem z dokumentem."
    return attempt(request, opinion, actions.file_dissent, opinion, body, done=done)


@for_step("confirm")
def confirm(request, opinion):
    if request.method == "POST":
        done = "Treść jest potwierdzona, a PDF utrwalony."
        return attempt(request, opinion, actions.confirm, opinion, done=done)
    context = {"opinion": opinion, "noun": words.noun_of(opinion), "adoption": opinion.adoption}
    return render(request, "opinions/opinion/confirm.html", context | pdf.context_of(opinion))


@for_step("hand_over")
def hand_over(request, opinion):
    noun = words.noun_of(opinion)
    if request.method == "POST":
        done = f"{noun.Nominative} {noun.agree('została przekazana', 'zostało przekazane')} do WRZOS."
        return attempt(request, opinion, actions.hand_over, opinion, done=done)
    context = {"opinion": opinion, "noun": noun, "confirmation": opinion.confirmation}
    return render(request, "opinions/opinion/hand_over.html", context)
