"""What is written of a team's opinion on a document. Every action locks the opinion's row first, so that saving and
voting take turns."""

from functools import partial
from typing import Any

from apps.accounts.models import User
from apps.core import audit, clock
from apps.core.deeds import deed, draft_saving, text_saving
from apps.core.errors import DomainError, StaleVersion
from apps.documents import actions as documents
from apps.documents import rendering
from apps.documents.models import FrozenDocument
from apps.documents.typeface import named, unprintable
from apps.teams import actions as ballots
from apps.teams.calendar import dissent_until
from apps.teams.models import Ballot, BallotResult, Team
from apps.texts import rich
from apps.texts.actions import save_texts, settle_text
from apps.texts.models import TextRevision

from .. import rules as room_rules
from ..models import (
    DocumentAdoption,
    DocumentConfirmation,
    DocumentDissent,
    DocumentDissentDraft,
    DocumentOpinion,
    DocumentVersion,
    VotedDocumentOpinion,
)
from ..workflow import OPINION_ON_DOCUMENT
from . import notifications, pdf, rules, words
from .content import content_hash, content_of

S = DocumentOpinion.Status


@deed
def begin_opinion(version: DocumentVersion, team: Team, *, by: User) -> DocumentOpinion:
    """Begin the opinion of a team that was asked for it."""
    version = DocumentVersion.objects.select_for_update().get(pk=version.pk)
    if reason := rules.why_not_begin(by, version, team):
        raise DomainError(reason)
    if team not in room_rules.asked_teams(version):
        raise DomainError("O opinię o tej wersji nie poproszono tego zespołu.")
    if version.opinions.filter(team=team.pk).exists():
        raise DomainError("Opinia tego zespołu o tej wersji jest już zaczęta.")
    now = clock.now()
    opinion = DocumentOpinion.objects.create(
        of_version=version, team=team, started_by=by, started_at=now, edited_by=by, edited_at=now
    )
    audit.record("document_opinion.begin", opinion, by=by, version=version.pk, team=team.pk)
    return opinion


@text_saving
def save_opinion(
    opinion: DocumentOpinion, conclusion: str, body: str, version: int, *, by: User, autosaved: bool = False
) -> DocumentOpinion:
    """Save what was typed over `version`; StaleVersion with both texts when somebody saved a newer one."""
    if conclusion not in ("", *DocumentOpinion.Conclusion.values):
        raise DomainError("Wybierz rozstrzygnięcie: pozytywna, pozytywna z uwagami albo negatywna.")
    values = {"conclusion": conclusion, "body": rich.clean(body)}
    guard = partial(_locked_for_writing, opinion.pk, by)
    save_texts(opinion, values, version, by=by, guard=guard, autosaved=autosaved)
    return opinion


@text_saving
def use_lost_text(
    opinion: DocumentOpinion, lost: TextRevision, conclusion: str, body: str, version: int, *, by: User
) -> DocumentOpinion:
    """Save what the author made of a text that lost a race, over `version`; the lost one is offered no more."""
    save_opinion(opinion, conclusion, body, version, by=by)
    settle_text(lost, by=by)
    return opinion


@draft_saving
def put_lost_text_aside(lost: TextRevision, *, by: User) -> None:
    """The author does not need it; it stays in history."""
    settle_text(lost, by=by)


@deed
def put_to_vote(
    opinion: DocumentOpinion, mode: str, *, by: User, seen: str = "", working_days: int = ballots.CIRCULAR_DAYS
) -> DocumentOpinion:
    """Freeze the content and the electorate of today, and open the vote. `seen` is the hash of the text that the chair
    was shown; a text changed since then is refused with StaleVersion. `working_days`: for the circular mode."""
    opinion = _locked(opinion.pk)
    moved = _take(opinion, "put_to_vote", by)
    content = content_of(opinion)
    if seen and seen != content_hash(content):
        raise StaleVersion("Treść zmieniła się, odkąd ją pokazano. Przeczytaj ją jeszcze raz.")
    subject, said = words.subject_of(opinion), content_hash(content)
    ballot = ballots.open_ballot(opinion.team, subject, said, mode, by=by, working_days=working_days)
    VotedDocumentOpinion.objects.create(opinion=opinion, ballot=ballot, content=content, content_hash=said)
    audit.record("document_opinion.put_to_vote", opinion, by=by, **moved, ballot=ballot.pk, content_hash=said)
    notifications.tell_of_vote(opinion, ballot, by)
    return opinion


@deed
def close_vote(opinion: DocumentOpinion, *, by: User, note: str = "") -> DocumentOpinion:
    """Count the votes: adopted under the order's rules, or back to work."""
    opinion = _locked(opinion.pk)
    OPINION_ON_DOCUMENT.check("reject", by, opinion)
    ballot = room_rules.open_ballot_of(opinion)
    result = ballots.close_ballot(ballot, by=by, note=note)
    adopted = result.outcome == BallotResult.Outcome.ADOPTED
    if adopted:
        _adopt(opinion, ballot)
    moved = _move(opinion, "adopt" if adopted else "reject")
    audit.record("document_opinion.close_vote", opinion, by=by, **moved, ballot=ballot.pk, outcome=result.outcome)
    notifications.tell_of_result(opinion, result, by)
    return opinion


@deed
def withdraw_vote(opinion: DocumentOpinion, *, by: User, note: str = "") -> DocumentOpinion:
    """Stop the vote without a count; the text may be written again."""
    opinion = _locked(opinion.pk)
    OPINION_ON_DOCUMENT.check("withdraw_vote", by, opinion)
    ballot = room_rules.open_ballot_of(opinion)
    result = ballots.close_ballot(ballot, by=by, withdrawn=True, note=note)
    moved = _move(opinion, "withdraw_vote")
    audit.record("document_opinion.withdraw_vote", opinion, by=by, **moved, ballot=ballot.pk, note=note)
    notifications.tell_of_result(opinion, result, by)
    return opinion


@draft_saving
def keep_dissent(opinion: DocumentOpinion, body: str, *, by: User) -> DocumentDissentDraft:
    """Keep a dissenting opinion as it is typed, for its author alone, while it may be filed."""
    if not rules.can_dissent(by, opinion):
        raise DomainError(rules.NO_DISSENT)
    kept, _ = DocumentDissentDraft.objects.update_or_create(
        adoption_id=opinion.adoption_id,
        person_id=by.person_id,
        defaults={"body": rich.tidy(body), "saved_at": clock.now()},
    )
    return kept


@deed
def file_dissent(opinion: DocumentOpinion, body: str, *, by: User) -> DocumentDissent:
    """File a dissenting opinion for good; it is printed word for word with the adopted text."""
    opinion = _locked(opinion.pk)
    if not rules.can_dissent(by, opinion):
        raise DomainError(rules.NO_DISSENT)
    if not (body := rich.tidy(body).strip()):
        raise DomainError("Wpisz treść zdania odrębnego z uzasadnieniem.")
    if missing := unprintable(body):
        raise DomainError(f"Zdanie odrębne zawiera znaki, których nie da się wydrukować: {named(missing)}.")
    adoption = opinion.adoption
    elector = adoption.voted.ballot.electors.get(person_id=by.person_id)
    dissent = DocumentDissent.objects.create(
        adoption=adoption, person_id=elector.person_id, person_name=elector.name, body=body, filed_at=clock.now()
    )
    DocumentDissentDraft.objects.filter(adoption=adoption, person=by.person_id).delete()
    audit.record("document_opinion.dissent", opinion, by=by, dissent=dissent.pk)
    return dissent


@deed
def confirm(opinion: DocumentOpinion, *, by: User) -> DocumentOpinion:
    """Freeze the PDF of the adopted content with every dissenting opinion inside."""
    opinion = _locked(opinion.pk)
    moved = _take(opinion, "confirm", by)
    confirmed_at, code = clock.now(), rendering.new_code()
    context = pdf.context_of(opinion, code=code, confirmed=pdf.confirmed_by(opinion, by, confirmed_at.date()))
    document = documents.freeze(
        rendering.render_pdf(rendering.render_html("pdf/document_opinion.html", context)),
        centre=opinion.of_version.document.pilot.centre,
        kind=FrozenDocument.Kind.DOCUMENT_OPINION,
        title=context["document"]["title"],
        dated_on=opinion.adoption.adopted_on,
        code=code,
        by=by,
    )
    DocumentConfirmation.objects.create(
        adoption=opinion.adoption, document=document, confirmed_at=confirmed_at, confirmed_by=by
    )
    audit.record("document_opinion.confirm", opinion, by=by, **moved, document=document.pk, sha256=document.blob_id)
    notifications.tell_of_opinion(opinion, by)
    return opinion


def _locked(pk: int) -> DocumentOpinion:
    together = ("of_version__document__pilot__centre", "team__issued_order")
    return DocumentOpinion.objects.select_related(*together).select_for_update(of=("self",)).get(pk=pk)


def _locked_for_writing(pk: int, by: User) -> DocumentOpinion:
    opinion = _locked(pk)
    if opinion.status != S.WORKING:
        raise DomainError(rules.CLOSED)
    if not room_rules.may_write_opinion(by, opinion):
        raise DomainError(rules.MEMBERS)
    return opinion


def _take(opinion: DocumentOpinion, name: str, by: User) -> dict[str, Any]:
    OPINION_ON_DOCUMENT.check(name, by, opinion)
    return _move(opinion, name)


def _move(opinion: DocumentOpinion, name: str) -> dict[str, Any]:
    """One step of the table; who may take it was asked, before the ballot was closed."""
    before, opinion.status = opinion.status, OPINION_ON_DOCUMENT.steps[name].target
    opinion.save(update_fields=["status", "adoption"])
    return {"before": before, "after": opinion.status}


def _adopt(opinion: DocumentOpinion, ballot: Ballot) -> None:
    voted = VotedDocumentOpinion.objects.get(ballot=ballot)
    if not content_hash(voted.content) == voted.content_hash == ballot.content_hash:
        raise DomainError("Głosowana treść nie zgadza się ze swoim skrótem. Zawiadom administratora instalacji.")
    now = clock.now()
    opinion.adoption = DocumentAdoption.objects.create(
        opinion=opinion,
        voted=voted,
        adopted_on=now.date(),
        adopted_at=now,
        dissent_until=dissent_until(now.date(), ballot.rules),
    )
