"""Ballots that can be named beside a point of the agenda."""

from django.db.models import Q

from apps.teams.models import Ballot

from .models import AgendaItem, Meeting


def ballots_of_the_day(meeting: Meeting, item: AgendaItem) -> list[Ballot]:
    """Those which the team held at a meeting on that day and which no other point names; the latest last."""
    held = Ballot.objects.filter(centre=meeting.centre_id, team=meeting.team_id, mode=Ballot.Mode.MEETING)
    free = Q(agenda_item=None) | Q(agenda_item=item.pk)
    found = held.filter(free, opened_at__date=meeting.held_on).select_related("result")
    return list(found.order_by("opened_at", "pk"))
