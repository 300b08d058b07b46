"""The tree of documents, the page of one, and contracts: what they tell and how much they ask."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.consultations.commissions.actions import Terms, add_contract
from tests.factories import consultations as made
from tests.factories.topics import concept, information, topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return made.scene()


def text_of(answer):
    return " ".join(answer.content.decode().replace("&nbsp;", " ").replace("\u00a0", " ").split())


def asked_by(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in queries]


def busy(mine, document):
    """A document on which everything happens at once: an answered version, an opinion, a topic."""
    version = made.sent(mine, document=document)
    made.remark(mine, version)
    return made.to(version, "answering", "answered")


def test_the_tree_asks_as_many_queries_for_sixty_documents_as_for_one(client, mine):
    client.force_login(mine.director)
    busy(mine, mine.document)
    few = asked_by(client, reverse("consultations:documents"))
    for n in range(59):
        document = made.expert_document(mine, f"Ekspertyza {n}", kind="study")
        if n < 5:
            busy(mine, document)
    many = asked_by(client, reverse("consultations:documents"))
    assert (len(many), len(many) <= 15) == (len(few), True), many


def test_the_page_of_a_document_asks_as_many_queries_for_three_of_everything_as_for_one(client, mine):
    client.force_login(mine.chair)
    fill(mine, 1)
    few = asked_by(client, mine.document.get_absolute_url())
    fill(mine, 2)
    many = asked_by(client, mine.document.get_absolute_url())
    assert (len(many), len(many) <= 15) == (len(few), True), "\n".join(sql[:160] for sql in many)


def fill(mine, times):
    """So many more versions, parts, topics with concepts, pieces of information and contracts."""
    for n in range(times):
        for version in mine.document.versions.filter(status="answered"):
            made.to(version, "superseded")
        busy(mine, mine.document)
        concept(mine, "taken", on=topic(mine))
        information(mine)
        contract(mine, f"{times}/{n}")
        made.expert_document(mine, f"Część {times}.{n}", parent=mine.document)


def contract(mine, number="1/2018", **fields):
    days = [datetime.date(2018, 3, day) for day in (1, 5)] + [datetime.date(2019, 8, 31)]
    fields = {"documents": [mine.document], "note": "Odbiór prac w częściach."} | fields
    return add_contract(mine.pilot, Terms(mine.people["expert"], number, "Opracowanie", *days, **fields), by=mine.hr)
