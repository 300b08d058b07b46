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
    powers = rules.Powers(by, version)
    seat = next((seat for seat in powers.own_seats if seat.asked.pk == asked.pk and seat.is_chair), None)
    if seat is None:
        raise DomainError(f"Zgłaszanie uwag kończy przewodniczący zespołu. {rules.CHAIRS}")
    if version.status != DocumentVersion.Status.COLLECTING or seat.asked.closed_at:
        raise DomainError("Ten zespół nie zgłasza już uwag do tej wersji.")
    seat.asked.closed_by, seat.asked.closed_at = by, clock.now()
    seat.asked.save(update_fields=["closed_by", "closed_at"])
    if not version.consultation.asked.filter(closed_at=None).exists():
        notifications.tell_writers_all_closed(version, by)
    audit.record("remarks.team_closed", version, by=by, team=seat.asked.team.name)
    return seat.asked


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
