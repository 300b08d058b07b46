from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from apps.accounts.models import Centre, User
from apps.core import audit
from apps.core.deeds import deed
from apps.core.errors import DomainError

from . import rules
from .models import Pilot

FIELDS = {"project_name", "financing_line", "starts_on", "ends_on"}
RUNNERS = "Pilotaże zakłada i zmienia dyrektor albo administrator ośrodka."


@deed
def make_pilot(centre: Centre, data: Mapping[str, Any], *, by: User) -> Pilot:
    """A pilot of the centre. `data`: project_name, financing_line (may be empty), starts_on, ends_on,
    catalogue_version (a published one, which stays)."""
    _require(rules.may_run_pilots(by, centre), RUNNERS)
    _require(data["catalogue_version"].published_at is not None, "Pilotaż prowadzi się według opublikowanej Tabeli 1.")
    pilot = Pilot(centre=centre, catalogue_version=data["catalogue_version"])
    _fill(pilot, {name: value for name, value in data.items() if name != "catalogue_version"})
    _save(pilot)
    audit.record("pilot.made", pilot, by=by)
    return pilot


@deed
def change_pilot(pilot: Pilot, data: Mapping[str, Any], *, by: User) -> Pilot:
    """Change the project's name, financing line or time. The wording of Tabela 1 cannot change: opinions rest on it."""
    _require(rules.may_run_pilots(by, pilot.centre), RUNNERS)
    pilot = Pilot.objects.select_for_update().get(pk=pilot.pk)
    same = data.get("catalogue_version", pilot.catalogue_version) == pilot.catalogue_version
    _require(same, "Wersji Tabeli 1 nie zmienia się w trakcie pilotażu: opierają się na niej opinie.")
    changed = _fill(pilot, {name: value for name, value in data.items() if name != "catalogue_version"})
    _save(pilot)
    audit.record("pilot.changed", pilot, by=by, changed=changed)
    return pilot


def _require(allowed: bool, reason: str) -> None:
    if not allowed:
        raise DomainError(reason)


def _fill(pilot: Pilot, data: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Set the fields and return what changed: {name: [before, after]}."""
    _require(set(data) <= FIELDS, f"Nieznane pola: {', '.join(sorted(set(data) - FIELDS))}.")
    changed = {name: [getattr(pilot, name), value] for name, value in data.items() if getattr(pilot, name) != value}
    for name, (_, after) in changed.items():
        setattr(pilot, name, after)
    return changed


def _save(pilot: Pilot) -> None:
    try:
        pilot.full_clean()
    except ValidationError as mistakes:
        raise DomainError(" ".join(mistakes.messages))
    pilot.save()
