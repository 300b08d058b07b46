"""What rooms above show on the page of an order: publication, readers, whatever comes. Each room hands over its maker
when it starts (in AppConfig.ready), so that orders knows none of them by name."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from apps.accounts.models import User

from .models import ExternalAct, Order


@dataclass(frozen=True)
class Wait:
    """Whom or what a finished draft waits for before it is issued."""

    who: str
    until: datetime.date | None = None
    url: str = ""
    label: str = ""


@dataclass(frozen=True)
class Section:
    """`template` is included with this section as `section`; `said` is what it shows. Above the document when it is
    the reader's move, otherwise beside it, under the story. `waits`: the draft is not ready to be issued."""

    template: str
    said: dict[str, Any] = field(default_factory=dict)
    is_above: bool = False
    waits: Wait | None = None


Maker = Callable[[Order, User], Section | None]
ActMaker = Callable[[ExternalAct, User], Section | None]
_makers: list[Maker] = []
_act_makers: list[ActMaker] = []


def on_the_page_of_an_order(maker: Maker) -> Maker:
    """Decorator: ask this function for its section each time an order is shown. None: nothing for this person."""
    _makers.append(maker)
    return maker


def sections_of(order: Order, user: User) -> list[Section]:
    """In the order in which the rooms stand in INSTALLED_APPS."""
    made = (maker(order, user) for maker in _makers)
    return [section for section in made if section is not None]


def told_by_rooms_above(order: Order, user: User) -> dict[str, Any]:
    """For the page: the sections, and whom the draft waits for."""
    sections = sections_of(order, user)
    return {"sections": sections, "held": next((one.waits for one in sections if one.waits), None)}


def on_the_page_of_an_act(maker: ActMaker) -> ActMaker:
    """The same for an act of another authority."""
    _act_makers.append(maker)
    return maker


def sections_of_act(act: ExternalAct, user: User) -> list[Section]:
    made = (maker(act, user) for maker in _act_makers)
    return [section for section in made if section is not None]
