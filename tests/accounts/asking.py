"""What tests of actions ask: what was written down, who holds what, why something was refused."""

import pytest

from apps.core.errors import DomainError
from apps.core.models import AuditEvent


def events(verb):
    return [(event.actor_name, event.object_label, event.centre_id) for event in AuditEvent.objects.filter(verb=verb)]


def held(person):
    return set(person.grants.filter(revoked_at=None).values_list("role", flat=True))


def refused(action, *args, **kwargs):
    with pytest.raises(DomainError) as refusal:
        action(*args, **kwargs)
    return str(refusal.value)
