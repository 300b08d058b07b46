"""What the team sees of the review: what WRZOS decided and wants, and how far its answers are."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from apps.accounts.models import Role, User
from apps.core import clock
from apps.opinions.models import Opinion, Review, ReviewRemark
from apps.teams.models import RosterInterval


@dataclass(frozen=True)
class Wanted:
    """The last decision of WRZOS about an opinion, with the remarks that came with it."""

    opinion: Opinion
    review: Review
    remarks: list[ReviewRemark]

    @property
    def is_return(self) -> bool:
        return self.review.outcome == Review.Outcome.RETURNED

    @property
    def unanswered(self) -> list[ReviewRemark]:
        return [remark for remark in self.remarks if not hasattr(remark, "answer")] if self.is_return else []

    @property
    def edition(self) -> int:
        return self.opinion.hand_over.edition

    @property
    def until(self) -> datetime.date | None:
        """The deadline, while the next edition was not handed over."""
        return self.review.deadline_on

    @property
    def is_late(self) -> bool:
        return bool(self.until and self.until < clock.today())


def wanted_of(opinion: Opinion) -> Wanted | None:
    """None before the first decision, and while WRZOS reads what was handed over anew."""
    if opinion.hand_over_id is None:
        return None
    review = getattr(opinion.hand_over, "review", None)
    if review is None:
        return None
    remarks = opinion.hand_over.remarks.select_related("written_by", "answer__edited_by")
    return Wanted(opinion, review, list(remarks))


def what_wrzos_wants(opinion: Opinion) -> dict[str, Any]:
    """For the page of the opinion: the decision, and the deadline of a return while the text is not opened again."""
    if (wanted := wanted_of(opinion)) is None:
        return {}
    is_returned = opinion.status == Opinion.Status.RETURNED
    return {"wanted": wanted} | ({"until": wanted.until} if is_returned else {})


def may_hand_over(boards: Iterable[Any], user: User) -> bool:
    """Whether this person is the director, and something confirmed waits on the boards."""
    lines = (line.opinion for board in boards for line in board.lines)
    waits = any(one and one.status == Opinion.Status.CONFIRMED and not one.is_intermediate for one in lines)
    return waits and user.has_role(Role.DIRECTOR)


def who_is_told(opinion: Opinion) -> list[User]:
    """Who gets the decision: directors and today's members of the team who can log in."""
    centre = opinion.pilot.centre_id
    members = RosterInterval.objects.filter(centre=centre, team=opinion.team_id).on(clock.today()).order_by()
    director = Q(person__grants__role=Role.DIRECTOR, person__grants__revoked_at=None)
    told = User.objects.filter(is_active=True, person__centre_id=centre)
    told = told.filter(director | Q(person__in=members.values("person")))
    return list(told.order_by("full_name", "pk").distinct())
