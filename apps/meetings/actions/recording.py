"""The course of each point, the ballot held on it, and what was settled with who and by when."""

import datetime

from apps.accounts.models import Person, User
from apps.core import audit
from apps.core.deeds import deed
from apps.core.errors import DomainError, StaleVersion
from apps.teams.models import Ballot

from .. import rules
from ..ballots import ballots_of_the_day
from ..locking import STALE, to_lead
from ..models import AgendaItem, Decision, Meeting


@deed
def record_course(item: AgendaItem, course: str, ballot: Ballot | None, seen: int, *, by: User) -> AgendaItem:
    """What was said under the point, and the ballot of that day held on it. StaleVersion when somebody wrote since
    version `seen`."""
    meeting = to_lead(item.meeting_id, by, rules.RECORDED)
    now = AgendaItem.objects.get(pk=item.pk)
    if now.version != seen:
        raise StaleVersion(STALE, mine=course, theirs=now.course, version=now.version)
    if ballot is not None and ballot not in ballots_of_the_day(meeting, now):
        raise DomainError("Wskaż głosowanie, które ten zespół przeprowadził na posiedzeniu tego dnia.")
    now.course, now.ballot, now.version = course, ballot, seen + 1
    now.save(update_fields=["course", "ballot", "version"])
    audit.record("meeting.record", meeting, by=by, item=now.pk, title=now.title, ballot=now.ballot_id)
    return now


@deed
def add_decision(
    item: AgendaItem, text: str, person: Person | None = None, due_on: datetime.date | None = None, *, by: User
) -> Decision:
    """What was settled, who does it and until when."""
    meeting = to_lead(item.meeting_id, by, rules.RECORDED)
    _refuse_nobodys(person, due_on, meeting)
    decision = Decision.objects.create(item=item, text=text, person=person, due_on=due_on)
    audit.record("meeting.add_decision", meeting, by=by, decision=decision.pk, due_on=due_on)
    return decision


@deed
def change_decision(
    decision: Decision, text: str, person: Person | None = None, due_on: datetime.date | None = None, *, by: User
) -> Decision:
    """Other words, another person or day, until the minutes are approved."""
    meeting = to_lead(decision.item.meeting_id, by, rules.RECORDED)
    _refuse_nobodys(person, due_on, meeting)
    decision.text, decision.person, decision.due_on = text, person, due_on
    decision.save(update_fields=["text", "person", "due_on"])
    audit.record("meeting.change_decision", meeting, by=by, decision=decision.pk, due_on=due_on)
    return decision


@deed
def remove_decision(decision: Decision, *, by: User) -> None:
    """What was not settled after all."""
    meeting = to_lead(decision.item.meeting_id, by, rules.RECORDED)
    audit.record("meeting.remove_decision", meeting, by=by, decision=decision.pk)
    decision.delete()


def _refuse_nobodys(person: Person | None, due_on: datetime.date | None, meeting: Meeting) -> None:
    if due_on is not None and person is None:
        raise DomainError("Wskaż, kto ma to zrobić w tym terminie, albo zostaw termin pusty.")
    if due_on is not None and due_on < meeting.held_on:
        raise DomainError("Termin wykonania nie może być wcześniejszy niż posiedzenie.")
