"""Paper for a meeting: the list on which those who are present sign."""

import datetime
from typing import Any

from .counting import needed_for_quorum
from .models import Team
from .reading import RosterLine, provision_of

GUESTS = 4  # empty lines for those who were invited


def attendance_context(team: Team, day: datetime.date, roster: list[RosterLine], rules: dict) -> dict[str, Any]:
    """The members of the day in the order of the roster, and how many of them make a quorum."""
    pilot = team.pilot
    document = {
        "title": f"Lista obecności na posiedzeniu {team.name_genitive}"[:500],
        "centre_name": team.centre.name,
        "financing_line": (pilot.financing_line if pilot else "") or team.centre.financing_line,
        "draft": False,
        "example": team.centre.is_example,
        "code": "",
        "verify_url": "",
    }
    return {
        "document": document,
        "team": team,
        "day": day,
        "lines": roster,
        "guests": range(GUESTS),
        "quorum": needed_for_quorum(rules["quorum"], len(roster)) if rules else 0,
        "provision": provision_of(rules, "quorum"),
    }
