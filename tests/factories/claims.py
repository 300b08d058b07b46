"""Evidence laid straight into its register, for tests of what cites it."""

import datetime
import hashlib

from django.db import transaction
from django.utils import timezone

from apps.implementation.models import Evidence, EvidenceVersion


@transaction.atomic
def evidence(pilot, by, title="Ankieta pracowników", *, tool=None, on=datetime.date(2018, 7, 2)):
    """The next piece of the pilot's register, a statement."""
    number = Evidence.objects.filter(pilot=pilot).count() + 1
    made = Evidence.objects.create(
        pilot=pilot, number=number, kind="statement", tool=tool, added_by=by, added_at=timezone.now()
    )
    return replaced(made, by, title, on=on)


@transaction.atomic
def replaced(made, by, title, *, on=datetime.date(2018, 7, 2)):
    """The same piece with a newer version."""
    version = made.versions.count() + 1
    said = f"{title}, wersja {version}"
    made.current = EvidenceVersion.objects.create(
        evidence=made,
        version=version,
        title=title,
        dated_on=on,
        statement=said,
        sha256=hashlib.sha256(said.encode()).hexdigest(),
        added_by=by,
        added_at=timezone.now(),
    )
    made.save(update_fields=["current"])
    return made
