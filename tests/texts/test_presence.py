import datetime

import pytest

from apps.core import clock
from apps.texts.actions import mark_absent, mark_present
from apps.texts.models import Presence
from apps.texts.presence import GONE_AFTER, other_tabs, others_here
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    centre = factories.centre()
    return [
        factories.user_of(factories.person(centre, name, gender=gender))
        for name, gender in [("Anna Przykładowa", "f"), ("Jan Wzorcowy", "m")]
    ]


def ago(**time):
    return clock.now() - datetime.timedelta(**time)


def test_people_see_the_others_by_name_and_themselves_only_in_other_tabs(people):
    anna, jan = people
    thing = anna.centre
    mark_present(thing, "a", by=anna)
    mark_present(thing, "b", by=anna)
    mark_present(thing, "c", by=jan)

    assert (others_here(thing, anna), others_here(thing, jan)) == (["Jan Wzorcowy"], ["Anna Przykładowa"])
    since = Presence.objects.get(tab="b").since
    assert (other_tabs(thing, anna, "a"), other_tabs(thing, jan, "c")) == ([since], [])


def test_asking_again_is_one_row_and_keeps_since_when(people):
    anna, _ = people
    mark_present(anna.centre, "a", by=anna)
    Presence.objects.update(since=ago(minutes=5), seen_at=ago(minutes=1))
    mark_present(anna.centre, "a", by=anna)

    row = Presence.objects.get()
    assert row.seen_at - row.since > datetime.timedelta(minutes=4)


@pytest.mark.parametrize(
    ("before", "seen"), [(datetime.timedelta(seconds=1), False), (-datetime.timedelta(seconds=5), True)]
)
def test_a_window_whose_clock_is_slowed_down_is_still_here(people, before, seen):
    anna, jan = people
    mark_present(anna.centre, "a", by=anna)
    Presence.objects.update(seen_at=clock.now() - GONE_AFTER - before)
    assert others_here(anna.centre, jan) == (["Anna Przykładowa"] if seen else [])


def test_who_leaves_is_gone_and_what_is_old_is_cleared_away(people):
    anna, jan = people
    mark_present(anna.centre, "a", by=anna)
    mark_present(anna.centre, "old", by=anna)
    mark_absent(anna.centre, "a", by=anna)
    Presence.objects.filter(tab="old").update(seen_at=ago(days=2))
    mark_present(anna.centre, "b", by=jan)
    assert list(Presence.objects.values_list("tab", flat=True)) == ["b"]


def test_things_of_the_same_number_are_told_apart(people):
    anna, jan = people
    mark_present(anna.centre, "a", by=anna)
    assert others_here(anna.person.__class__(pk=anna.centre.pk), jan) == []
