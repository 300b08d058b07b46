"""Questions about who is in a team and what the team works on. Members follow only from the issued orders."""

import datetime
from typing import Any

from django.db.models import Q, QuerySet

from apps.accounts.models import Person, Role, User
from apps.core import clock
from apps.core.polish import day_in_words
from apps.projects.models import Pilot

from .models import Ballot, ExpertDocument, Function, Mandate, RosterInterval, Team


def roster_on(team: Team, day: datetime.date) -> list[RosterInterval]:
    """Who was in the team on the day, in the order of the text, each with the provision that made it so."""
    return list(RosterInterval.objects.filter(centre=team.centre_id, team=team).on(day).select_related("person"))


def function_of(user: User, team: Team, on: datetime.date | None = None) -> str | None:
    """What the user does in the team on the day (today): a `Function`, or None for who is not in it."""
    return function_in(user, team.centre_id, team.pk, on)


def function_in(user: User, centre: int, team: int, on: datetime.date | None = None) -> str | None:
    """The same where only the keys are known."""
    if not user.person_id:
        return None
    of_centre = RosterInterval.objects.filter(centre=centre)  # else rosters of every centre are reckoned
    entries = of_centre.filter(team=team, person_id=user.person_id).on(on or clock.today())
    return entries.values_list("function", flat=True).first()


def is_member(user: User, team: Team, on: datetime.date | None = None) -> bool:
    return function_of(user, team, on) is not None


def is_chair(user: User, team: Team, on: datetime.date | None = None) -> bool:
    """The chair alone: a deputy presides at meetings, but does not close what the chair answers for."""
    return function_of(user, team, on) == Function.CHAIR


def teams_of(user: User, on: datetime.date | None = None) -> QuerySet[Team]:
    """Teams the user is in on the day (today)."""
    entries = RosterInterval.objects.filter(centre=user.centre_id, person_id=user.person_id or 0)
    return Team.objects.filter(centre=user.centre_id, pk__in=entries.on(on or clock.today()).values("team_id"))


def mandate_on(team: Team, on: datetime.date | None = None) -> Mandate | None:
    """What the orders let the team do on the day (today); None before it begins and after it is dissolved."""
    return Mandate.objects.filter(centre=team.centre_id, team=team).on(on or clock.today()).first()


def rules_on(team: Team, on: datetime.date | None = None) -> dict[str, Any]:
    """The team's rules of work on the day (today), with the provisions that set them. Empty when there are none."""
    mandate = mandate_on(team, on)
    return (mandate and mandate.rules) or {}


def mandates_on(centre_id: int, on: datetime.date | None = None) -> dict[int, Mandate]:
    """By team: the mandates in force on the day (today) in the centre."""
    found = Mandate.objects.filter(centre=centre_id).on(on or clock.today())
    return {mandate.team_id: mandate for mandate in found}


def team_for(pilot: Pilot, product_code: str, on: datetime.date | None = None) -> Team | None:
    """The team whose order names this final product; when two do, the one appointed later."""
    mandates = Mandate.objects.filter(centre=pilot.centre_id, products__contains=[product_code])
    working = Team.objects.filter(pilot=pilot, pk__in=mandates.on(on or clock.today()).values("team_id"))
    return working.order_by("-effective_on", "-pk").first()


def works_on_product(team: Team, product_code: str, on: datetime.date | None = None) -> bool:
    mandate = mandate_on(team, on)
    return mandate is not None and product_code in mandate.products


def works_on_document(team: Team, document: ExpertDocument, on: datetime.date | None = None) -> bool:
    """Named in the order, itself or the document it is a part of."""
    mandate = mandate_on(team, on)
    return mandate is not None and bool({document.pk, document.parent_id} & set(mandate.documents))


def can_add_expert_documents(user: User, pilot: Pilot) -> bool:
    return user.centre_id == pilot.centre_id and user.has_role(Role.DIRECTOR, Role.HR)


def is_open(ballot: Ballot) -> bool:
    return not hasattr(ballot, "result")


def has_everyone_voted(ballot: Ballot) -> bool:
    return not ballot.electors.filter(vote=None).exists()


def presides(user: User, ballot: Ballot) -> bool:
    """The chair, of the frozen electorate or today's. While no chair can log in (left the centre, or the account is
    disabled), the deputy."""
    functions = {_function_of_elector(user, ballot), function_of(user, ballot.team)}
    if Function.CHAIR in functions:
        return True
    return Function.DEPUTY in functions and not _can_a_chair_act(ballot)


def is_past_deadline(ballot: Ballot) -> bool:
    """Nobody can vote any more; a ballot at a meeting has no deadline."""
    return ballot.deadline_on is not None and clock.today() > ballot.deadline_on


def may_close(user: User, ballot: Ballot) -> bool:
    """An elector once nothing is left to decide: everyone has voted, or the deadline has passed. Before that who
    presides says that voting is over."""
    if presides(user, ballot):
        return True
    is_decided = is_past_deadline(ballot) or has_everyone_voted(ballot)
    return is_decided and _function_of_elector(user, ballot) is not None


def still_runs(ballot: Ballot) -> list[str]:
    """Why nobody counts the votes yet: those entitled have until the deadline, unless all have voted."""
    if ballot.deadline_on is None or is_past_deadline(ballot) or has_everyone_voted(ballot):
        return []
    return [
        f"Głosowanie w trybie obiegowym trwa do {day_in_words(ballot.deadline_on)} "
        "Wcześniej można je zamknąć tylko wtedy, gdy zagłosują wszyscy."
    ]


def _function_of_elector(user: User, ballot: Ballot) -> str | None:
    return ballot.electors.filter(person_id=user.person_id or 0).values_list("function", flat=True).first()


def _can_a_chair_act(ballot: Ballot) -> bool:
    of_then = ballot.electors.filter(function=Function.CHAIR)
    of_today = RosterInterval.objects.filter(centre=ballot.centre_id, team=ballot.team_id, function=Function.CHAIR)
    of_today = of_today.on(clock.today())
    chairs = Q(pk__in=of_then.values("person_id")) | Q(pk__in=of_today.values("person_id"))
    return Person.objects.filter(chairs, left_on=None, user__is_active=True).exists()
