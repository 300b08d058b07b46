"""Wordings of a centre: added, changed, removed. Orders that were made of them keep their own text."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from apps.accounts.models import Centre, User
from apps.core import audit
from apps.core.deeds import deed
from apps.core.errors import DomainError, StaleVersion
from apps.orders.models import OrderClause

from .rules import can_keep_clauses

REFUSAL = "Wzory przepisów prowadzi dyrektor, pracownik kadr albo administrator ośrodka."
NAMED_TWICE = "Wzór o tej nazwie już jest. Nazwij ten inaczej."
CHANGED = "W międzyczasie ktoś zmienił ten wzór. Porównaj obie wersje i zapisz jeszcze raz."


@deed
def add_clause(centre: Centre, fields: dict[str, Any], *, by: User) -> OrderClause:
    """Keep one more wording, at the end of its list. `fields`: kind, name, text."""
    if not can_keep_clauses(by, centre):
        raise DomainError(REFUSAL)
    last = OrderClause.objects.filter(centre=centre, kind=fields["kind"]).aggregate(last=Max("rank"))["last"]
    clause = OrderClause(centre=centre, rank=0 if last is None else last + 1, **fields)
    _write(lambda: clause.save(force_insert=True))
    audit.record("order_clause.added", clause, by=by, name=clause.name)
    return clause


@deed
def change_clause(clause: OrderClause, fields: dict[str, Any], version: int, *, by: User) -> OrderClause:
    """Change what nobody has changed meanwhile (else StaleVersion)."""
    if not can_keep_clauses(by, clause.centre):
        raise DomainError(REFUSAL)
    same = OrderClause.objects.filter(pk=clause.pk, version=version)
    if not _write(lambda: same.update(**fields, version=F("version") + 1)):
        now = OrderClause.objects.filter(pk=clause.pk).first()
        if now is None:
            raise DomainError("Ten wzór został w międzyczasie usunięty.")
        raise StaleVersion(CHANGED, version=now.version)
    clause.refresh_from_db()
    audit.record("order_clause.changed", clause, by=by, name=clause.name)
    return clause


@deed
def remove_clause(clause: OrderClause, *, by: User) -> None:
    """Take a wording off the lists; texts made of it stay."""
    if not can_keep_clauses(by, clause.centre):
        raise DomainError(REFUSAL)
    audit.record("order_clause.removed", clause, by=by, name=clause.name)
    clause.delete()


def _write(writing: Any) -> Any:
    try:
        with transaction.atomic():
            return writing()
    except IntegrityError as refusal:
        if "a_clause_is_named_once" not in str(refusal):
            raise
        raise DomainError(NAMED_TWICE) from refusal
