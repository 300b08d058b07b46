"""Documents laid straight into the tables, up to any stage, for tests of what readers see. The way there by the
real actions is tested with the opinions."""

import datetime
from itertools import count

from django.utils import timezone

from apps.opinions.content import content_hash, variant_in
from apps.opinions.handed import rows_of
from apps.opinions.models import (
    Adoption,
    Confirmation,
    DissentingOpinion,
    HandedRecommendation,
    HandOver,
    Opinion,
    RemarkAnswer,
    Review,
    ReviewRemark,
    VotedContent,
)
from apps.teams.models import Ballot, BallotResult, Elector, Vote

from .centres import centre, person, pilot, user_of
from .orders import RULES, frozen_document, team

WAY = ["working", "circulated", "voting", "adopted", "confirmed", "handed_over"]
SEPTEMBER = datetime.datetime(2019, 9, 10, 12, tzinfo=datetime.UTC)
ORDER = "nr 24/2018 z dnia 11 czerwca 2018 r."
_next = count(1)


def pilot_with_team(version, slug=None, *, people=3, **fields):
    """A centre's pilot, and the team that writes all products of the version."""
    own = centre(slug, **fields)
    run = pilot(own, version)
    members = [(person(own, f"Osoba {chr(65 + n % 26)}nna{n}"), "member" if n else "chair") for n in range(people)]
    return run, team(own, members, pilot=run, products=[one.code for one in version.products.all()])


def content_of(product, run, by_team, **said):
    return {
        "product": {
            "code": product.code,
            "name": product.name,
            "short_name": product.short_name,
            "kind": product.kind,
            "element": product.element.name,
        },
        "pilot": {
            "project_name": run.project_name,
            "financing_line": run.financing_line,
            "centre_name": run.centre.name,
        },
        "team": {"name": by_team.name, "name_genitive": by_team.name_genitive, "order": ORDER},
        "sections": [{"title": "Ocena", "html": "<h3>Założenia</h3><p>Usługi są bliżej ludzi.</p>"}],
        "advantages": ["Krótsza droga klienta."],
        "disadvantages": ["Więcej narad."],
        "recommendations": [recommendation(1)],
    } | said  # fmt: skip


def recommendation(number, **said):
    return {
        "number": f"R{number}",
        "kind": "law",
        "kind_label": "zmiana w przepisach prawa",
        "body": f"Doprecyzować przepis numer {number}.",
        "addressee": "minister właściwy do spraw zabezpieczenia społecznego",
        "justification": "W pilotażu przepis bywał różnie rozumiany.",
        "legal_act": "ustawa o pomocy społecznej",
        "article": "art. 107 ust. 4",
        "proposed_wording": "",
    } | said


def opinion_at(status, run, product, by_team, *, dissents=(), at=SEPTEMBER, pdf=None, step=None, write=None, **said):
    """The opinion of this product (or of a step of it), brought to the status; what was voted for is `content_of` with
    `said` on top. `write` is called with the opinion while its text is open."""
    director = user_of(person(run.centre, f"Dorota Dyrektorska{next(_next)}", roles=["director"]))
    made = Opinion.objects.create(
        pilot=run, product=product, step=step, team=by_team, started_by=director, started_at=at
    )
    if write:
        write(made)
    _bring(made, WAY[: WAY.index(status) + 1], director, dissents, at, pdf, said)
    return made


def returned(one, by, *, remarks=(), reasons="Brakuje danych.", at=SEPTEMBER):
    """WRZOS returned this hand-over with remarks, pairs of chapter and words."""
    for number, (chapter, body) in enumerate(remarks, start=1):
        who = {"written_by": by, "written_at": at, "edited_by": by, "edited_at": at}
        ReviewRemark.objects.create(hand_over=one, number=number, chapter=chapter, body=body, **who)
    deadline = at.date() + datetime.timedelta(days=14)
    return _reviewed(one, "returned", by, at, reasons=reasons, deadline_on=deadline)


def accepted(one, by, *, at=SEPTEMBER):
    return _reviewed(one, "accepted", by, at)


def next_edition(made, status="handed_over", *, answers=(), dissents=(), at=SEPTEMBER, pdf=None, **said):
    """The next edition of a returned opinion, brought to the status; `answers` are pairs of disposition and words."""
    made.status, made.adoption, made.confirmation = "working", None, None
    made.save()
    edited = {"edited_by": made.started_by, "edited_at": at}
    for remark, (disposition, body) in zip(made.hand_over.remarks.all(), answers, strict=False):
        RemarkAnswer.objects.create(remark=remark, opinion=made, disposition=disposition, body=body, **edited)
    _bring(made, WAY[: WAY.index(status) + 1], made.started_by, dissents, at, pdf, said)
    return made


def _reviewed(one, outcome, by, at, **said):
    review = Review.objects.create(
        opinion=one.opinion, hand_over=one, outcome=outcome, decided_by=by, decided_at=at, **said
    )
    Opinion.objects.filter(pk=one.opinion_id).update(status=outcome)
    one.opinion.refresh_from_db()
    return review


def _bring(made, reached, director, dissents, at, pdf, said):
    content = content_of(made.product, made.pilot, made.team, **said)
    voted = _voted(made, content, director, at) if "voting" in reached else None
    made.adoption = adoption = _adopted(made, voted, dissents, at) if "adopted" in reached else None
    if "confirmed" in reached:
        document = frozen_document(made.pilot.centre, "opinion", pdf)
        made.confirmation = confirmation = Confirmation.objects.create(
            opinion=made, adoption=adoption, document=document, confirmed_at=at, confirmed_by=director
        )
    if "handed_over" in reached:
        edition = made.hand_overs.count() + 1
        made.hand_over = HandOver.objects.create(
            opinion=made,
            confirmation=confirmation,
            edition=edition,
            dissents=len(dissents),
            responsibility_variant=variant_in(content),
            handed_at=at,
            handed_by=director,
        )
        HandedRecommendation.objects.bulk_create(rows_of(made.hand_over))
    for step in reached[1:]:
        Opinion.objects.filter(pk=made.pk).update(status=step)
    made.save(update_fields=["adoption", "confirmation", "hand_over"])
    made.refresh_from_db()


def handed_over(run, product, by_team, **options):
    return opinion_at("handed_over", run, product, by_team, **options).hand_over


def _voted(made, content, director, at):
    ballot = Ballot.objects.create(
        centre_id=made.pilot.centre_id,
        team=made.team,
        subject=str(made),
        content_hash=content_hash(content),
        mode="meeting",
        rules=RULES,
        opened_at=at,
        opened_by=director,
    )
    for entry in made.team.intervals.all():
        Elector.objects.create(
            ballot=ballot,
            person=entry.person,
            name=entry.name,
            function=entry.function,
            provision=entry.provision,
            rank=entry.rank,
        )
    return VotedContent.objects.create(opinion=made, ballot=ballot, content=content, content_hash=ballot.content_hash)


def _adopted(made, voted, dissents, at):
    electors = list(voted.ballot.electors.all())
    for elector in electors:
        Vote.objects.create(elector=elector, choice="for", cast_at=at)
    BallotResult.objects.create(
        ballot=voted.ballot,
        outcome="adopted",
        votes_for=len(electors),
        votes_against=0,
        abstentions=0,
        entitled=len(electors),
        closed_at=at,
        closed_by=made.started_by,
    )
    adoption = Adoption.objects.create(
        opinion=made, voted=voted, adopted_on=at.date(), adopted_at=at, dissent_until=at.date()
    )
    for elector, body in zip(electors, dissents, strict=False):
        DissentingOpinion.objects.create(
            adoption=adoption, person=elector.person, person_name=elector.name, body=body, filed_at=timezone.now()
        )
    return adoption
