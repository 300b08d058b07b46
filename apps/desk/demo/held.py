"""Whether everything about meetings in the example centres came from a deed."""

from collections.abc import Callable, Iterator

from apps.accounts.models import Centre
from apps.core.models import AuditEvent
from apps.meetings.models import AgendaItem, Decision, Guest, Meeting, Minutes, MinutesRemark, Seat

from .traces import Claim, claim_of, each

DETAILS: dict[str, Callable[[AuditEvent], list]] = {
    "meeting.add_item": lambda event: [event.data["item"]],
    "meeting.add_decision": lambda event: [event.data["decision"]],
    "meeting.add_guest": lambda event: [event.data["whom"]],
    "meeting.remark": lambda event: [event.data["remark"]],
    "meeting.approve": lambda event: [event.data["number"]],
    "meeting.note_done": lambda event: [event.data["decision"]],
}


def of(centre: Centre) -> Iterator[Claim]:
    """Seats come from the opening, everything else from a deed of its own."""
    meetings = Meeting.objects.filter(centre=centre)
    yield from each(meetings, "meeting.plan")
    for seat in Seat.objects.filter(meeting__in=meetings):
        yield claim_of(seat, (Meeting, seat.meeting_id), "meeting.open")
    for item in AgendaItem.objects.filter(meeting__in=meetings):
        yield claim_of(item, (Meeting, item.meeting_id), "meeting.add_item", detail=item.pk)
    for guest in Guest.objects.filter(meeting__in=meetings):
        yield claim_of(guest, (Meeting, guest.meeting_id), "meeting.add_guest", detail=guest.name)
    for remark in MinutesRemark.objects.filter(meeting__in=meetings):
        yield claim_of(remark, (Meeting, remark.meeting_id), "meeting.remark", detail=remark.pk)
    for minutes in Minutes.objects.filter(meeting__in=meetings):
        yield claim_of(minutes, (Meeting, minutes.meeting_id), "meeting.approve", detail=minutes.number_text)
    for decision in Decision.objects.filter(item__meeting__in=meetings).select_related("item", "done"):
        on = (Meeting, decision.item.meeting_id)
        yield claim_of(decision, on, "meeting.add_decision", detail=decision.pk)
        if hasattr(decision, "done"):
            yield claim_of(decision.done, on, "meeting.note_done", detail=decision.pk)
