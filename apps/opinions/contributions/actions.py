"""What members give, and what becomes of it. Every action locks the opinion's row first."""

from collections.abc import Iterable
from functools import partial

from apps.accounts.models import User
from apps.catalogue.models import RecommendationKind
from apps.core import audit, clock
from apps.core.deeds import deed, draft_saving, text_saving
from apps.core.errors import DomainError, StaleVersion
from apps.implementation.models import Evidence
from apps.teams.calendar import add_working_days
from apps.texts.actions import keep_revision, save_if_unchanged

from .. import actions as opinions
from ..actions import _edited, _locked_for_writing, _plain, _recommendation_texts, _removed_whole
from ..claims.actions import cite
from ..content import RECOMMENDATION_TEXTS
from ..models import (
    Contradiction,
    Contribution,
    ContributionEvidence,
    ContributionRound,
    Finding,
    Opinion,
    Recommendation,
    Removal,
    Stance,
)
from . import rules

Kind = Contribution.Kind
Claim = Finding | Recommendation


@deed
def open_round(opinion: Opinion, working_days: int, *, by: User) -> ContributionRound:
    """Ask every member for pluses, minuses and recommendations, until the end of the n-th working day from today."""
    opinion = _locked_for_writing(opinion.pk, by)
    last = rules.current_round(opinion)
    if last and not rules.is_over(last):
        raise DomainError("Zbieranie propozycji już trwa.")
    if last and last.closed_at is None:
        _close(last, by)
    deadline = add_working_days(clock.today(), working_days)
    made = ContributionRound.objects.create(opinion=opinion, deadline_on=deadline, opened_by=by, opened_at=clock.now())
    audit.record("opinion.ask_for_contributions", opinion, by=by, round=made.pk, deadline_on=deadline.isoformat())
    return made


@deed
def extend_round(collecting: ContributionRound, working_days: int, *, by: User) -> ContributionRound:
    """Give more time: the n-th working day from today, later than the day that stands."""
    opinion, collecting = _locked_round(collecting, by)
    if rules.is_over(collecting):
        raise DomainError("Zbieranie propozycji już się skończyło. Można otworzyć następne.")
    deadline = add_working_days(clock.today(), working_days)
    if deadline <= collecting.deadline_on:
        raise DomainError("Nowy termin musi być późniejszy od obecnego.")
    collecting.deadline_on = deadline
    collecting.save(update_fields=["deadline_on"])
    audit.record("opinion.extend_contributions", opinion, by=by, round=collecting.pk, deadline_on=deadline.isoformat())
    return collecting


@deed
def close_round(collecting: ContributionRound, *, by: User) -> ContributionRound:
    """End the round: everybody sees what was submitted. What was not stays with its author, who may still submit it."""
    opinion, collecting = _locked_round(collecting, by)
    if collecting.closed_at:
        raise DomainError("Zbieranie propozycji jest już zamknięte.")
    if not rules.can_close(by, collecting):
        raise DomainError(rules.CLOSES)
    _close(collecting, by)
    audit.record("opinion.close_contributions", opinion, by=by, round=collecting.pk)
    return collecting


@draft_saving
def add_contribution(
    collecting: ContributionRound, kind: str, said: dict[str, str], *, by: User, evidence: Iterable[Evidence] = ()
) -> Contribution:
    """Add a proposal of one's own; `kind`: a sign of a finding or a kind of recommendation; `evidence`: on which it
    stands. The same one sent twice is added once."""
    _opinion, collecting = _locked_round(collecting, by)
    _check_not_submitted(collecting, by)
    if rules.is_over(collecting):
        raise DomainError("Zbieranie propozycji się skończyło. Dopisz plus, minus albo rekomendację wprost w tekście.")
    kinds, own = _kinds(kind), collecting.contributions.filter(person=by.person)
    words = _words(kind, said)
    made = own.filter(**kinds, **words).first()
    made = made or Contribution.objects.create(round=collecting, person=by.person, **kinds, **words, **_edited(by))
    _stand_on(made, evidence)
    return made


@text_saving
def change_contribution(
    contribution: Contribution,
    said: dict[str, str],
    version: int,
    *,
    by: User,
    evidence: Iterable[Evidence] | None = None,
) -> Contribution:
    """Change one's own words typed over `version`, until they are submitted; `evidence` None: what it stands on
    stays."""
    words = _words(contribution.recommendation_kind or contribution.kind, said)
    save_if_unchanged(contribution, words, version, by=by, guard=partial(_to_change, contribution, evidence, by))
    return contribution


@draft_saving
def remove_contribution(contribution: Contribution, *, by: User) -> Removal:
    """Take one's own proposal back before it is submitted. It may come back (removing.actions)."""
    current = _own_draft(contribution, by)
    return _removed_whole(current, contribution.round.opinion, by, current.supports.all())


@deed
def submit(collecting: ContributionRound, *, by: User) -> int:
    """Submit all one's proposals of the round for good; from now on one sees those of others. How many."""
    opinion, collecting = _locked_round(collecting, by)
    drafts = collecting.contributions.filter(person=by.person, submitted_at=None)
    if not (given := drafts.update(submitted_at=clock.now())):
        raise DomainError(rules.SUBMITTED if rules.has_submitted(by, collecting) else rules.NOTHING_GIVEN)
    audit.record("opinion.submit_contributions", opinion, by=by, round=collecting.pk, given=given)
    return given


@draft_saving
def take_stance(contribution: Contribution, choice: str, reason: str, *, by: User) -> Stance:
    """Agree or disagree with another's proposal; changing one's mind replaces the stance taken before."""
    contribution = _to_settle(contribution, by)
    if contribution.person_id == by.person_id:
        raise DomainError("Stanowisko zajmuje się wobec propozycji innych osób.")
    if choice not in Stance.Choice.values:
        raise DomainError("Wybierz: zgadzam się albo nie zgadzam się.")
    if not (reason := _plain(reason)) and choice == Stance.Choice.DISAGREE:
        raise DomainError("Napisz, dlaczego się nie zgadzasz.")
    said = {"choice": choice, "reason": reason, "taken_at": clock.now()}
    stance, _ = Stance.objects.update_or_create(contribution=contribution, person=by.person, defaults=said)
    return stance


@deed
def mark_contradiction(
    opinion: Opinion, contributions: Iterable[Contribution], reason: str, *, by: User
) -> Contradiction:
    """Note that two proposals say the contrary, without taking a side. The same two are marked once."""
    opinion = _locked_for_writing(opinion.pk, by)
    keys = sorted({contribution.pk for contribution in contributions})
    if len(keys) != 2:
        raise DomainError(rules.NOT_TWO)
    if rules.contributions_to_settle(opinion).filter(pk__in=keys).count() != 2:
        raise DomainError(rules.NOT_OVER)
    said = {"reason": _plain(reason), "marked_by": by, "marked_at": clock.now()}
    marked, _ = Contradiction.objects.get_or_create(one_id=keys[0], other_id=keys[1], defaults=said)
    audit.record("opinion.mark_contradiction", opinion, by=by, contributions=keys)
    return marked


@deed
def unmark_contradiction(contradiction: Contradiction, *, by: User) -> None:
    """Take the mark back; one that is gone is gone."""
    opinion = _locked_for_writing(contradiction.one.round.opinion_id, by)
    Contradiction.objects.filter(pk=contradiction.pk).delete()
    keys = [contradiction.one_id, contradiction.other_id]
    audit.record("opinion.unmark_contradiction", opinion, by=by, contributions=keys)


@deed
def merge(
    opinion: Opinion, contributions: Iterable[Contribution], kind: str, said: dict[str, str], *, by: User
) -> Claim:
    """Make one new plus, minus or recommendation, in the writer's own words, of the proposals chosen."""
    opinion = _locked_for_writing(opinion.pk, by)
    chosen = _chosen(opinion, contributions, by)
    if _stands(opinion, kind, _plain(said["body"])):
        raise DomainError("Wpis o tej treści już jest w tekście. Połącz propozycje z nim albo zmień treść.")
    if kind in Finding.Sign.values:
        made = opinions.add_finding(opinion, kind, said["body"], by=by)
    else:
        made = opinions.add_recommendation(opinion, kind, said, by=by)
    return _merged(opinion, chosen, made, by)


@deed
def merge_into(
    claim: Claim, contributions: Iterable[Contribution], said: dict[str, str], version: int, *, by: User
) -> Claim:
    """Let the proposals become part of a plus, minus or recommendation that stands, and give it these words; they were
    typed over `version`. StaleVersion when somebody saved a newer one."""
    opinion = _locked_for_writing(claim.opinion_id, by)
    chosen = _chosen(opinion, contributions, by)
    current = type(claim).objects.select_for_update().filter(pk=claim.pk, opinion=opinion).first()
    if current is None:
        raise DomainError("Ktoś usunął ten wpis w międzyczasie. Połącz propozycje w nowy.")
    if current.version != version:
        raise StaleVersion("Ktoś zmienił ten wpis w międzyczasie. Jego obecna treść jest poniżej, obok Twojej.")
    words = _words_of_claim(current, said)
    for name, value in words.items():
        keep_revision(current, name, getattr(current, name), current.version, by=by)
        setattr(current, name, value)
    current.version += 1
    current.edited_by, current.edited_at = by, clock.now()
    current.save(update_fields=[*words, "version", "edited_by", "edited_at"])
    return _merged(opinion, chosen, current, by)


@deed
def undo_merge(claim: Claim, *, by: User) -> bool:
    """Let the proposals of a plus, minus or recommendation wait again. One made of them and not touched since goes
    too; one with words of its own stays. Whether it went."""
    opinion = _locked_for_writing(claim.opinion_id, by)
    current = type(claim).objects.select_for_update().filter(pk=claim.pk).first()
    if current is None or not current.contributions.exists():
        raise DomainError("Tego połączenia już nie ma.")
    freed = list(current.contributions.values_list("pk", flat=True))
    current.contributions.update(**{_column(current): None})
    goes = current.version == 1 and not current.citations.exclude(evidence__in=_evidence_of(freed)).exists()
    if goes:
        keep_revision(current, "body", current.body, None, by=by)
        current.delete()
    audit.record("opinion.undo_merge", opinion, by=by, contributions=freed, claim=claim.pk, removed=goes)
    return goes


@deed
def set_aside(contribution: Contribution, reason: str, *, by: User) -> Contribution:
    """Leave a proposal out of the text, with the reason."""
    contribution = _to_settle(contribution, by)
    if contribution.finding_id or contribution.recommendation_id:
        raise DomainError("Ta propozycja jest już połączona z tekstem. Najpierw cofnij połączenie.")
    if not (reason := _plain(reason)):
        raise DomainError("Napisz, dlaczego propozycja zostaje odłożona.")
    return _put(contribution, reason, "opinion.set_aside", by)


@deed
def take_up(contribution: Contribution, *, by: User) -> Contribution:
    """Let a proposal that was set aside wait again."""
    contribution = _to_settle(contribution, by)
    if not contribution.set_aside:
        raise DomainError("Ta propozycja nie jest odłożona.")
    return _put(contribution, "", "opinion.take_up", by)


def _put(contribution: Contribution, reason: str, verb: str, by: User) -> Contribution:
    contribution.set_aside = reason
    contribution.save(update_fields=["set_aside"])
    audit.record(verb, contribution.round.opinion, by=by, contribution=contribution.pk)
    return contribution


def _locked_round(collecting: ContributionRound, by: User) -> tuple[Opinion, ContributionRound]:
    opinion = _locked_for_writing(collecting.opinion_id, by)
    return opinion, ContributionRound.objects.select_for_update(of=("self",)).get(pk=collecting.pk)


def _close(collecting: ContributionRound, by: User) -> None:
    collecting.closed_by, collecting.closed_at = by, clock.now()
    collecting.save(update_fields=["closed_by", "closed_at"])


def _check_not_submitted(collecting: ContributionRound, by: User) -> None:
    if rules.has_submitted(by, collecting):
        raise DomainError(rules.SUBMITTED)


def _own_draft(contribution: Contribution, by: User) -> Contribution:
    """Locked, and asked before the row is changed: it is one's own, and not submitted yet."""
    _locked_for_writing(contribution.round.opinion_id, by)
    current = Contribution.objects.select_for_update(of=("self",)).filter(pk=contribution.pk).first()
    if current is None or current.person_id != by.person_id:
        raise DomainError("Zmienić można tylko własną propozycję, dopóki nie jest usunięta.")
    if current.submitted_at:
        raise DomainError(rules.SUBMITTED)
    return current


def _to_change(contribution: Contribution, evidence: Iterable[Evidence] | None, by: User) -> None:
    """Inside the transaction that saves the words: if they are refused, the evidence stays as it was, too."""
    current = _own_draft(contribution, by)
    if evidence is not None:
        _stand_on(current, evidence)


def _stand_on(contribution: Contribution, evidence: Iterable[Evidence]) -> None:
    """These pieces of the pilot's register and no others."""
    wanted = {piece.pk: piece for piece in evidence}
    contribution.supports.exclude(evidence__in=wanted).delete()
    known = set(contribution.supports.values_list("evidence", flat=True))
    for piece in (piece for pk, piece in wanted.items() if pk not in known):
        if piece.withdrawn_at or piece.pilot_id != contribution.round.opinion.pilot_id:
            raise DomainError(f"Dowodu {piece} nie ma w rejestrze tego pilotażu. Wybierz inny.")
        ContributionEvidence.objects.create(contribution=contribution, evidence=piece)


def _evidence_of(keys: Iterable[int]) -> set[int]:
    """On which these proposals stand."""
    return set(ContributionEvidence.objects.filter(contribution__in=keys).values_list("evidence", flat=True))


def _kinds(kind: str) -> dict[str, str]:
    if kind in Finding.Sign.values:
        return {"kind": kind, "recommendation_kind": ""}
    if kind not in RecommendationKind.values:
        raise DomainError("Wybierz: plus, minus albo rodzaj rekomendacji.")
    return {"kind": Kind.RECOMMENDATION, "recommendation_kind": kind}


def _words(kind: str, said: dict[str, str]) -> dict[str, str]:
    if kind in RecommendationKind.values:
        return _recommendation_texts(kind, said)
    return dict.fromkeys(RECOMMENDATION_TEXTS, "") | {"body": _plain(said["body"])}


def _words_of_claim(claim: Claim, said: dict[str, str]) -> dict[str, str]:
    if isinstance(claim, Finding):
        return {"body": _plain(said["body"])}
    return _recommendation_texts(claim.kind, said)


def _to_settle(contribution: Contribution, by: User) -> Contribution:
    """A submitted proposal of a round that is over, locked."""
    opinion = _locked_for_writing(contribution.round.opinion_id, by)
    found = rules.contributions_to_settle(opinion).select_for_update(of=("self",)).select_related("round__opinion")
    if (current := found.filter(pk=contribution.pk).first()) is None:
        raise DomainError(rules.NOT_OVER)
    return current


def _chosen(opinion: Opinion, contributions: Iterable[Contribution], by: User) -> list[Contribution]:
    keys = {contribution.pk for contribution in contributions}
    chosen = list(rules.contributions_to_settle(opinion).select_for_update(of=("self",)).filter(pk__in=keys))
    if not keys or len(chosen) != len(keys):
        raise DomainError("Wybierz złożone propozycje z zakończonego zbierania.")
    if any(map(rules.is_settled, chosen)):
        raise DomainError("Którąś z tych propozycji już połączono z tekstem albo odłożono. Wybierz jeszcze raz.")
    return chosen


def _stands(opinion: Opinion, kind: str, body: str) -> bool:
    """Whether the text already says this, word for word."""
    if kind in Finding.Sign.values:
        return opinion.findings.filter(sign=kind, body=body).exists()
    return opinion.recommendations.filter(kind=kind, body=body).exists()


def _merged(opinion: Opinion, chosen: list[Contribution], claim: Claim, by: User) -> Claim:
    keys = [contribution.pk for contribution in chosen]
    Contribution.objects.filter(pk__in=keys).update(**{_column(claim): claim})
    for piece in Evidence.objects.filter(pk__in=_evidence_of(keys), withdrawn_at=None).order_by("number"):
        cite(opinion, piece, **{_column(claim): claim}, by=by)
    audit.record("opinion.merge", opinion, by=by, contributions=keys, **{_column(claim): claim.pk})
    return claim


def _column(claim: Claim) -> str:
    return "finding" if isinstance(claim, Finding) else "recommendation"
