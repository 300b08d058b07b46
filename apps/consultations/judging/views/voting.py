from django.contrib import messages
from django.shortcuts import redirect, render

from apps.core import clock, rescue
from apps.core.errors import DomainError, StaleVersion
from apps.teams import actions as ballots
from apps.teams import balloting
from apps.teams import reading as teams
from apps.teams import rules as team_rules
from apps.teams.ballot_forms import NoteForm, PutToVoteForm, VoteForm, WithdrawForm
from apps.teams.models import Vote

from ... import rules as room_rules
from ...models import DocumentOpinion
from ...workflow import OPINION_ON_DOCUMENT
from .. import actions, beside, pdf, reading, words
from ..content import content_hash, content_of
from .common import about, attempt, for_step, of_opinion, refuse


@of_opinion
def put_to_vote(request, opinion):
    try:
        OPINION_ON_DOCUMENT.check("put_to_vote", request.user, opinion)
    except DomainError as refusal:
        return refuse(request, opinion, refusal)
    content = content_of(opinion)
    initial = {"mode": "meeting", "seen": content_hash(content)}
    form = PutToVoteForm(rescue.typed(request), initial=initial, rules=team_rules.rules_on(opinion.team))
    if request.method == "POST" and form.is_valid():
        return _put_to_vote(request, opinion, form.cleaned_data)
    return render(request, "consultations/opinion/check.html", _check(opinion, form, content))


def _put_to_vote(request, opinion, said):
    days = {"working_days": said["working_days"]} if said.get("working_days") else {}
    try:
        actions.put_to_vote(opinion, said["mode"], by=request.user, seen=said["seen"], **days)
    except StaleVersion as changed:
        messages.warning(request, str(changed))
        return redirect("consultations:opinion_put_to_vote", opinion.pk)
    except DomainError as refusal:
        return refuse(request, opinion, refusal)
    messages.success(request, "Głosowanie jest otwarte. Treści opinii nie można już zmienić.")
    return redirect(opinion)


def _check(opinion, form, content):
    waiting = words.waiting_remarks(beside.waiting_in(opinion, content["remarks"]))
    return about(
        opinion,
        form=form,
        waiting=waiting,
        electorate=teams.in_words(team_rules.roster_on(opinion.team, clock.today())),
        rules_of_work=teams.rules_of_work(team_rules.rules_on(opinion.team)),
        **pdf.context_of(opinion, content=content),
    )


@of_opinion
def vote(request, opinion):
    ballot = room_rules.open_ballot_of(opinion)
    if ballot is None:
        return refuse(request, opinion, "Głosowanie nie jest otwarte.")
    form = VoteForm(rescue.typed(request), initial={"ballot": ballot.pk})
    if request.method == "POST" and "wroc" not in request.POST and form.is_valid():
        return _vote(request, opinion, ballot, form.cleaned_data)
    return render(request, "consultations/opinion/vote.html", _vote_page(request, opinion, ballot, form))


def _vote(request, opinion, ballot, said):
    if said["ballot"] != ballot.pk:
        return refuse(request, opinion, "To głosowanie jest już zamknięte. Przeczytaj tekst jeszcze raz.")
    if "oddaj" not in request.POST and said["choice"] and balloting.has_to_vote(request.user, ballot):
        choice = Vote.Choice(said["choice"])
        asked = {"choice": choice, "your_vote": balloting.your_vote(choice), "reason": said["reason"]}
        return render(request, "consultations/opinion/vote_confirm.html", about(opinion, ballot=ballot, **asked))
    done = f"Oddano głos: {Vote.Choice(said['choice']).label}." if said["choice"] else ""
    return attempt(request, opinion, ballots.cast_vote, ballot, said["choice"], said["reason"], done=done)


def _vote_page(request, opinion, ballot, form):
    mine, turnout = balloting.vote_of(request.user, ballot), balloting.turnout(ballot)
    return about(
        opinion,
        form=form,
        has_to_vote=balloting.has_to_vote(request.user, ballot),
        may_close=team_rules.may_close(request.user, ballot) and not team_rules.still_runs(ballot),
        mine=mine,
        your_vote=mine and balloting.your_vote(mine.choice),
        since=reading.since_last_ballot(opinion),
        rules_of_work=balloting.rules_of(ballot.rules, ballot.mode),
        **turnout,
        **pdf.context_of(opinion, shows_remarks=reading.may_read_remarks(request.user, opinion)),
    )


@for_step("reject")
def close_vote(request, opinion):
    form = NoteForm(rescue.typed(request))
    if request.method == "POST" and form.is_valid():
        return _close(request, opinion, form.cleaned_data["note"])
    ballot = room_rules.open_ballot_of(opinion)
    turnout = balloting.turnout(ballot)
    counts = len(turnout["voted"]), turnout["entitled"], turnout["lacking"]
    warning = balloting.without_quorum(*counts) if turnout["lacking"] else ""
    rules_of_work = balloting.rules_of(ballot.rules, ballot.mode)
    context = about(opinion, form=form, warning=warning, rules_of_work=rules_of_work, **turnout)
    return render(request, "consultations/opinion/close.html", context)


def _close(request, opinion, note):
    """Tell what the team decided, not only that the vote is over."""
    try:
        closed = actions.close_vote(opinion, by=request.user, note=note)
    except DomainError as refusal:
        return refuse(request, opinion, refusal)
    tell = messages.success if closed.status == DocumentOpinion.Status.ADOPTED else messages.warning
    tell(request, words.result_said(closed.voted.latest("pk").ballot.result))
    return redirect(opinion)


@for_step("withdraw_vote")
def withdraw_vote(request, opinion):
    form = WithdrawForm(rescue.typed(request))
    if request.method == "POST" and form.is_valid():
        done = "Głosowanie zostało przerwane. Treść opinii można znów zmieniać."
        return attempt(request, opinion, actions.withdraw_vote, opinion, note=form.cleaned_data["note"], done=done)
    return render(request, "consultations/opinion/withdraw.html", about(opinion, form=form))
