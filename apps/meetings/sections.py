"""On the page of a team: its meetings and its minutes."""

from apps.accounts.models import User
from apps.teams.models import Team
from apps.teams.parts import Part, on_the_page_of_a_team

from . import reading, rules


@on_the_page_of_a_team
def meetings_of(team: Team, user: User) -> Part:
    said = reading.of_team(team, user) | {"team": team, "may_plan": rules.may_plan(user, team)}
    return Part("meetings/part.html", said)
