"""What WRZOS waits for, and a final opinion not begun beside its intermediate ones."""

import datetime

import pytest

from apps.core import clock
from apps.desk.matters import matters_of
from apps.opinions import actions
from apps.opinions.models import Opinion
from apps.opinions.review import actions as review
from tests import factories
from tests.factories import implementation
from tests.factories.opinions import BACK_BY, VOTED, opinion_scene, vote

pytestmark = pytest.mark.django_db
S = Opinion.Status
RUNS, OVER = (
    "ośrodek poprawia, nowe wydanie do 24 września 2018 r.",
    "poprawione wydanie miało być do 24 września 2018 r.",
)


def waits_for(user):
    return [other.waits for other in matters_of(user).others]


@pytest.mark.parametrize(
    ("day", "said"),
    [(VOTED, RUNS), (BACK_BY, RUNS), (BACK_BY + datetime.timedelta(days=1), OVER)],
    ids=["at once", "on the last day", "after it"],
)
def test_what_wrzos_returned_waits_for_the_centre_with_its_day(day, said):
    scene = opinion_scene(S.RETURNED)
    with clock.pretend(day):
        assert waits_for(scene.reviewer) == [said]


def test_what_is_past_its_day_comes_first():
    scene, sooner = opinion_scene(S.CIRCULATED), opinion_scene(S.RETURNED)
    returned_until(scene, BACK_BY + datetime.timedelta(days=7))
    with clock.pretend(BACK_BY + datetime.timedelta(days=1)):
        assert waits_for(sooner.reviewer) == [OVER, "ośrodek poprawia, nowe wydanie do 1 października 2018 r."]


def returned_until(scene, day):
    with clock.pretend(VOTED):
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
        vote(scene, "for", scene.chair, scene.secretary, scene.member)
        actions.close_vote(scene.opinion, by=scene.chair)
        actions.confirm(scene.opinion, by=scene.chair)
        handed = actions.hand_over(scene.opinion, by=scene.director).hand_over
        review.return_(handed, "Za mało danych.", day, by=scene.reviewer)


def test_a_final_opinion_not_begun_is_told_from_its_intermediate_one():
    scene = opinion_scene(S.HANDED_OVER)
    other = factories.product(scene.pilot.catalogue_version, "4a")
    step = implementation.step(other, intermediate_title="Przydatność wywiadu")
    other.parts.create(rank=90, kind="section", title="Ocena", of_step=step.rank)
    made = factories.team(scene.centre, [(scene.member.person, "chair")], pilot=scene.pilot, products=["4a"])
    before = [matter.what for matter in matters_of(scene.member).mine]
    actions.begin_opinion(scene.pilot, other, made, by=scene.member, step=step)
    after = [matter.what for matter in matters_of(scene.member).mine]

    assert before == [f"Nikt nie pisze jeszcze opinii 4a. {other.short_name}"]
    assert f"Opinia zbiorcza 4a. {other.short_name} – jeszcze niezaczęta" in after
    assert not [what for what in after if what.startswith("Nikt nie pisze")]
