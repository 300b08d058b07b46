"""What is written in this room. Every action locks the opinion's row first, so that saving and voting take turns."""

import json
from functools import partial
from typing import Any

from django.core import serializers
from django.db.models import Max

from apps.accounts.models import User
from apps.catalogue.models import FinalProduct, ImplementationStep, RecommendationKind, RequiredPart
from apps.core import audit, clock
from apps.core.deeds import deed, draft_saving
from apps.core.errors import DomainError, StaleVersion
from apps.documents import actions as documents
from apps.documents import rendering
from apps.documents.models import FrozenDocument
from apps.documents.typeface import named, unprintable
from apps.projects.models import Pilot
from apps.teams import actions as ballots
from apps.teams.calendar import dissent_until
from apps.teams.models import BallotResult, Team
from apps.texts import rich
from apps.texts.actions import keep_revision, save_if_unchanged, save_text, text_saving

from . import handed, pdf, rules, words
from .circulation.actions import close_circulation, open_circulation
from .circulation.rules import USUAL_DAYS
from .content import RECOMMENDATION_TEXTS, content_hash, content_of, variant_in
from .models import (
    Adoption,
    Confirmation,
    DissentDraft,
    DissentingOpinion,
    Finding,
    HandedRecommendation,
    HandOver,
    Opinion,
    Recommendation,
    Removal,
    Section,
    VotedContent,
)
from .voting.notifications import tell_of_vote
from .workflow import OPINION


@deed
def begin_opinion(
    pilot: Pilot, product: FinalProduct, team: Team, *, by: User, step: ImplementationStep | None = None
) -> Opinion:
    """Start the document of one final product, or the intermediate opinion that a step of it asks for, with an empty
    section for each descriptive part of the catalogue."""
    Pilot.objects.select_for_update().get(pk=pilot.pk)
    if team.pilot_id != pilot.pk or product.version_id != pilot.catalogue_version_id:
        raise DomainError("Zespół i produkt muszą należeć do tego samego pilotażu.")
    if not rules.can_begin(by, team, product):
        raise DomainError("Pracę zaczyna członek zespołu, któremu zarządzenie powierza ten produkt.")
    if step and not (step.product_id == product.pk and step.intermediate_title):
        raise DomainError("Ten krok nie wymaga opinii cząstkowej.")
    if pilot.opinions.filter(product=product, step=step).exists():
        raise DomainError("Praca nad tym produktem już się zaczęła.")
    opinion = Opinion.objects.create(
        pilot=pilot,
        product=product,
        step=step,
        team=team,
        started_by=by,
        started_at=clock.now(),
        status=OPINION.initial,
    )
    sections = [part for part in opinion.parts if part.kind == RequiredPart.Kind.SECTION]
    Section.objects.bulk_create(Section(opinion=opinion, part=part) for part in sections)
    audit.record("opinion.begin", opinion, by=by, product=product.code, team=team.pk, step=step and step.rank)
    return opinion


@text_saving
def save_section(section: Section, body: str, version: int, *, by: User, autosaved: bool = False) -> Section:
    """Save a section typed over `version`; StaleVersion with both texts when somebody saved a newer one. The first text
    in it makes it one in work. `autosaved`: by a script, while somebody types."""
    save_text(section, "body", body, version, by=by, guard=_guard(section, by), autosaved=autosaved)
    if section.state == Section.State.TO_DO and section.body:
        section.state = Section.State.IN_WORK
        Section.objects.filter(pk=section.pk, state=Section.State.TO_DO).update(state=section.state)
    return section


@draft_saving
def add_finding(opinion: Opinion, sign: str, body: str, *, by: User) -> Finding:
    """Add a plus or a minus at the end of its list. The same one sent twice (two clicks) is added once."""
    opinion = _locked_for_writing(opinion.pk, by)
    if sign not in Finding.Sign.values:
        raise DomainError("Wybierz: plus albo minus.")
    body, siblings = _plain(body), opinion.findings.filter(sign=sign)
    if twin := siblings.filter(body=body).first():
        return twin
    return Finding.objects.create(opinion=opinion, sign=sign, rank=_next_rank(siblings), body=body, **_edited(by))


@text_saving
def change_finding(finding: Finding, body: str, version: int, *, by: User) -> Finding:
    """Change the words of a plus or a minus typed over `version`."""
    save_if_unchanged(finding, {"body": _plain(body)}, version, by=by, guard=_guard(finding, by))
    return finding


@deed
def remove_finding(finding: Finding, version: int, *, by: User) -> Removal:
    """Remove a plus or a minus as it was shown in `version`. It may come back (removing.actions)."""
    return _remove(finding, version, by)


@draft_saving
def move_finding(finding: Finding, *, up: bool, by: User) -> None:
    """Let it change places with its neighbour in the list."""
    opinion = _locked_for_writing(finding.opinion_id, by)
    _move(list(opinion.findings.filter(sign=finding.sign)), finding, up)


@draft_saving
def add_recommendation(opinion: Opinion, kind: str, texts_of_it: dict[str, str], *, by: User) -> Recommendation:
    """Add a recommendation; `texts_of_it` may hold any of RECOMMENDATION_TEXTS. The same one sent twice is added
    once."""
    opinion = _locked_for_writing(opinion.pk, by)
    if kind not in RecommendationKind.values:
        raise DomainError("Wybierz rodzaj rekomendacji.")
    said, siblings = _recommendation_texts(kind, texts_of_it), opinion.recommendations.filter(kind=kind)
    if twin := siblings.filter(**said).first():
        return twin
    rank = _next_rank(siblings)
    return Recommendation.objects.create(opinion=opinion, kind=kind, rank=rank, **said, **_edited(by))


@text_saving
def change_recommendation(
    recommendation: Recommendation, texts_of_it: dict[str, str], version: int, *, by: User
) -> Recommendation:
    """Change a recommendation typed over `version`; its kind stays."""
    said = _recommendation_texts(recommendation.kind, texts_of_it)
    save_if_unchanged(recommendation, said, version, by=by, guard=_guard(recommendation, by))
    return recommendation


@deed
def remove_recommendation(recommendation: Recommendation, version: int, *, by: User) -> Removal:
    """Remove a recommendation as it was shown in `version`. It may come back (removing.actions)."""
    return _remove(recommendation, version, by)


@draft_saving
def move_recommendation(recommendation: Recommendation, *, up: bool, by: User) -> None:
    """Let it change places with its neighbour of the same kind; the numbers R1…Rn follow."""
    opinion = _locked_for_writing(recommendation.opinion_id, by)
    _move(list(opinion.recommendations.filter(kind=recommendation.kind)), recommendation, up)


@deed
def circulate(opinion: Opinion, *, by: User, working_days: int = USUAL_DAYS) -> Opinion:
    """Show the text to the whole team, for remarks until the end of so many working days. It may still be written."""
    opinion = _locked(opinion.pk)
    moved = _take(opinion, "circulate", by)
    until = open_circulation(opinion, working_days, by=by).deadline_on
    audit.record("opinion.circulate", opinion, by=by, **moved, until=until.isoformat())
    return opinion


@deed
def take_back(opinion: Opinion, *, by: User) -> Opinion:
    """Return from agreement to work on the text."""
    opinion = _locked(opinion.pk)
    moved = _take(opinion, "take_back", by)
    close_circulation(opinion, by=by)
    audit.record("opinion.take_back", opinion, by=by, **moved)
    return opinion


@deed
def put_to_vote(
    opinion: Opinion, mode: str, *, by: User, seen: str = "", working_days: int = ballots.CIRCULAR_DAYS
) -> Opinion:
    """Freeze the content and the electorate of today, and open the vote; remarks end. `seen` is the hash of the text
    that the chair was shown; a text changed since then is refused with StaleVersion. `working_days`: for the circular
    mode."""
    opinion = _locked(opinion.pk)
    moved = _take(opinion, "put_to_vote", by)
    content = content_of(opinion)
    if seen and seen != content_hash(content):
        raise StaleVersion("Treść zmieniła się, odkąd ją pokazano. Przeczytaj ją jeszcze raz.")
    close_circulation(opinion, by=by)
    subject = words.subject_of(opinion)
    ballot = ballots.open_ballot(opinion.team, subject, content_hash(content), mode, by=by, working_days=working_days)
    VotedContent.objects.create(opinion=opinion, ballot=ballot, content=content, content_hash=ballot.content_hash)
    tell_of_vote(opinion, ballot, by)
    audit.record("opinion.put_to_vote", opinion, by=by, **moved, ballot=ballot.pk, content_hash=ballot.content_hash)
    return opinion


@deed
def close_vote(opinion: Opinion, *, by: User, note: str = "") -> Opinion:
    """Count the votes: adopted under the order's rules, or back to agreement."""
    opinion = _locked(opinion.pk)
    OPINION.check("reject", by, opinion)
    voted = rules.open_vote(opinion)
    result = ballots.close_ballot(voted.ballot, by=by, note=note)
    adopted = result.outcome == BallotResult.Outcome.ADOPTED
    moved = _take(opinion, "adopt" if adopted else "reject", by, closing=True)
    if adopted:
        _adopt(opinion, voted)
    audit.record("opinion.close_vote", opinion, by=by, **moved, ballot=voted.ballot_id, outcome=result.outcome)
    return opinion


@deed
def withdraw_vote(opinion: Opinion, *, by: User, note: str = "") -> Opinion:
    """Stop the vote without a count; the text may be written again."""
    opinion = _locked(opinion.pk)
    OPINION.check("withdraw_vote", by, opinion)
    voted = rules.open_vote(opinion)
    ballots.close_ballot(voted.ballot, by=by, withdrawn=True, note=note)
    moved = _take(opinion, "withdraw_vote", by, closing=True)
    audit.record("opinion.withdraw_vote", opinion, by=by, **moved, ballot=voted.ballot_id, note=note)
    return opinion


@deed
def file_dissent(opinion: Opinion, body: str, *, by: User) -> DissentingOpinion:
    """File a dissenting opinion for good; it is printed word for word with the adopted text."""
    opinion = _locked(opinion.pk)
    if not rules.can_dissent(by, opinion):
        raise DomainError(rules.NO_DISSENT)
    if not (body := _plain(body)):
        raise DomainError("Wpisz treść zdania odrębnego z uzasadnieniem.")
    if missing := unprintable(body):
        raise DomainError(f"Zdanie odrębne zawiera znaki, których nie da się wydrukować: {named(missing)}.")
    elector = opinion.adoption.voted.ballot.electors.get(person_id=by.person_id)
    dissent = DissentingOpinion.objects.create(
        adoption=opinion.adoption,
        person_id=elector.person_id,
        person_name=elector.name,
        body=body,
        filed_at=clock.now(),
    )
    DissentDraft.objects.filter(adoption=opinion.adoption_id, person=by.person_id).delete()
    audit.record("opinion.dissent", opinion, by=by, dissent=dissent.pk)
    return dissent


@deed
def confirm(opinion: Opinion, *, by: User) -> Opinion:
    """Freeze the PDF of the adopted content with every dissenting opinion inside."""
    opinion = _locked(opinion.pk)
    moved = _take(opinion, "confirm", by)
    confirmed_at, code = clock.now(), rendering.new_code()
    context = pdf.context_of(opinion, code=code, confirmed=pdf.confirmed_by(opinion, by, confirmed_at.date()))
    document = documents.freeze(
        rendering.render_pdf(rendering.render_html("pdf/opinion.html", context)),
        centre=opinion.pilot.centre,
        kind=FrozenDocument.Kind.OPINION,
        title=context["document"]["title"],
        dated_on=opinion.adoption.adopted_on,
        code=code,
        by=by,
    )
    opinion.confirmation = Confirmation.objects.create(
        opinion=opinion, adoption=opinion.adoption, document=document, confirmed_at=confirmed_at, confirmed_by=by
    )
    opinion.save(update_fields=["confirmation"])
    audit.record("opinion.confirm", opinion, by=by, **moved, document=document.pk, sha256=document.blob_id)
    return opinion


@deed
def hand_over(opinion: Opinion, *, by: User) -> Opinion:
    """Hand the confirmed document over to WRZOS: from now on reviewers see it."""
    return _hand_over(opinion, by)


def _locked(pk: int) -> Opinion:
    together = Opinion.objects.select_related("pilot__centre", "product__element", "step", "team__issued_order")
    return together.select_for_update(of=("self",)).get(pk=pk)


def _locked_for_writing(pk: int, by: User) -> Opinion:
    opinion = _locked(pk)
    if opinion.status not in rules.EDITABLE:
        raise DomainError(rules.CLOSED)
    if not rules.is_team_member(by, opinion):
        raise DomainError("Treść zmienia tylko członek zespołu.")
    return opinion


def _guard(row: Any, by: User) -> partial:
    """Asked inside the saving transaction: the opinion's row is locked before the text's own."""
    return partial(_locked_for_writing, row.opinion_id, by)


def _take(opinion: Opinion, name: str, by: User, *, closing: bool = False) -> dict[str, Any]:
    """One step of the table. `closing`: who may close was asked before the ballot was closed."""
    step = OPINION.steps[name] if closing else OPINION.check(name, by, opinion)
    if closing and (reasons := step.missing(opinion)):
        raise DomainError(" ".join(reasons))
    before, opinion.status = opinion.status, step.target
    opinion.save(update_fields=["status"])
    return {"before": before, "after": opinion.status}


def _hand_over(opinion: Opinion, by: User) -> Opinion:
    opinion = _locked(opinion.pk)
    moved = _take(opinion, "hand_over", by)
    opinion.hand_over = HandOver.objects.create(
        opinion=opinion,
        confirmation=opinion.confirmation,
        edition=opinion.hand_overs.count() + 1,
        dissents=opinion.adoption.dissents.count(),
        responsibility_variant=variant_in(opinion.adoption.voted.content),
        handed_at=clock.now(),
        handed_by=by,
    )
    opinion.save(update_fields=["hand_over"])
    HandedRecommendation.objects.bulk_create(handed.rows_of(opinion.hand_over))
    audit.record("opinion.hand_over", opinion, by=by, **moved, edition=opinion.hand_over.edition)
    return opinion


def _adopt(opinion: Opinion, voted: VotedContent) -> None:
    if not content_hash(voted.content) == voted.content_hash == voted.ballot.content_hash:
        raise DomainError("Głosowana treść nie zgadza się ze swoim skrótem. Zawiadom administratora instalacji.")
    now = clock.now()
    opinion.adoption = Adoption.objects.create(
        opinion=opinion,
        voted=voted,
        adopted_on=now.date(),
        adopted_at=now,
        dissent_until=dissent_until(now.date(), voted.ballot.rules),
    )
    opinion.save(update_fields=["adoption"])


def _plain(text: str) -> str:
    return rich.tidy(text).strip()


def _edited(by: User) -> dict[str, Any]:
    return {"edited_by": by, "edited_at": clock.now()}


def _next_rank(siblings) -> int:
    return (siblings.aggregate(last=Max("rank"))["last"] or 0) + 1


def _recommendation_texts(kind: str, said: dict[str, str]) -> dict[str, str]:
    """Only a change of law speaks of an act and an article."""
    about_law = {"legal_act", "article", "proposed_wording"}
    return {
        name: _plain(said.get(name, "")) if kind == RecommendationKind.LAW or name not in about_law else ""
        for name in RECOMMENDATION_TEXTS
    }


def _remove(row: Any, version: int, by: User) -> Removal:
    opinion = _locked_for_writing(row.opinion_id, by)
    current = type(row).objects.filter(pk=row.pk, version=version).first()
    if current is None:
        raise DomainError("Ktoś zmienił albo usunął ten wpis w międzyczasie. Przeczytaj go przed usunięciem.")
    removal = _removed_whole(current, opinion, by, current.citations.all(), current.contributions.all())
    audit.record("opinion.remove", opinion, by=by, thing=removal.thing, thing_id=removal.thing_id, removal=removal.pk)
    return removal


def _removed_whole(row: Any, opinion: Opinion, by: User, along: Any = (), merged: Any = ()) -> Removal:
    """Delete the row, and keep it with what goes `along`."""
    keep_revision(row, "body", row.body, None, by=by)
    removal = Removal.objects.create(
        opinion=opinion,
        thing=row._meta.model_name,
        thing_id=row.pk,
        body=row.body,
        rows=json.loads(serializers.serialize("json", [row, *along])),
        merged=[one.pk for one in merged],
        removed_by=by,
        removed_at=clock.now(),
    )
    row.delete()
    return removal


def _move(rows: list[Any], row: Any, up: bool) -> None:
    """Ranks are rewritten whole, so that equal or missing ones heal."""
    ids = [sibling.pk for sibling in rows]
    if row.pk not in ids:
        raise DomainError("Ktoś usunął ten wpis w międzyczasie.")
    here = ids.index(row.pk)
    there = max(here - 1, 0) if up else min(here + 1, len(ids) - 1)
    rows.insert(there, rows.pop(here))
    for rank, sibling in enumerate(rows, start=1):
        type(row).objects.filter(pk=sibling.pk).update(rank=rank)
