"""Experts' documents and scopes of duties in Moje sprawy."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core import clock
from apps.desk.matters import documents
from apps.desk.matters.matter import Matters
from tests.factories import consultations as made

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2018, 9, 10)
PEOPLE = ["expert", "director", "hr", "member", "other_chair", "employee"]


@pytest.fixture
def mine():
    with clock.pretend(TODAY):
        yield made.scene(due_on=TODAY + datetime.timedelta(7))


def collected(user):
    documents.collect(user, found := Matters())
    return found


def test_the_first_version_waits_for_the_expert_until_its_day(mine):
    [matter] = collected(mine.expert).mine

    assert (matter.action, matter.until) == ("Zacznij wersję 1", TODAY + datetime.timedelta(7))
    assert matter.what == "Lokalna Polityka Świadczeń – trwa praca nad pierwszą wersją"
    assert matter.why.endswith("tego dokumentu.")
    assert {who: len(collected(getattr(mine, who)).mine) for who in PEOPLE} == dict.fromkeys(PEOPLE, 0) | {"expert": 1}


def test_remarks_wait_for_the_members_and_are_told_to_those_who_write_and_decide(mine):
    made.sent(mine, deadline=TODAY + datetime.timedelta(3))

    mine_to_do = {who: [one.action for one in collected(getattr(mine, who)).mine] for who in PEOPLE}
    elsewhere = {who: [one.waits for one in collected(getattr(mine, who)).others] for who in PEOPLE}

    give = ["Zgłoś uwagi do wersji 1"]
    assert mine_to_do == dict.fromkeys(PEOPLE, []) | {"member": give, "other_chair": give}
    told = ["czeka na uwagi zespołów"]
    assert elsewhere == dict.fromkeys(PEOPLE, []) | {"expert": told, "director": told}


def test_what_was_withdrawn_waits_for_nobody(mine):
    mine.document.withdrawn_at = clock.now()
    mine.document.save()

    assert {who: collected(getattr(mine, who)) for who in PEOPLE} == dict.fromkeys(PEOPLE, Matters())


def test_as_many_questions_for_three_documents_as_for_one(mine):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            collected(mine.expert)
        return len(queries)

    made.sent(mine)
    asked()  # the person's roles are read once
    one = asked()
    for title in ("Instrukcja", "Zasady"):
        made.sent(mine, document=made.expert_document(mine, title))

    assert asked() == one
