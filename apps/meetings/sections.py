"""On the page of a team: its meetings and its minutes."""

from apps.accounts.models import User
from apps.teams.models import Team
from apps.teams.parts import Part, on_the_page_of_a_team

from . import reading, rules


@on_the_page_of_a_team
def meetings_of(team: Team, user: User, function: str) -> Part:
    said = reading.of_team(team, function) | {"team": team, "may_plan": function in rules.LEADING}
    return Part("meetings/part.html", said)
