"""How terms are written: what is laid over a time withdraws the terms it touches and writes anew what remains of them.
Nothing here is an action of its own."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import Q

from apps.accounts.models import Centre, User
from apps.core import clock
from apps.core.errors import DomainError

from .. import rules
from ..models import Employment, PositionTerm, Term, UnitTerm

TERMS = [UnitTerm, PositionTerm, Employment]
_GUARDS = ", ".join(f"{model._meta.db_table}_structure_is_whole" for model in TERMS)


def _require(allowed: bool, reason: str) -> None:
    if not allowed:
        raise DomainError(reason)


def _locked(centre: Centre, by: User) -> None:
    """Whoever changes the structure of a centre waits here for the others."""
    _require(rules.may_keep_structure(by, centre), rules.KEEPERS)
    _waited_for(centre)


def _waited_for(centre: Centre) -> None:
    Centre.objects.select_for_update().get(pk=centre.pk)


def _lay(
    model: type[Term], of: Mapping[str, Any], said: Mapping[str, Any] | None, since: date, until: date | None, by: User
) -> Term | None:
    """From `since` till `until` (exclusive; None: until further notice) it is as `said`; None: it is not at all."""
    _require(until is None or until > since, "Koniec musi być późniejszy niż początek.")
    touched = model.objects.standing().filter(Q(until_on=None) | Q(until_on__gt=since), **of)
    touched = list(touched.filter(since_on__lt=until) if until else touched)
    trace = {"recorded_at": clock.now(), "recorded_by": by}
    model.objects.filter(pk__in=[one.pk for one in touched]).update(withdrawn_at=trace["recorded_at"], withdrawn_by=by)
    for one in touched:
        for starts, ends in _remains(one, since, until):
            _write(model, of | _said(one) | trace, starts, ends)
    return _write(model, of | said | trace, since, until) if said is not None else None


def _said(term: Term) -> dict[str, Any]:
    return {name: getattr(term, name) for name in term.SAID}


def _remains(term: Term, since: date, until: date | None) -> list[tuple[date, date | None]]:
    before = [(term.since_on, since)] if term.since_on < since else []
    lasts_longer = until is not None and (term.until_on is None or term.until_on > until)
    return before + ([(until, term.until_on)] if lasts_longer else [])


def _write(model: type[Term], fields: Mapping[str, Any], since: date, until: date | None) -> Term:
    try:
        return model.objects.create(**fields, since_on=since, until_on=until)
    except DatabaseError as refusal:
        raise DomainError(_in_words(refusal, model)) from refusal


def _settled() -> None:
    """Ask the guards of the whole structure now, so that their refusal can be read where it was caused."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS {_GUARDS} IMMEDIATE")
            cursor.execute(f"SET CONSTRAINTS {_GUARDS} DEFERRED")
    except DatabaseError as refusal:
        raise DomainError(_in_words(refusal)) from refusal


def _in_words(refusal: DatabaseError, *models: type[Term]) -> str:
    """What the database said: a constraint in the words of its model, a guard in its own."""
    said = getattr(refusal.__cause__, "diag", None)
    known = {one.name: one.violation_error_message for model in models for one in model._meta.constraints}
    name = getattr(said, "constraint_name", None)
    if name in known:
        return str(known[name])
    if said is None or said.sqlstate != "P0001":
        raise refusal
    return said.message_primary
