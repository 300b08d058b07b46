"""Whose move a scope waits for, and what happened to it."""

from typing import Any

from apps.accounts.models import User
from apps.core.models import AuditEvent

from .. import rules as keeping
from ..models import ScopeOfDuties

S = ScopeOfDuties.Status
_DEEDS = {
    "scope.begun": "Założono projekt.",
    "scope.submitted": "Przekazano dyrektorowi.",
    "scope.taken_back": "Cofnięto do poprawy.",
    "scope.returned": "Zwrócono do poprawy.",
    "scope.accepted": "Zatwierdzono.",
    "scope.acknowledged": "Potwierdzono zapoznanie się.",
}


def moves_of(user: User, scope: ScopeOfDuties, may_confirm: bool) -> str:
    """Who is awaited; „Ciebie” for that very person; empty when nobody is."""
    if scope.status == S.DRAFT:
        return "Ciebie" if keeping.may_keep_scope(user, scope) else "kadry"
    if scope.status == S.SUBMITTED:
        return "Ciebie" if keeping.may_accept_scope(user, scope) else "dyrektora"
    return "Ciebie" if may_confirm else ""


def story(scope: ScopeOfDuties) -> list[dict[str, Any]]:
    """The newest first, for components/timeline.html. Confirmations stand in the list of readers."""
    found = AuditEvent.objects.filter(object_type=scope._meta.label_lower, object_id=scope.pk)
    deeds = found.exclude(verb="scope.acknowledged").order_by("-pk")[:50]
    return [{"at": one.at, "who": one.actor_name, "what": _said(one), "link": ""} for one in deeds]


def _said(event: AuditEvent) -> str:
    note = event.data.get("note")
    return _DEEDS.get(event.verb, event.verb) + (f" „{note}”" if note else "")
