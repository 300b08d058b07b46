"""A team has no more remarks; the collecting of remarks ends."""

from apps.accounts.models import User
from apps.consultations.models import AskedTeam, DocumentVersion
from apps.consultations.workflow import VERSION
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError

from .. import notifications, rules
from ..locking import locked


@deed
def close_team(asked: AskedTeam, *, by: User) -> AskedTeam:
    """The chair says that the team has no more remarks to the version, for good."""
    version = locked(asked.consultation.of_version)
    asked = version.consultation.asked.select_related("team").get(pk=asked.pk)
    if refusal := rules.why_not_close_team(asked, rules.Powers(by, version)):
        raise DomainError(refusal)
    asked.closed_by, asked.closed_at = by, clock.now()
    asked.save(update_fields=["closed_by", "closed_at"])
    if not version.consultation.asked.filter(closed_at=None).exists():
        notifications.tell_writers_all_closed(version, by)
    audit.record("remarks.team_closed", version, by=by, team=asked.team.name)
    return asked


@deed
def close_remarks(version: DocumentVersion, *, by: User) -> DocumentVersion:
    """End the collecting. When nobody has a remark that waits, whoever may hand the answers over has nothing to
    answer, and the version is answered at once."""
    version = locked(version)
    step = VERSION.check("close", by, version)
    consultation = version.consultation
    consultation.closed_by, consultation.closed_at = by, clock.now()
    version.status = step.target
    version.save(update_fields=["status"])
    if rules.has_nothing_to_answer(version) and "answer" in {one.name for one in VERSION.available(by, version)}:
        version.status = VERSION.check("answer", by, version).target
        version.save(update_fields=["status"])
        consultation.answered_by, consultation.answered_at = by, clock.now()
    consultation.save(update_fields=["closed_by", "closed_at", "answered_by", "answered_at"])
    notifications.tell_writers_to_answer(version, by)
    audit.record("remarks.closed", version, by=by, status=version.status)
    return version
