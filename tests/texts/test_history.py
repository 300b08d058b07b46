"""Sittings, tried on revisions that no database has seen."""

import datetime
from types import SimpleNamespace

import pytest

from apps.texts.history import sittings

ANNA, JAN = SimpleNamespace(pk=1, name="Anna"), SimpleNamespace(pk=2, name="Jan")
NINE = datetime.datetime(2018, 9, 3, 9, 0, tzinfo=datetime.UTC)


def saved(*said):
    """(who, minutes after nine, version) of each."""
    return [
        SimpleNamespace(
            pk=number, saved_by=who, saved_by_id=who.pk, saved_at=NINE + datetime.timedelta(minutes=at), version=version
        )
        for number, (who, at, version) in enumerate(said, start=1)
    ]


def minutes(moment):
    return (moment - NINE).seconds // 60


@pytest.mark.parametrize(
    ("revisions", "entries"),
    [
        ([(ANNA, 0, 2), (ANNA, 1, 3), (ANNA, 30, 4)], [("Anna", 0, 30, 3, False)]),
        ([(ANNA, 0, 2), (ANNA, 30, 3)], [("Anna", 30, 30, 2, False), ("Anna", 0, 0, 1, False)]),
        (
            [(ANNA, 0, 2), (JAN, 1, 3), (ANNA, 2, 4)],
            [("Anna", 2, 2, 3, False), ("Jan", 1, 1, 2, False), ("Anna", 0, 0, 1, False)],
        ),
        (
            [(ANNA, 0, 2), (JAN, 1, None), (JAN, 2, None), (ANNA, 3, 3)],
            [("Jan", 1, 2, 3, True), ("Anna", 0, 3, 4, False)],
        ),
        ([], []),
    ],
    ids=["one sitting", "a pause", "somebody between", "a lost text interrupts nobody", "nothing"],
)
def test_autosaves_of_one_sitting_are_one_entry(revisions, entries):
    found = sittings(saved(*revisions), standing=0)
    assert [(one.by.name, minutes(one.began), minutes(one.ended), one.last, one.lost) for one in found] == entries


def test_a_thousand_autosaves_are_one_entry():
    found = sittings(saved(*((ANNA, number / 60, number) for number in range(1000))), standing=999)
    assert [(one.last, one.stands) for one in found] == [(1000, True)]
