"""What happened to a proposed structure; not each row that was changed in it."""

from typing import Any

from apps.core.models import AuditEvent

from ..models import Variant

_DEEDS = {
    "variant.drawn": "Założono wariant.",
    "variant.shown": "Pokazano pracownikom.",
    "variant.hidden": "Ukryto przed pracownikami.",
    "variant.submitted": "Przekazano dyrektorowi.",
    "variant.taken_back": "Cofnięto do poprawy.",
    "variant.returned": "Zwrócono do poprawy.",
    "variant.introduced": "Wprowadzono strukturę.",
    "variant.withdrawn": "Wycofano wprowadzenie.",
    "variant.dropped": "Odłożono wariant.",
}


def story(variant: Variant) -> list[dict[str, Any]]:
    """The newest first, for components/timeline.html."""
    found = AuditEvent.objects.filter(object_type=variant._meta.label_lower, object_id=variant.pk, verb__in=_DEEDS)
    return [{"at": one.at, "who": one.actor_name, "what": _said(one), "link": ""} for one in found.order_by("-pk")[:50]]


def _said(event: AuditEvent) -> str:
    note = event.data.get("note")
    return _DEEDS[event.verb] + (f" „{note}”" if note else "")
