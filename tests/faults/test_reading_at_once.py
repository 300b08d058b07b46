"""Two clicks at the same moment: one request, one confirmation."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from apps.acknowledgements import actions
from apps.acknowledgements.models import Acknowledgement, Reader, ReadingRequest
from apps.core.errors import DomainError
from tests.acknowledgements.scene import Scene

from .test_two_at_once import elsewhere

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]


def six_times(work):
    """How six clicks at once ended: what was made, or the name of the refusal."""

    def click():
        try:
            return type(work()).__name__
        except DomainError as refusal:
            return type(refusal).__name__

    with ThreadPoolExecutor(6) as pool:
        return sorted(future.result() for future in [pool.submit(elsewhere(click)) for _ in range(6)])


def test_clicks_at_the_same_moment_ask_and_confirm_once():
    scene = Scene()
    people = [scene.anna.person, scene.jan.person]
    asked = six_times(lambda: actions.ask_to_read(scene.issued, people, by=scene.hr))
    assert asked == ["AskedAlready"] * 5 + ["ReadingRequest"]
    assert (ReadingRequest.objects.count(), Reader.objects.count()) == (1, 2)

    reader = Reader.objects.get(person=scene.anna.person)
    confirmed = six_times(lambda: actions.acknowledge(reader, by=scene.anna, shown_hash=scene.issued.text_hash))
    assert confirmed == ["Acknowledgement"] + ["ConfirmedAlready"] * 5
    assert Acknowledgement.objects.count() == 1
