"""What the page of a version leads to: the names of its units while it is written, the end of a team's remarks, and by
name whom it waits for."""

import pytest
from django.test import Client
from django.urls import reverse

from apps.consultations.versions import actions
from apps.core import clock
from tests.factories import consultations as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return made.scene()


def page_of(version, user):
    client = Client()
    client.force_login(user)
    page = client.get(version.get_absolute_url()).content.decode()
    return " ".join(page.replace("&nbsp;", " ").replace("\u00a0", " ").split())


def test_who_writes_sees_what_the_units_are_called(mine):
    version = made.version(mine)
    actions.save_body(version, "<p>§ 1. Raz:</p><p>1. Dwa.</p><p>1.1. Trzy.</p>", version.version, by=mine.expert)
    assert 'aria-hidden="true">§ 1 pkt 1.1</p>' in page_of(version, mine.expert)
    assert 'aria-hidden="true">§ 1</p>' not in page_of(
        made.sent(mine, document=made.expert_document(mine)), mine.member
    )


def test_only_the_chair_of_a_team_that_still_gives_remarks_ends_them(mine):
    version = made.sent(mine)
    address = reverse("consultations:remarks_close_team", args=[version.document_id, version.number, mine.team.pk])
    readers = ("chair", "member", "other_chair", "director")
    assert [address in page_of(version, getattr(mine, who)) for who in readers] == [True, False, False, False]

    asked = version.consultation.asked.get(team=mine.team.pk)
    asked.closed_by, asked.closed_at = mine.chair, clock.now()
    asked.save()
    assert address not in page_of(version, mine.chair)


def test_it_waits_for_the_expert_by_name(mine):
    version = made.sent(mine)
    made.remark(mine, version)
    made.to(version, "answering")
    client = Client()
    client.force_login(mine.member)
    address = reverse("consultations:remarks", args=[version.document_id, version.number])
    assert f"({mine.people['expert']}) – odpowiedzi na uwagi" in client.get(address).content.decode()
