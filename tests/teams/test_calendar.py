import datetime

import pytest

from apps.teams.calendar import deadline, dissent_until, is_working_day
from tests.factories.orders import RULES


def d(text):
    return datetime.date.fromisoformat(text)


DEADLINES = [
    ("2018-06-11", 3, "working", "2018-06-14"),  # Monday to Thursday
    ("2018-06-14", 3, "working", "2018-06-19"),  # over a weekend
    ("2018-05-02", 1, "working", "2018-05-04"),  # over 3 May
    ("2018-11-09", 1, "working", "2018-11-13"),  # 12 November 2018 was free, once
    ("2024-12-23", 1, "working", "2024-12-24"),  # Christmas Eve: still a working day
    ("2025-12-23", 1, "working", "2025-12-29"),  # free since 2025
    ("2018-06-11", 0, "working", "2018-06-11"),
    ("2018-06-11", 14, "calendar", "2018-06-25"),
    ("2018-06-11", 5, "calendar", "2018-06-18"),  # ends on a Saturday: until Monday
    ("2018-12-18", 7, "calendar", "2018-12-27"),  # ends at Christmas
]


@pytest.mark.parametrize(("since", "n", "kind", "until"), DEADLINES)
def test_a_time_limit_ends_on_this_day(since, n, kind, until):
    assert deadline(d(since), n, kind) == d(until)


def test_easter_monday_is_found_in_any_year():
    easter_mondays = ["2018-04-02", "2019-04-22", "2026-04-06"]
    assert [is_working_day(d(day)) for day in easter_mondays] == [False, False, False]


def test_dissent_follows_the_rules_of_the_order():
    adopted = d("2019-09-06")
    changed = [{}, {"dissent_days": 7, "dissent_day_kind": "calendar"}, {"dissent_days": 0}]
    assert [dissent_until(adopted, RULES | each) for each in changed] == [
        d("2019-09-11"),
        d("2019-09-13"),
        d("2019-09-05"),  # no right to dissent
    ]
