"""„Moje sprawy” are remembered until the pulse of the centre moves."""

import threading

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.core.deeds import draft_saving
from apps.core.errors import DomainError, StaleVersion
from apps.core.pulse import pulse_of
from apps.desk.matters import collected, matters_of
from apps.opinions import actions
from apps.opinions.models import Opinion
from apps.opinions.review.actions import accept
from apps.opinions.writing.actions import be_here
from tests import factories
from tests.factories.opinions import opinion_scene

pytestmark = pytest.mark.django_db
S = Opinion.Status


@pytest.fixture
def scene():
    caches["memory"].clear()
    return opinion_scene()


def begin_another(scene):
    product = factories.product(scene.pilot.catalogue_version, "2b")
    team = factories.team(scene.centre, [(scene.people["member"], "chair")], pilot=scene.pilot, products=["2b"])
    return actions.begin_opinion(scene.pilot, product, team, by=scene.member)


def test_the_second_look_asks_only_for_the_pulse(scene):
    first = matters_of(scene.chair)
    with CaptureQueriesContext(connection) as queries:
        second = matters_of(scene.chair)
    assert (len(queries), second) == (1, first)
    assert first.mine != []


def test_what_is_remembered_is_each_persons_own(scene):
    matters_of(scene.chair)
    assert matters_of(scene.director) == collected(scene.director) != matters_of(scene.chair)


def test_a_deed_is_seen_at_once_by_everybody_in_the_centre(scene):
    people = [scene.member, scene.director]
    before = [matters_of(user) for user in people]
    begin_another(scene)
    after = [matters_of(user) for user in people]
    assert after == [collected(user) for user in people]
    assert [now == then for now, then in zip(after, before, strict=True)] == [False, False]


def test_a_deed_of_wrzos_is_seen_at_once():
    scene = opinion_scene(S.HANDED_OVER)
    matters_of(scene.director)
    before = pulse_of(scene.centre.pk)
    accept(scene.opinion.hand_over, by=factories.wrzos())
    assert pulse_of(scene.centre.pk) != before


def test_another_centre_and_who_is_here_move_nothing(scene):
    before = pulse_of(scene.centre.pk)
    begin_another(opinion_scene())
    be_here(scene.opinion.sections.first(), "karta", by=scene.member)
    assert pulse_of(scene.centre.pk) == before


@pytest.mark.django_db(transaction=True)
def test_saved_text_and_lost_text_are_seen(scene):
    section = scene.opinion.sections.first()
    stale, pulses = section.version, [pulse_of(scene.centre.pk)]
    actions.save_section(section, "<p>Ocena jest gotowa.</p>", stale, by=scene.chair)
    pulses.append(pulse_of(scene.centre.pk))
    with pytest.raises(StaleVersion):
        actions.save_section(section, "<p>Inna ocena.</p>", stale, by=scene.member)
    pulses.append(pulse_of(scene.centre.pk))
    assert len(set(pulses)) == 3
    assert "niezapisany tekst" in str(matters_of(scene.member))


def test_a_deed_that_failed_moves_nothing(scene):
    before = pulse_of(scene.centre.pk)
    with pytest.raises(DomainError):
        actions.circulate(scene.opinion, by=scene.employee)
    assert pulse_of(scene.centre.pk) == before


def test_a_deed_of_several_actions_moves_the_pulse_once_and_last(scene):
    seen = []

    @draft_saving
    def inner(*, by):
        pass

    @draft_saving
    def outer(*, by):
        inner(by=by)
        seen.append(pulse_of(scene.centre.pk))
        begin_another(scene)

    before = pulse_of(scene.centre.pk)
    outer(by=scene.director)
    everywhere, beats = map(int, before.split("."))
    assert (seen, pulse_of(scene.centre.pk)) == ([before], f"{everywhere}.{beats + 1}")


@pytest.mark.django_db(transaction=True)
def test_who_looks_during_a_deed_sees_its_outcome_afterwards(scene):
    """The look falls between the work of the deed and its commit: what it remembers is not taken for what is new."""
    during = []

    def look():
        during.append(matters_of(scene.member))
        connection.close()

    with transaction.atomic():
        begin_another(scene)
        looker = threading.Thread(target=look)
        looker.start()
        looker.join()
    assert matters_of(scene.member) == collected(scene.member) != during[0]
