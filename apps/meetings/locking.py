"""The meeting as an action finds it under its lock, and the refusals that actions share."""

from typing import Any

from apps.accounts.models import User
from apps.core.errors import DomainError

from . import rules
from .models import Meeting
from .workflow import MEETING

S = Meeting.Status
FROZEN = "Protokół jest zatwierdzony, więc niczego już nie można w nim zmienić."
CANCELLED = "To posiedzenie jest odwołane."
NOT_OPEN = "Posiedzenie nie jest jeszcze otwarte."
STALE = "Ktoś zapisał ten tekst w międzyczasie. Twój tekst jest poniżej: połącz go z zapisanym i zapisz jeszcze raz."


def locked(pk: int) -> Meeting:
    """Under a lock until the transaction ends."""
    return Meeting.objects.whole().select_for_update(of=("self",)).get(pk=pk)


def to_lead(pk: int, by: User, statuses: Any) -> Meeting:
    """Locked, for somebody who leads it, while it is in one of the statuses."""
    meeting = locked(pk)
    if not rules.leads(by, meeting):
        raise DomainError(f"Może to zrobić {rules.LEADERS}.")
    if meeting.status not in statuses:
        raise DomainError(why_not_now(meeting))
    return meeting


def why_not_now(meeting: Meeting) -> str:
    """Why nothing can be written of the meeting in its state."""
    if meeting.status == S.APPROVED:
        return FROZEN
    if meeting.status == S.CANCELLED:
        return CANCELLED
    if meeting.status in rules.PLANNED:
        return NOT_OPEN
    return "Posiedzenie jest już otwarte: tego nie można zmienić."


def step(meeting: Meeting, name: str, by: User) -> dict[str, str]:
    """Take the step if it may be taken; the caller saves. Before and after, for the register."""
    taken = MEETING.check(name, by, meeting)
    before, meeting.status = meeting.status, taken.target
    return {"before": before, "after": meeting.status}
