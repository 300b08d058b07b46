"""Opinions of the example centres, each brought as far as its story goes."""

from datetime import date
from typing import Any

from apps.accounts.models import Role, User
from apps.core import clock
from apps.opinions import actions
from apps.opinions.circulation import actions as circulation
from apps.opinions.claims.actions import cite
from apps.opinions.models import Finding, Opinion
from apps.opinions.review import actions as review
from apps.opinions.rules import HANDED_OVER
from apps.opinions.writing import actions as writing
from apps.teams.actions import cast_vote
from apps.teams.models import Ballot, Function, RosterInterval, Vote

from . import source
from .centre import ExampleCentre

SIGNS = {"advantages": Finding.Sign.ADVANTAGE, "disadvantages": Finding.Sign.DISADVANTAGE}


S = Opinion.Status


def write_opinion(centre: ExampleCentre, said: dict[str, Any]) -> None:
    """Each step on its own day, by the person whose move it is; a day that is not given ends the story. Steps taken
    before the build was interrupted are not taken again."""
    with clock.pretend(_day(said["begun"])):
        opinion = _begun(centre, said)
        if opinion.status == S.WORKING and not opinion.hand_over_id:
            _write(centre, opinion, said)
    for number, edition in enumerate(_editions(said), start=1):
        for name, status, step in _STEPS:
            opinion = Opinion.objects.get(pk=opinion.pk)
            if name in edition and opinion.status == status and number == _edition_of(opinion):
                with clock.pretend(_day(edition[name])):
                    step(centre, edition, opinion)


def _editions(said: dict[str, Any]) -> list[dict[str, Any]]:
    """The story as it was first handed over, then each that followed a return."""
    common = {name: said[name] for name in ("writer", "content")}
    return [said, *(common | later for later in said.get("editions", []))]


def _edition_of(opinion: Opinion) -> int:
    handed = opinion.hand_over.edition if opinion.hand_over_id else 0
    return handed if opinion.status in HANDED_OVER else handed + 1


def _day(moment: str | dict[str, Any]) -> date:
    return date.fromisoformat(moment if isinstance(moment, str) else moment["on"])


def _begun(centre, said) -> Opinion:
    product = centre.pilot.catalogue_version.products.get(code=said["product"])
    step = product.steps.get(rank=said["step"]) if "step" in said else None
    before = Opinion.objects.filter(pilot=centre.pilot, product=product, step=step).first()
    writer, team = centre.users[said["writer"]], centre.teams[said["team"]]
    return before or actions.begin_opinion(centre.pilot, product, team, by=writer, step=step)


def _write(centre: ExampleCentre, opinion: Opinion, said: dict[str, Any]) -> None:
    content, writer = said["content"], centre.users[said["writer"]]
    if "responsibility_variant" in content and not opinion.responsibility_variant:
        writing.say_variant(opinion, content["responsibility_variant"], by=writer)
    for section, body in zip(opinion.sections.all(), content["sections"], strict=False):
        if body and not section.body:
            actions.save_section(section, body, section.version, by=writer)
    there = {row.body for rows in (opinion.findings, opinion.recommendations) for row in rows.all()}
    for kind, sign in SIGNS.items():
        for body in content.get(kind, []):
            if body not in there:
                actions.add_finding(opinion, sign, body, by=writer)
    for proposed in content["recommendations"]:
        if proposed["body"] not in there:
            actions.add_recommendation(opinion, proposed["kind"], proposed, by=writer)
    _cite(centre, opinion, said.get("cites", {}), writer)
    _give_out(centre, opinion, said.get("authors", []), writer)


def _cite(centre, opinion, cites, writer):
    """`cites`: keys of evidence under „sections”, „findings” and „recommendations”, in the order of each."""
    for kind, name in (("sections", "section"), ("findings", "finding"), ("recommendations", "recommendation")):
        for row, keys in zip(getattr(opinion, kind).order_by("pk"), cites.get(kind, []), strict=False):
            for key in keys:
                if not row.citations.filter(evidence=centre.evidence[key]).exists():
                    cite(opinion, centre.evidence[key], **{name: row}, by=writer)


def _give_out(centre, opinion, authors, writer):
    """Who writes which section and until when, with a question beside one of them."""
    for section, said in zip(opinion.sections.order_by("part__rank"), authors, strict=False):
        people = [centre.users[key].person for key in said["people"]]
        if not section.authors.exists():
            writing.assign_section(section, people, date.fromisoformat(said["due_on"]), by=writer)
        if "comment" in said and not section.comments.exists():
            writing.add_comment(section, said["comment"], by=writer)


def _rewrite(centre, said, opinion):
    """What the team did about the remarks of WRZOS."""
    writer = centre.users[said["writer"]]
    for section, body in zip(opinion.sections.order_by("part__rank"), said["sections"], strict=False):
        if body and body not in section.body:
            actions.save_section(section, body, section.version, by=writer)
    remarks = opinion.hand_over.remarks.filter(answer=None).order_by("number")
    for remark, (disposition, body) in zip(remarks, said["answers"], strict=False):
        review.answer_remark(opinion, remark, disposition, body, 0, by=writer)


def _circulate(centre, said, opinion):
    actions.circulate(opinion, by=centre.users[said["writer"]])


def _discuss(centre, said, opinion):
    """Remarks of members to the circulated text, and the answers of who writes it."""
    opened = opinion.circulations.get(closed_at=None)
    if opened.remarks.exists():
        return
    for remark in said["remarks"]["said"]:
        filed = circulation.file_remark(
            opinion, {"body": remark["body"]}, by=centre.users[remark["by"]], section=opinion.sections.first()
        )
        if "answer" in remark:
            circulation.answer_remark(filed, *remark["answer"], by=centre.users[said["writer"]])


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


def _reviewer() -> User:
    return User.objects.get(email=source.REVIEWER[0])


def _return(centre, said, opinion):
    for chapter, body in said["returned"]["remarks"]:
        review.write_remark(opinion.hand_over, chapter, body, by=_reviewer())
    until = date.fromisoformat(said["returned"]["deadline_on"])
    review.return_(opinion.hand_over, said["returned"]["reasons"], until, by=_reviewer())


def _resume(centre, said, opinion):
    review.resume(opinion, by=centre.users[said["writer"]])


def _accept(centre, said, opinion):
    review.accept(opinion.hand_over, by=_reviewer())


def _chair(centre: ExampleCentre, opinion: Opinion) -> User:
    chairs = RosterInterval.objects.filter(team=opinion.team_id, function=Function.CHAIR).on(clock.today())
    person = chairs.get().person_id
    return next(user for user in centre.users.values() if user.person_id == person)


_STEPS = [  # what the story names, the status in which it is still to be done, how
    ("rewritten", S.WORKING, _rewrite),
    ("circulated", S.WORKING, _circulate),
    ("remarks", S.CIRCULATED, _discuss),
    ("vote", S.CIRCULATED, _put_to_vote),
    ("vote", S.VOTING, _cast_votes),
    ("closed", S.VOTING, _close),
    ("dissent", S.ADOPTED, _dissent),
    ("confirmed", S.ADOPTED, _confirm),
    ("handed_over", S.CONFIRMED, _hand_over),
    ("returned", S.HANDED_OVER, _return),
    ("resumed", S.RETURNED, _resume),
    ("accepted", S.HANDED_OVER, _accept),
]
