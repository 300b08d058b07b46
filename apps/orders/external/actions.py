"""Acts of others that the centre works under: added and changed, never deleted."""

from typing import Any

from django.db.models import F

from apps.accounts.models import Centre, User
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError, StaleVersion
from apps.documents.actions import PDF, freeze
from apps.documents.models import FrozenDocument
from apps.documents.rendering import new_code
from apps.orders.models import ExternalAct
from apps.signatures.reading import read_scan

from . import rules

REFUSAL = "Akty zewnętrzne wpisuje dyrektor albo pracownik kadr."
ONLY_PDF = "Plik aktu musi być w formacie PDF."
CHANGED = "W międzyczasie ktoś zmienił ten wpis. Porównaj obie wersje i zapisz jeszcze raz."


@deed
def add_act(centre: Centre, fields: dict[str, Any], pdf: bytes | None, *, by: User) -> ExternalAct:
    """Enter an act with, or without, its text in a PDF."""
    if not rules.can_keep_acts(by, centre):
        raise DomainError(REFUSAL)
    act = ExternalAct(centre=centre, recorded_by=by, recorded_at=clock.now(), **fields)
    if pdf:
        act.document = _kept(act, pdf, by)
    act.save(force_insert=True)
    audit.record("external_act.added", act, by=by, cited=rules.citation(act), document=_code(act, pdf))
    return act


@deed
def change_act(act: ExternalAct, fields: dict[str, Any], version: int, pdf: bytes | None, *, by: User) -> ExternalAct:
    """Change what nobody has changed meanwhile (else StaleVersion). A new PDF takes the place of the one before, which
    stays among the frozen documents."""
    if not rules.can_keep_acts(by, act.centre):
        raise DomainError(REFUSAL)
    same, before = ExternalAct.objects.filter(pk=act.pk, version=version), rules.citation(act)
    newer = dict(fields, version=F("version") + 1)
    if pdf:
        newer["document"] = _kept(ExternalAct(centre=act.centre, **fields), pdf, by)
    if not same.update(**newer):
        raise StaleVersion(CHANGED, version=ExternalAct.objects.get(pk=act.pk).version)
    act.refresh_from_db()
    said = {"before": before, "after": rules.citation(act), "document": _code(act, pdf)}
    audit.record("external_act.changed", act, by=by, **said)
    return act


def _code(act: ExternalAct, pdf: bytes | None) -> str:
    """Of the file that came with this deed."""
    return act.document.code if pdf else ""


def _kept(act: ExternalAct, pdf: bytes, by: User) -> FrozenDocument:
    reading = read_scan(pdf)
    if reading.refusal or reading.media_type != PDF:
        raise DomainError(reading.refusal or ONLY_PDF)
    return freeze(
        pdf,
        centre=act.centre,
        kind=FrozenDocument.Kind.SCAN,
        title=rules.citation(act)[:500],
        number=act.number_text[:40],
        dated_on=act.dated_on,
        code=new_code(),
        by=by,
    )
