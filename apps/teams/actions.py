"""What is written in this room: expert documents, ballots and votes. A roster is written by nobody: orders make it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Max

from apps.accounts.models import Person, Role, User
from apps.core import audit, clock
from apps.core.deeds import deed, part_of_a_deed
from apps.core.errors import DomainError, StaleVersion
from apps.core.polish import day_in_words
from apps.projects.models import Pilot
from apps.texts import rich

from . import counting, rules
from .calendar import add_working_days
from .models import Ballot, BallotResult, Elector, ExpertDocument, Team, Vote

NOT_CLOSING = (
    "Głosowanie zamyka przewodniczący zespołu; gdy odszedł z ośrodka albo jego konto jest wyłączone – zastępca; "
    "a gdy zagłosowali wszyscy albo minął termin – każdy z głosujących."
)
NOT_STOPPING = (
    "Głosowanie przerywa przewodniczący zespołu, a gdy odszedł z ośrodka albo jego konto jest wyłączone – zastępca."
)
CIRCULAR_DAYS = 5  # working days for a vote in the circular mode, unless who opens it says otherwise
CHANGED_DOCUMENT = "W międzyczasie ktoś zmienił ten dokument. Porównaj oba zapisy i zapisz jeszcze raz."
BALLOT_LOCK = 7_302  # class of our advisory locks; the second key is the ballot. Its trigger takes the same one.


@deed
def add_expert_document(
    pilot: Pilot,
    title: str,
    *,
    by: User,
    authority: str = ExpertDocument.Authority.DIRECTOR,
    parent: ExpertDocument | None = None,
    experts: Iterable[Person] = (),
    kind: str = ExpertDocument.Kind.OTHER,
    description: str = "",
    due_on: date | None = None,
    final_due_on: date | None = None,
) -> ExpertDocument:
    """Add a document that experts write, at the end of the list or of the document it is a part of."""
    experts = list(experts)
    _check_keeper(by, pilot)
    _check_place(pilot, parent, kind)
    _check_days(due_on, final_due_on)
    _check_experts(pilot, experts)
    last = ExpertDocument.objects.filter(pilot=pilot, parent=parent).aggregate(last=Max("rank"))["last"] or 0
    document = ExpertDocument.objects.create(
        pilot=pilot,
        parent=parent,
        rank=last + 1,
        title=title.strip(),
        kind=kind,
        description=description,
        authority=authority,
        due_on=due_on,
        final_due_on=final_due_on,
    )
    document.experts.set(experts)
    audit.record("expert_document.add", document, by=by, parent=parent and parent.pk, experts=[e.pk for e in experts])
    return document


@deed
def change_expert_document(document: ExpertDocument, fields: dict[str, Any], seen: int, *, by: User) -> ExpertDocument:
    """Change what nobody has changed since version `seen` (else StaleVersion). `fields`: any of title, kind, parent,
    authority, description, due_on, final_due_on, experts."""
    _check_keeper(by, document.pilot)
    now = ExpertDocument.objects.select_for_update().get(pk=document.pk)
    if now.withdrawn_at:
        raise DomainError("Dokument jest wycofany. Żeby go zmienić, najpierw go przywróć.")
    if now.version != seen:
        raise StaleVersion(CHANGED_DOCUMENT, version=now.version)
    before, experts = set(now.experts.all()), fields.get("experts")
    _check_experts(document.pilot, set(experts or ()) - before)
    changed = {name: value for name, value in fields.items() if name != "experts" and getattr(now, name) != value}
    for name, value in changed.items():
        setattr(now, name, value)
    _check_place(document.pilot, now.parent, now.kind, document)
    _check_days(now.due_on, now.final_due_on)
    now.version += 1
    now.save(update_fields=[*changed, "version"])
    told = {name: str(value) for name, value in changed.items()}
    if experts is not None and set(experts) != before:
        now.experts.set(experts)
        told["experts"] = [expert.pk for expert in experts]
    audit.record("expert_document.change", now, by=by, changed=told)
    return now


@part_of_a_deed
def mark_expert_document_withdrawn(document: ExpertDocument, why: str, *, by: User) -> ExpertDocument:
    """Take the document out of use with the reason, or, with an empty one, back into use."""
    _check_keeper(by, document.pilot)
    now = ExpertDocument.objects.select_for_update().get(pk=document.pk)
    if bool(now.withdrawn_at) == bool(why):
        raise DomainError("Dokument jest już wycofany." if why else "Dokument nie jest wycofany.")
    now.withdrawn_at, now.withdrawn_why, now.version = clock.now() if why else None, why, now.version + 1
    now.save(update_fields=["withdrawn_at", "withdrawn_why", "version"])
    return now


def _check_keeper(by, pilot):
    if not rules.can_add_expert_documents(by, pilot):
        raise DomainError("Dokument ekspercki dodaje dyrektor albo pracownik kadr ośrodka.")


def _check_place(pilot, parent, kind, document=None):
    """A part belongs to a whole document: teams that work on a document work on its parts, and no deeper."""
    if parent is None:
        return
    if parent.pilot_id != pilot.pk:
        raise DomainError("Część dokumentu należy do tego samego pilotażu co cały dokument.")
    if parent.parent_id or parent == document:
        raise DomainError("Częścią może być tylko część całego dokumentu, a nie część części.")
    if document is not None and document.children.exists():
        raise DomainError("Ten dokument sam ma części, więc nie może być częścią innego.")
    if ExpertDocument.Kind.ORDER_DRAFT in {kind, parent.kind}:
        raise DomainError("Projekt zarządzenia nie jest częścią dokumentu i nie ma części.")


def _check_days(first, final):
    if first and final and final < first:
        raise DomainError("Termin ostatecznej wersji nie może być przed terminem pierwszej.")


def _check_experts(pilot, experts):
    for expert in experts:
        if expert.centre_id != pilot.centre_id or not expert.grants.filter(role=Role.EXPERT, revoked_at=None).exists():
            raise DomainError(f"{expert} nie ma w tym ośrodku roli eksperta.")


@part_of_a_deed
def open_ballot(
    team: Team, subject: str, content_hash: str, mode: str, *, by: User, working_days: int = CIRCULAR_DAYS
) -> Ballot:
    """Open a vote on exactly this content (SHA-256). Entitled is who is in the team today; both the electorate and
    the rules of today are frozen, so that later orders do not change this vote. In the circular mode votes are taken
    for so many `working_days`."""
    roster, of_today = rules.roster_on(team, clock.today()), rules.rules_on(team)
    if not roster:
        raise DomainError(f"Nie można głosować: w dniu {clock.today():%d.%m.%Y} zespół nie ma ani jednego członka.")
    if not of_today:
        raise DomainError("Nie można głosować: zarządzenia nie określają zasad głosowania tego zespołu.")
    if mode == Ballot.Mode.CIRCULAR and not of_today.get("circular"):
        raise DomainError("Zarządzenie o powołaniu zespołu nie przewiduje trybu obiegowego.")
    ballot = Ballot.objects.create(
        centre_id=team.centre_id,
        team=team,
        subject=subject,
        content_hash=content_hash,
        mode=mode,
        rules=of_today,
        opened_at=clock.now(),
        opened_by=by,
        deadline_on=add_working_days(clock.today(), working_days) if mode == Ballot.Mode.CIRCULAR else None,
    )
    Elector.objects.bulk_create(_elector(ballot, entry) for entry in roster)
    return ballot


def _elector(ballot, entry):
    return Elector(
        ballot=ballot,
        person_id=entry.person_id,
        name=entry.name,
        function=entry.function,
        provision=entry.provision,
        rank=entry.rank,
    )


@deed
def cast_vote(ballot: Ballot, choice: str, reason: str, *, by: User) -> Vote:
    """Vote once, by name, while the ballot is open. A vote is not changed afterwards."""
    _lock(ballot)
    elector = ballot.electors.filter(person_id=by.person_id or 0).first()
    if elector is None:
        raise DomainError("Głosują tylko członkowie zespołu z dnia otwarcia głosowania.")
    if BallotResult.objects.filter(ballot=ballot).exists():
        raise DomainError("Głosowanie jest już zamknięte.")
    if rules.is_past_deadline(ballot):
        raise DomainError(f"Termin głosowania minął {day_in_words(ballot.deadline_on)}")
    if Vote.objects.filter(elector=elector).exists():
        raise DomainError("Głos został już oddany. Nie można go zmienić.")
    if choice not in Vote.Choice.values:
        raise DomainError("Wybierz: za, przeciw albo wstrzymuję się.")
    vote = Vote.objects.create(elector=elector, choice=choice, reason=rich.tidy(reason).strip(), cast_at=clock.now())
    audit.record("ballot.vote", ballot, by=by, choice=choice)
    return vote


@part_of_a_deed
def close_ballot(ballot: Ballot, *, by: User, withdrawn: bool = False, note: str = "") -> BallotResult:
    """Count the votes under the frozen rules and close the ballot for good; `withdrawn`: close it without a count."""
    _lock(ballot)
    if BallotResult.objects.filter(ballot=ballot).exists():
        raise DomainError("Głosowanie jest już zamknięte.")
    _check_closing(ballot, by, withdrawn)
    electors = list(ballot.electors.select_related("vote"))
    tally = _tally(ballot, electors)
    return BallotResult.objects.create(
        ballot=ballot,
        outcome=BallotResult.Outcome.WITHDRAWN if withdrawn else tally.outcome,
        votes_for=tally.votes_for,
        votes_against=tally.votes_against,
        abstentions=tally.abstentions,
        entitled=len(electors),
        decided_by_chair=tally.decided_by_chair and not withdrawn,
        note=rich.tidy(note).strip(),
        closed_at=clock.now(),
        closed_by=by,
    )


def _check_closing(ballot, by, withdrawn):
    if withdrawn and not rules.presides(by, ballot):
        raise DomainError(NOT_STOPPING)
    if not withdrawn and not rules.may_close(by, ballot):
        raise DomainError(NOT_CLOSING)
    if not withdrawn and (reasons := rules.still_runs(ballot)):
        raise DomainError(" ".join(reasons))


def _tally(ballot, electors):
    votes = defaultdict(list)
    for elector in electors:
        if hasattr(elector, "vote"):
            votes[elector.function].append(elector.vote.choice)
    return counting.count(votes, entitled=len(electors), rules=ballot.rules, mode=ballot.mode)


def _lock(ballot):
    """Voting and closing take turns. An advisory lock, since the application's role may not UPDATE ballots, and
    FOR UPDATE would ask for that right."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [BALLOT_LOCK, ballot.pk % 2**31])
