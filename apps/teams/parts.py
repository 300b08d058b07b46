"""What rooms above show on the page of a team: its meetings, whatever comes. Each room hands over its maker when it
starts (in AppConfig.ready), so that teams knows none of them by name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from apps.accounts.models import User

from .models import Team


@dataclass(frozen=True)
class Part:
    """`template` is included with this part as `part`; `said` is what it shows."""

    template: str
    said: dict[str, Any] = field(default_factory=dict)


Maker = Callable[[Team, User, str], Part]  # and the function of this person in the team today, or ""
_makers: list[Maker] = []


def on_the_page_of_a_team(maker: Maker) -> Maker:
    """Decorator: ask this function for its part each time a team is shown."""
    _makers.append(maker)
    return maker


def parts_of(team: Team, user: User, function: str) -> list[Part]:
    """In the order in which the rooms stand in INSTALLED_APPS."""
    return [maker(team, user, function) for maker in _makers]
