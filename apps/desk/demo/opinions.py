"""Opinions of the example centres, each brought as far as its story goes."""

from datetime import date
from typing import Any

from apps.accounts.models import Role, User
from apps.core import clock
from apps.opinions import actions
from apps.opinions.models import Finding, Opinion
from apps.teams.actions import cast_vote
from apps.teams.models import Ballot, Function, RosterInterval, Vote

from .centre import ExampleCentre

SIGNS = {"advantages": Finding.Sign.ADVANTAGE, "disadvantages": Finding.Sign.DISADVANTAGE}


S = Opinion.Status


def write_opinion(centre: ExampleCentre, said: dict[str, Any]) -> None:
    """Each step on its own day, by the person whose move it is; a day that is not given ends the story. Steps taken
    before the build was interrupted are not taken again."""
    with clock.pretend(_day(said["begun"])):
        opinion = _begun(centre, said)
        if opinion.status == S.WORKING:
            _write(opinion, said["content"], centre.users[said["writer"]])
    for name, status, step in _STEPS:
        opinion = Opinion.objects.get(pk=opinion.pk)
        if name in said and opinion.status == status:
            with clock.pretend(_day(said[name])):
                step(centre, said, opinion)


def _day(moment: str | dict[str, Any]) -> date:
    return date.fromisoformat(moment if isinstance(moment, str) else moment["on"])


def _begun(centre, said) -> Opinion:
    product = centre.pilot.catalogue_version.products.get(code=said["product"])
    before = Opinion.objects.filter(pilot=centre.pilot, product=product).first()
    writer, team = centre.users[said["writer"]], centre.teams[said["team"]]
    return before or actions.begin_opinion(centre.pilot, product, team, by=writer)


def _write(opinion: Opinion, content: dict[str, Any], writer: User) -> None:
    for section, body in zip(opinion.sections.all(), content["sections"], strict=False):
        if body and not section.body:
            actions.save_section(section, body, section.version, by=writer)
    there = {row.body for rows in (opinion.findings, opinion.recommendations) for row in rows.all()}
    for kind, sign in SIGNS.items():
        for body in content.get(kind, []):
            if body not in there:
                actions.add_finding(opinion, sign, body, by=writer)
    for said in content["recommendations"]:
        if said["body"] not in there:
            actions.add_recommendation(opinion, said["kind"], said, by=writer)


def _circulate(centre, said, opinion):
    actions.circulate(opinion, by=centre.users[said["writer"]])


def _put_to_vote(centre, said, opinion):
    actions.put_to_vote(opinion, said["vote"]["mode"], by=_chair(centre, opinion))


def _cast_votes(centre, said, opinion):
    vote, ballot = said["vote"], Ballot.objects.filter(voted_content__opinion=opinion).latest("pk")
    waiting = set(ballot.electors.filter(vote=None).values_list("person", flat=True))
    for key, user in centre.users.items():
        if user.person_id in waiting and key not in vote.get("waits", []):
            cast_vote(ballot, _choice(key, vote), "", by=user)


def _choice(key: str, vote: dict[str, Any]) -> str:
    if key in vote.get("against", []):
        return Vote.Choice.AGAINST
    return Vote.Choice.ABSTAIN if key in vote.get("abstain", []) else Vote.Choice.FOR


def _close(centre, said, opinion):
    actions.close_vote(opinion, by=_chair(centre, opinion))


def _dissent(centre, said, opinion):
    author = centre.users[said["dissent"]["by"]]
    if not opinion.adoption.dissents.filter(person=author.person_id).exists():
        actions.file_dissent(opinion, said["content"]["dissent"], by=author)


def _confirm(centre, said, opinion):
    actions.confirm(opinion, by=_chair(centre, opinion))


def _hand_over(centre, said, opinion):
    actions.hand_over(opinion, by=centre.holding(Role.DIRECTOR))


def _chair(centre: ExampleCentre, opinion: Opinion) -> User:
    chairs = RosterInterval.objects.filter(team=opinion.team_id, function=Function.CHAIR).on(clock.today())
    person = chairs.get().person_id
    return next(user for user in centre.users.values() if user.person_id == person)


_STEPS = [  # what the story names, the status in which it is still to be done, how
    ("circulated", S.WORKING, _circulate),
    ("vote", S.CIRCULATED, _put_to_vote),
    ("vote", S.VOTING, _cast_votes),
    ("closed", S.VOTING, _close),
    ("dissent", S.ADOPTED, _dissent),
    ("confirmed", S.ADOPTED, _confirm),
    ("handed_over", S.CONFIRMED, _hand_over),
]
