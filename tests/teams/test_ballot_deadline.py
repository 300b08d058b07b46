"""The circular mode: who votes until when, and when the votes may be counted."""

import datetime

import pytest

from apps.core import clock
from apps.teams import rules
from apps.teams.actions import CIRCULAR_DAYS, cast_vote
from apps.teams.models import BallotResult, Vote
from tests.guards import attempt, ignoring_everything
from tests.teams.test_ballots import closed, opened, refusal, team_of_three

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2018, 9, 3)
LAST_DAY = datetime.date(2018, 9, 10)  # the fifth working day after it
NEXT_DAY = datetime.date(2018, 9, 11)
RUNS = (
    "Głosowanie w trybie obiegowym trwa do 10 września 2018 r. "
    "Wcześniej można je zamknąć tylko wtedy, gdy zagłosują wszyscy."
)


def circular(team, by, on=MONDAY):
    with clock.pretend(on):
        return opened(team, by, "circular")


def test_votes_are_taken_for_so_many_working_days_and_a_meeting_has_no_deadline():
    team, (anna, *_) = team_of_three()
    before_christmas = circular(team, anna, datetime.date(2025, 12, 23))  # the Eve is free since 2025, 25–26, weekend
    with clock.pretend(MONDAY):
        meeting = opened(team, anna)

    assert (CIRCULAR_DAYS, circular(team, anna).deadline_on, meeting.deadline_on) == (5, LAST_DAY, None)
    assert before_christmas.deadline_on == datetime.date(2026, 1, 5)


def test_a_vote_comes_until_the_end_of_the_last_day():
    team, (anna, jan, _) = team_of_three()
    ballot = circular(team, anna)
    with clock.pretend(LAST_DAY):
        cast_vote(ballot, "for", "", by=anna)
    with clock.pretend(NEXT_DAY):
        said = refusal(cast_vote, ballot, "for", "", by=jan)

    assert said == "Termin głosowania minął 10 września 2018 r."
    assert list(Vote.objects.values_list("elector__name", flat=True)) == ["Anna Przykładowa"]


def test_it_is_counted_after_the_deadline_or_once_all_have_voted():
    team, (anna, jan, ewa) = team_of_three()
    ballot = circular(team, anna)
    with clock.pretend(LAST_DAY):
        cast_vote(ballot, "for", "", by=anna)
        early = refusal(closed, ballot, anna)
        cast_vote(ballot, "for", "", by=jan)
        cast_vote(ballot, "for", "", by=ewa)
        result = closed(ballot, ewa)

    assert (early, result.outcome) == (RUNS, "adopted")


@pytest.mark.parametrize(("voters", "outcome"), [(1, "no_quorum"), (2, "adopted")])
def test_after_the_deadline_any_elector_closes_it_and_the_order_gives_the_outcome(voters, outcome):
    team, people = team_of_three()
    ballot = circular(team, people[0])
    with clock.pretend(MONDAY):
        for user in people[:voters]:
            cast_vote(ballot, "for", "", by=user)
    with clock.pretend(LAST_DAY):
        waits = rules.may_close(people[2], ballot)
    with clock.pretend(NEXT_DAY):
        result = closed(ballot, people[2])

    assert (waits, result.outcome, result.entitled) == (False, outcome, 3)


def test_who_presides_may_stop_it_any_day_and_others_never():
    team, (anna, jan, ewa) = team_of_three()
    ballot = circular(team, anna)
    with clock.pretend(NEXT_DAY):
        others = [refusal(closed, ballot, who, withdrawn=True) for who in (jan, ewa)]
    with clock.pretend(MONDAY):
        result = closed(ballot, anna, withdrawn=True)

    assert [said[:44] for said in others] == ["Głosowanie przerywa przewodniczący zespołu, "] * 2
    assert result.outcome == "withdrawn"


def test_the_database_takes_no_late_vote_and_no_early_count(as_app_role):
    team, (anna, *_) = team_of_three()
    ballot = circular(team, anna)
    late = f"""INSERT INTO teams_vote (elector_id, choice, reason, cast_at)
        VALUES ({ballot.electors.first().pk}, 'for', '', '2018-09-10 22:00+00')"""  # the 11th in Warsaw
    early = f"""INSERT INTO teams_ballotresult (ballot_id, outcome, votes_for, votes_against, abstentions, entitled,
        decided_by_chair, note, closed_at, closed_by_id)
        VALUES ({ballot.pk}, 'no_quorum', 0, 0, 0, 3, false, '', '2018-09-10 21:59+00', {anna.pk})"""
    said = [attempt(as_app_role, sql, before=ignoring_everything()) for sql in (late, early)]

    assert [one.splitlines()[0] for one in said] == [
        "Termin głosowania minął: głosy można było oddawać do 2018-09-10.",
        "Głosowanie trwa do 2018-09-10, a nie zagłosowali jeszcze wszyscy.",
    ]
    assert (Vote.objects.count(), BallotResult.objects.count()) == (0, 0)
