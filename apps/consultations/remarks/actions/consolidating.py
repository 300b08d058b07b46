"""Duplicates of one team: merged into one remark, and split again until they are decided upon."""

from collections.abc import Iterable

from apps.accounts.models import User
from apps.consultations.models import Answer, Remark
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError

from .. import rules
from ..locking import locked, locked_remark

CHOOSE = "Wybierz co najmniej dwie złożone uwagi swojego zespołu do tej wersji."
DECIDED = "Którąś z tych uwag ekspert już rozpatrzył, więc nie można ich łączyć ani rozłączać."


@deed
def merge_remarks(into: Remark, others: Iterable[Remark], *, by: User) -> Remark:
    """Let the others share the answer of `into`. They keep number, author and words, and what had been merged into
    them follows."""
    version = locked(into.of_version)
    keys = {one.pk for one in others} | {into.pk}
    chosen = list(Remark.objects.select_for_update().filter(pk__in=keys, of_version=version, team=into.team_id))
    _check_chair(by, version, into)
    if len(chosen) != len(keys) or len(keys) < 2 or not all(map(_stands, chosen)):
        raise DomainError(CHOOSE)
    whole = Remark.objects.filter(merged_into__in=keys)
    moved = sorted({*keys, *whole.values_list("pk", flat=True)} - {into.pk})
    if Answer.objects.filter(remark__in=[*moved, into.pk]).exclude(disposition="").exists():
        raise DomainError(DECIDED)
    said = {"merged_into": into.pk, "merged_by": by, "merged_at": clock.now()}
    Remark.objects.filter(pk__in=moved, merged_into__isnull=False).update(**_ALONE)
    Remark.objects.filter(pk__in=moved).update(**said)
    numbers = list(Remark.objects.filter(pk__in=moved).order_by("number").values_list("number", flat=True))
    audit.record("remarks.merged", into, by=by, into=into.number, numbers=numbers)
    return into


@deed
def split_remark(remark: Remark, *, by: User) -> Remark:
    """Let a merged remark stand alone again."""
    current = locked_remark(remark)
    _check_chair(by, current.of_version, current)
    if current.merged_into_id is None:
        raise DomainError(f"Uwaga nr {current.number} nie jest połączona z inną.")
    if rules.answered(current):
        raise DomainError(DECIDED)
    into = current.merged_into.number
    for name, value in _ALONE.items():
        setattr(current, name, value)
    current.save(update_fields=[*_ALONE])
    audit.record("remark.split", current, by=by, number=current.number, out_of=into)
    return current


_ALONE = {"merged_into": None, "merged_by": None, "merged_at": None}


def _stands(remark: Remark) -> bool:
    return bool(remark.submitted_at) and remark.withdrawn_at is None and remark.merged_into_id is None


def _check_chair(by, version, remark):
    powers = rules.Powers(by, version)
    if not powers.may_consolidate(remark.team_id):
        raise DomainError(rules.CHAIRS)
    if not (powers.reads_others or remark.team_id in powers.chaired_and_read):
        raise DomainError(rules.NOT_SEEN_YET)
