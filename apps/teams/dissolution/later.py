"""Who was to join a team on a day that it will not live to see."""

import datetime

from apps.teams.models import RosterInterval, Team
from apps.teams.rules import roster_on


def joining_later(team: Team, day: datetime.date) -> list[RosterInterval]:
    """Those who are not in the team on the day and were to come after it, each once, with the order that says so."""
    there = {entry.person_id for entry in roster_on(team, day)}
    found = RosterInterval.objects.filter(centre=team.centre_id, team=team, since_on__gt=day)
    found = found.select_related("person", "issued_order").defer("issued_order__text", "issued_order__effects")
    first: dict[int, RosterInterval] = {}
    for entry in found.order_by("since_on", "rank", "pk"):
        if entry.person_id not in there:
            first.setdefault(entry.person_id, entry)
    return list(first.values())
