"""Where remarks that were taken in are settled."""

from apps.accounts.models import User
from apps.consultations import units
from apps.consultations.models import DocumentVersion, Remark, Settlement
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError

from .. import rules
from ..locking import locked
from ..settled import to_settle


@deed
def settle(version: DocumentVersion, places: dict[Remark, str | None], *, by: User) -> list[int]:
    """Say for each remark that was taken in earlier where in `version` it is settled: the unit as its label is typed
    („”: the whole document), or None: not there. Numbers of those whose settlement changed."""
    version = locked(version)
    if not rules.Powers(by, version).may_settle:
        raise DomainError(f"Załatwienie uwag wskazuje ten, kto pisze dokument. {rules.ANSWERERS}")
    open_ones = {remark.pk: remark for remark in to_settle(version)}
    if any(remark.pk not in open_ones for remark in places):
        raise DomainError("Wskazać można załatwienie tylko uwag uwzględnionych we wcześniejszych wersjach.")
    changed = [remark.number for remark, label in places.items() if _settle(version, remark, label, by)]
    audit.record("remarks.settled", version, by=by, numbers=sorted(changed))
    return changed


def _settle(version, remark, label, by) -> bool:
    standing = Settlement.objects.filter(remark=remark).first()
    if label is None:
        return bool(standing and standing.in_version_id == version.pk and standing.delete()[0])
    label = " ".join(label.split())
    unit = units.named(version.units, label) if label else None
    said = {"in_version": version, "unit_key": unit.key if unit else "", "unit_label": unit.label if unit else label}
    if standing and all(getattr(standing, name) == value for name, value in said.items()):
        return False
    Settlement.objects.update_or_create(remark=remark, defaults=said | {"settled_by": by, "settled_at": clock.now()})
    return True
