"""The register of deeds. `record` is called last inside the action's transaction: its lock is held briefly."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from .deeds import note_trace
from .models import AuditEvent

_LOCK = 7_301  # class of our advisory locks; the second key is the centre
GENESIS = "0" * 64
_CHAINED = (
    "centre_id",
    "sequence",
    "actor_id",
    "actor_name",
    "verb",
    "object_type",
    "object_id",
    "object_label",
    "data",
)


def record(verb: str, obj: Any, *, by: Any, centre: Any = None, **data: Any) -> AuditEvent:
    """Append one deed to the chain of its centre. `by` is a user, or None for the program itself."""
    centre_id = centre.pk if centre is not None else getattr(obj, "centre_id", None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, centre_id or 0])
    last = AuditEvent.objects.filter(centre_id=centre_id).order_by("-sequence").first()
    event = AuditEvent(
        centre_id=centre_id,
        sequence=last.sequence + 1 if last else 1,
        at=timezone.now(),
        actor_id=by.pk if by else None,
        actor_name=by.full_name if by else "program",
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=obj.pk if isinstance(obj.pk, int) else None,
        object_label=str(obj)[:300],
        data=json.loads(json.dumps(data, default=str)),
        previous_hash=last.hash if last else GENESIS,
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    note_trace(verb)
    return event


def digest(event: AuditEvent) -> str:
    """SHA-256 over everything the event says and the hash before it."""
    said = {name: getattr(event, name) for name in _CHAINED} | {
        "at": _utc(event.at),
        "previous_hash": event.previous_hash,
    }
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def broken_links(centre_id: int | None) -> list[int]:
    """Sequence numbers at which the chain of a centre does not hold: changed, missing or out of order."""
    broken, previous, expected = [], GENESIS, 1
    for event in AuditEvent.objects.filter(centre_id=centre_id).order_by("sequence").iterator():
        if (event.sequence, event.previous_hash, event.hash) != (expected, previous, digest(event)):
            broken.append(event.sequence)
        previous, expected = event.hash, event.sequence + 1
    return broken


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
