"""Questions about uzgodnienia: until when members file remarks, who answers them, when they stand for good."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from apps.accounts.models import User
from apps.core import clock
from apps.teams import rules as team_rules
from apps.teams.calendar import add_working_days
from apps.teams.models import Function

from ..models import Circulation, CirculationRemark, Opinion
from ..rules import EDITABLE

S = Opinion.Status
USUAL_DAYS = 5  # working days for remarks
LONGEST = 30
CLOSED = "Uwagi zgłasza się tylko podczas uzgodnień, do końca ich terminu."
ANSWERED_FOR_GOOD = "Uwagi i odpowiedzi zostają takie, jakie były, gdy zespół poddał treść pod głosowanie."
OWN = "Na własną uwagę odpowiada inny członek zespołu. Możesz ją wycofać, dopóki nikt na nią nie odpowiedział."


def deadline_after(working_days: int) -> datetime.date:
    """The last day for remarks to a text circulated today."""
    return add_working_days(clock.today(), working_days)


def open_circulation_of(opinion: Opinion) -> Circulation | None:
    return opinion.circulations.filter(closed_at=None).first()


def runs(circulation: Circulation | None) -> bool:
    """Whether remarks may still come."""
    return circulation is not None and circulation.closed_at is None and clock.today() <= circulation.deadline_on


@dataclass(frozen=True)
class Rights:
    """What somebody who holds this function in the team (None: nobody of it) may do in the uzgodnienia."""

    function: str | None
    opinion: Opinion
    circulation: Circulation | None  # the open one

    @classmethod
    def of(cls, user: User, opinion: Opinion, circulations: Iterable[Circulation] | None = None) -> "Rights":
        """`circulations`: of the opinion, where they are read already."""
        if circulations is None:
            circulations = opinion.circulations.filter(closed_at=None)
        is_open = (one for one in circulations if one.closed_at is None)
        return cls(team_rules.function_in(user, opinion.centre_id, opinion.team_id), opinion, next(is_open, None))

    @property
    def may_file(self) -> bool:
        return self._is_a_members_time and runs(self.circulation)

    @property
    def may_circulate_again(self) -> bool:
        return self._is_a_members_time and not runs(self.circulation)

    @property
    def may_extend(self) -> bool:
        """The chair, also when the deadline has passed and the text has not gone to the vote."""
        return self._is_a_members_time and self.circulation is not None and self.function == Function.CHAIR

    @property
    def _is_a_members_time(self) -> bool:
        return self.function is not None and self.opinion.status == S.CIRCULATED


def are_answers_open(opinion: Opinion, circulation: Circulation) -> bool:
    """Answers change until the next vote is opened; then they stand as the team saw them."""
    voted_since = opinion.voted.filter(ballot__opened_at__gte=circulation.opened_at)
    return opinion.status in EDITABLE and not voted_since.exists()


def is_unanswered(remark: CirculationRemark) -> bool:
    return not remark.disposition


def state_of(remark: CirculationRemark) -> str:
    """Tells one answer from the next."""
    return remark.answered_at.isoformat() if remark.answered_at else ""


def is_author(user: User, remark: CirculationRemark) -> bool:
    return user.person_id is not None and user.person_id == remark.author_id


def why_not_answer(user: User, opinion: Opinion, remark: CirculationRemark) -> str:
    """Empty when this person may answer the remark now."""
    if team_rules.function_in(user, opinion.centre_id, opinion.team_id) is None:
        return "Na uwagi odpowiada członek zespołu."
    if not are_answers_open(opinion, remark.circulation):
        return ANSWERED_FOR_GOOD
    if remark.disposition == CirculationRemark.Disposition.WITHDRAWN:
        return "Ta uwaga została wycofana."
    return OWN if is_author(user, remark) else ""


def why_not_withdraw(user: User, opinion: Opinion, remark: CirculationRemark) -> str:
    """Empty when this person may withdraw the remark now."""
    if not is_author(user, remark):
        return "Uwagę wycofuje tylko jej autor."
    if not is_unanswered(remark):
        return "Uwaga jest już rozpatrzona, więc nie można jej wycofać."
    return "" if are_answers_open(opinion, remark.circulation) else ANSWERED_FOR_GOOD
