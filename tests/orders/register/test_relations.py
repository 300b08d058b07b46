"""How orders act on one another, and how each stands on a day."""

import pytest

from apps.orders.amending.reading import amendments_of
from apps.orders.models import IssuedOrder
from apps.orders.relations import relations_of, relations_of_many, standing_on, standing_so, standings_on

from .laid import amending, day, laid, repealing


@pytest.fixture
def story(director):
    """23 is amended by 31 since September and repealed by 40 since November."""
    base = laid(director, 23, "2018-06-11", effective="2018-07-01")
    change = amending(director, 31, "2018-08-20", base, effective="2018-09-01")
    end = repealing(director, 40, "2018-10-15", base, effective="2018-11-01")
    return base, change, end


@pytest.mark.parametrize(
    ("on", "words", "since"),
    [
        ("2018-06-11", "czeka na wejście w życie", "2018-07-01"),
        ("2018-07-01", "obowiązuje", "2018-07-01"),
        ("2018-08-31", "obowiązuje", "2018-07-01"),
        ("2018-09-01", "obowiązuje ze zmianami", "2018-09-01"),
        ("2018-10-31", "obowiązuje ze zmianami", "2018-09-01"),
        ("2018-11-01", "uchylone dnia 1 listopada 2018 r.", "2018-11-01"),
    ],
)
def test_an_order_stands_as_the_orders_of_the_day_say(story, on, words, since):
    stands = standing_on(story[0], day(on))
    assert (stands.words, stands.since) == (words, day(since))


def test_the_orders_that_made_it_so_are_named(story):
    base, change, end = story
    assert standing_on(base, day("2018-10-31")).by == (change,)
    assert standing_on(base, day("2018-11-01")).by == (end,)


def told(relations):
    return [(relation.newer.number, relation.older.number, relation.provision) for relation in relations]


def test_relations_are_read_from_both_ends(story):
    base, change, end = story
    of_base = relations_of(base)
    assert (told(of_base.amended_by), told(of_base.repealed_by)) == ([(31, 23, "§ 1")], [(40, 23, "§ 2 pkt 1")])
    assert (of_base.amends, of_base.repeals) == ([], [])
    assert told(relations_of(change).amends) == [(31, 23, "§ 1")]
    assert told(relations_of(end).repeals) == [(40, 31, "§ 2 pkt 1"), (40, 23, "§ 2 pkt 1")]


def test_amendments_fall_with_what_they_amend(story):
    _, change, end = story
    ends = standing_on(change, day("2018-11-01"))
    assert (standing_on(change, day("2018-10-31")).key, ends.words, ends.by) == (
        "in_force",
        "uchylone dnia 1 listopada 2018 r.",
        (end,),
    )


def test_a_change_that_was_to_come_after_the_end_changes_nothing(director, story):
    base = story[0]
    late = amending(director, 41, "2018-10-16", base, effective="2018-12-01")
    assert (told(relations_of(base).amended_by), told(relations_of(late).amends)) == ([(31, 23, "§ 1")], [])
    assert [amendment.number for amendment in amendments_of(base)] == [31]
    assert standing_on(late, day("2018-12-01")).words == "uchylone dnia 1 listopada 2018 r."


def test_orders_on_the_other_side_are_read_in_one_more_query(story, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = relations_of_many(story[:1])[story[0].pk]
        assert [one.newer.number_text for one in found.amended_by + found.repealed_by] == [
            one.number_text for one in story[1:]
        ]


def test_many_are_read_in_one_query(story, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = relations_of_many(story)
        assert [bool(found[one.pk]) for one in story] == [True, True, True]
    with django_assert_num_queries(1):
        stand = standings_on(story, day("2018-12-01"))
        assert [stand[one.pk].key for one in story] == ["repealed", "repealed", "in_force"]


@pytest.mark.parametrize("on", ["2018-06-11", "2018-08-31", "2018-09-01", "2018-10-31", "2018-11-01"])
def test_the_filter_of_the_database_agrees_with_the_words(story, on):
    orders = IssuedOrder.objects.all()
    for key in ("awaits", "in_force", "changed", "repealed"):
        said = {pk for pk, stands in standings_on(orders, day(on)).items() if stands.key == key}
        assert set(standing_so(orders, key, day(on)).values_list("pk", flat=True)) == said
