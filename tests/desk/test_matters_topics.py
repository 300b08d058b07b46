"""Topics and concepts in Moje sprawy."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.consultations.topics import actions
from apps.core import clock
from apps.core.errors import DomainError
from apps.desk.matters import topics
from apps.desk.matters.matter import Matters
from tests.factories import consultations as made
from tests.factories import topics as making

pytestmark = pytest.mark.django_db
PEOPLE = ["expert", "director", "member", "chair", "other_member", "employee"]


@pytest.fixture
def mine():
    return made.scene()


def collected(user):
    topics.collect(user, found := Matters())
    return found


def to_do(mine):
    return {who: [one.action for one in collected(getattr(mine, who)).mine] for who in PEOPLE}


def told(mine):
    return {who: [one.waits for one in collected(getattr(mine, who)).others] for who in PEOPLE}


def nobody_but(**said):
    return dict.fromkeys(PEOPLE, []) | said


@pytest.mark.parametrize(
    ("status", "team", "expert"),
    [
        ("working", "Pisz koncepcję", None),
        ("handed_over", None, "Przeczytaj koncepcję"),
        ("returned", "Uzupełnij koncepcję", None),
        ("taken", None, None),
    ],
)
def test_a_concept_waits_for_who_acts_next(mine, status, team, expert):
    making.concept(mine, status)

    own, answers = [team] if team else [], [expert] if expert else []
    assert to_do(mine) == nobody_but(member=own, chair=own, expert=answers)


def test_a_topic_waits_for_its_teams_until_its_day(mine):
    due = clock.today() + datetime.timedelta(5)
    making.topic(mine, due_on=due, teams=[mine.team, mine.other_team])

    start = ["Zacznij koncepcję"]
    assert to_do(mine) == nobody_but(member=start, chair=start, other_member=start)
    [matter] = collected(mine.member).mine
    assert matter.until == due
    assert matter.what == (f"Zagadnienie „{making.TITLE}” (Lokalna Polityka Świadczeń) – czeka na koncepcję zespołu")
    assert told(mine) == nobody_but(
        expert=[f"czeka na koncepcję: {mine.team}", f"czeka na koncepcję: {mine.other_team}"]
    )


def test_what_was_withdrawn_waits_for_nobody(mine):
    concept = making.concept(mine, "handed_over")
    actions.withdraw_topic(concept.topic, "Zbędne.", by=mine.expert)

    assert (to_do(mine), told(mine)) == (nobody_but(), nobody_but())


@pytest.mark.django_db(transaction=True)
def test_a_text_that_did_not_get_saved_waits_for_its_author(mine):
    concept = making.concept(mine, "handed_over")
    with pytest.raises(DomainError):
        actions.save_concept(concept, "<p>Inaczej.</p>", concept.version, by=mine.member)

    assert to_do(mine) == nobody_but(member=["Zobacz i zdecyduj"], expert=["Przeczytaj koncepcję"])


def test_as_many_questions_for_three_topics_as_for_one(mine):
    def asked(who):
        with CaptureQueriesContext(connection) as queries:
            collected(type(who).objects.get(pk=who.pk))
        return len(queries)

    counts = []
    for number in (1, 2):
        for n in range(number):
            making.concept(mine, "handed_over", on=making.topic(mine, f"Zagadnienie {n}"))
        counts.append([asked(mine.member), asked(mine.expert), asked(mine.employee)])

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 7
