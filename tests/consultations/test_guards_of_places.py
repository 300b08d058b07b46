"""What belongs to what in consultations: refused by the database, whoever writes."""

import pytest
from django.db import DatabaseError, transaction

from apps.consultations.models import OrderDraft, Topic
from apps.core import clock
from apps.orders.actions import start_draft
from tests.factories import consultations as made
from tests.factories import topics as making

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return made.scene()


def refusal(write):
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        write()
    return str(refused.value).splitlines()[0]


def again(thing, **fields):
    """The same row once more, with this instead."""
    twin = type(thing).objects.get(pk=thing.pk)
    twin.pk, twin._state.adding = None, True
    for name, value in fields.items():
        setattr(twin, name, value)
    return refusal(lambda: twin.save(force_insert=True))


def test_a_team_that_began_its_concept_stays_with_the_topic(mine):
    asked = making.concept(mine).topic.asked.get()
    assert refusal(asked.delete) == "Zespół, który zaczął koncepcję, zostaje przy zagadnieniu."


def test_a_concept_is_of_a_team_that_was_asked(mine):
    concept = making.concept(mine)
    assert again(concept, team=mine.other_team) == "Koncepcję pisze zespół, któremu wskazano zagadnienie."


def test_information_is_about_a_topic_of_its_own_document(mine):
    said = {"asked_by": mine.expert, "asked_by_name": "E", "edited_by": mine.expert, "edited_at": clock.now()}
    elsewhere = made.expert_document(mine, "Inny", "regulations")
    other = Topic.objects.create(document=elsewhere, number=1, title="Zasady", asked_at=clock.now(), **said)
    information = making.information(mine)
    assert again(information, topic=other) == "Informacja dotyczy zagadnienia tego samego dokumentu."


@pytest.mark.parametrize(("kind", "whose"), [("order_draft", "foreign"), ("regulations", "own")])
def test_a_draft_order_is_opened_in_its_own_centre_as_a_document_of_its_own(mine, kind, whose):
    director = mine.director if whose == "own" else made.scene("inny").director
    said = {
        "document": made.expert_document(mine, "Projekt", kind),
        "order": start_draft(director.centre, "free", by=director),
    }
    said |= {"opened_by": mine.hr, "opened_at": clock.now()}
    assert (
        refusal(lambda: OrderDraft.objects.create(**said)) == "Do uwag otwiera się projekt zarządzenia swojego ośrodka."
    )
