"""From the page of a version to where it settles remarks that were taken in."""

import pytest
from django.urls import reverse

from apps.consultations.remarks import actions
from tests.factories import consultations as made

from .test_pages import answered, cost, many, text

pytestmark = pytest.mark.django_db
ASKS, TELLS = (f"{word} ta wersja załatwia uwzględnione uwagi" for word in ("Wskaż, gdzie", "Gdzie"))


@pytest.fixture
def mine():
    return made.scene()


def following(mine, count):
    """The next version of a document of its own, sent, with so many remarks to the one before it."""
    document = made.expert_document(mine, f"Dokument {count}")
    version = made.sent(mine, *(f"Treść {n}." for n in range(5)), document=document)
    many(mine, version, count)
    made.to(version, "answering")
    answered(mine, version)
    made.to(version, "answered", "superseded")
    return made.sent(mine, *(f"Nowa treść {n}." for n in range(5)), document=document)


def page(mine, client, version, who="expert"):
    client.force_login(getattr(mine, who))
    return text(client.get(version.get_absolute_url()))


def test_the_writer_is_led_from_a_version_to_the_remarks_that_it_settles(mine, client):
    version = following(mine, 3)
    said = page(mine, client, version)
    address = reverse("consultations:settlements", args=[version.document_id, version.number])
    assert (f'<a href="{address}">{ASKS}</a>' in said, "bez wskazanego miejsca: 2 uwagi" in said) == (True, True)
    assert ASKS not in page(mine, client, version, "member")


def test_when_each_has_its_place_nothing_more_is_asked(mine, client):
    version = following(mine, 2)
    places = dict.fromkeys(version.document.remarks.all(), "§ 2")
    actions.settle(version, places, by=mine.expert)
    said = page(mine, client, version)
    assert (ASKS in said, TELLS in said, "bez wskazanego miejsca" in said) == (False, True, False)


def test_a_first_version_settles_nothing(mine, client):
    assert "załatwia uwzględnione" not in page(mine, client, made.sent(mine))


def test_the_page_of_a_version_asks_as_often_whatever_it_settles(mine, client):
    client.force_login(mine.expert)
    costs = [cost(client, following(mine, count).get_absolute_url()) for count in (1, 3, 9)]
    assert (len(set(costs)), max(costs) <= 15) == (1, True), costs
