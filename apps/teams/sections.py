"""On the page of an order that changes or dissolves a team: the team."""

from apps.accounts.models import User
from apps.orders.models import Order
from apps.orders.sections import Section, on_the_page_of_an_order

from .models import Team


@on_the_page_of_an_order
def team_of(order: Order, user: User) -> Section | None:
    pk = order.effects.get("team", {}).get("id")
    team = Team.objects.visible_to(user).filter(pk=pk).only("name").first() if pk else None
    return Section("teams/team/section.html", {"team": team, "ends": "dissolves" in order.effects}) if team else None
