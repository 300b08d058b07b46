"""Bringing back what somebody removed: the same row under its own key, with what stood on it, in its place."""

from typing import Any

from django.core import serializers

from apps.accounts.models import User
from apps.core import audit
from apps.core.deeds import deed, draft_saving
from apps.core.errors import DomainError
from apps.opinions.actions import _locked_for_writing
from apps.opinions.contributions.actions import _check_not_submitted, _column, _locked_round
from apps.opinions.contributions.rules import contributions_to_settle
from apps.opinions.models import Contribution, Finding, Opinion, Recommendation, Removal, ReviewRemark
from apps.opinions.review.actions import _open_for_remarks

from . import reading

Claim = Finding | Recommendation


@deed
def restore_claim(removal: Removal, *, by: User) -> Claim:
    """Bring back a plus, a minus or a recommendation, with the evidence it cited and the proposals that were part of
    it, as far as nobody has used them since."""
    opinion = _locked_for_writing(removal.opinion_id, by)
    claim = _brought_back(removal)
    _to_its_place(claim)
    waiting = contributions_to_settle(opinion).filter(finding=None, recommendation=None, set_aside="")
    keys = list(waiting.filter(pk__in=removal.merged).values_list("pk", flat=True))
    Contribution.objects.filter(pk__in=keys).update(**{_column(claim): claim})
    audit.record("opinion.restore", opinion, by=by, thing=removal.thing, thing_id=claim.pk, removal=removal.pk)
    return claim


@draft_saving
def restore_contribution(removal: Removal, *, by: User) -> Contribution:
    """Bring one's own proposal back, until one has submitted."""
    if removal.removed_by_id != by.pk:
        raise DomainError("Przywrócić można tylko własną propozycję.")
    round_ = Opinion.objects.get(pk=removal.opinion_id).rounds.get(pk=removal.row["round"])
    _opinion, collecting = _locked_round(round_, by)
    _check_not_submitted(collecting, by)
    return _brought_back(removal)


@draft_saving
def restore_remark(removal: Removal, *, by: User) -> ReviewRemark:
    """Bring a remark of WRZOS back; when its number is taken, under the next one."""
    hand_over = removal.opinion.hand_overs.get(pk=removal.row["hand_over"])
    _open_for_remarks(hand_over, by)
    taken = set(hand_over.remarks.values_list("number", flat=True))
    if removal.row["number"] in taken:
        removal.row["number"] = max(taken) + 1
    return _brought_back(removal)


def _brought_back(removal: Removal) -> Any:
    """The opinion's row is locked: of two people who click, the second is told."""
    if not reading.may_come_back(removal):
        raise DomainError("To już wróciło albo zostało potem usunięte jeszcze raz. Zobacz listę.")
    for one in serializers.deserialize("python", removal.rows, ignorenonexistent=True):
        one.save(force_insert=True)
    return Removal.MODELS[removal.thing].objects.get(pk=removal.thing_id)


def _to_its_place(claim: Claim) -> None:
    """Where it stood among those of its kind; what was moved meanwhile keeps its order. Ranks are rewritten whole."""
    siblings = type(claim).objects.filter(opinion=claim.opinion_id, **reading.kind_of(claim))
    ordered = sorted(siblings, key=lambda row: (row.rank, row.pk != claim.pk, row.pk))
    for rank, row in enumerate(ordered, start=1):
        siblings.filter(pk=row.pk).update(rank=rank)
