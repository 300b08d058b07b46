"""The journal: whose it is, what it says and what it leaves out."""

import ast
import re
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import audit, clock
from apps.core.models import AuditEvent
from apps.desk.journal.forms import AskedForm
from apps.desk.journal.reading import Line, entries
from apps.desk.journal.words import ABOUT, DEEDS
from tests import factories
from tests.factories.opinions import opinion_scene
from tests.house import sources

pytestmark = pytest.mark.django_db
# deeds whose names are put together by the program, and strings that only look like deeds
PUT_TOGETHER = {
    "concept.return", "concept.take", "externalact.signed_copy_attached", "frozendocument.signed_copy_attached",
    "indicatorterm.taken_back", "measureterm.taken_back", "opinion.accept", "opinion.assign_section",
    "opinion.comment", "opinion.mark_section", "opinion.reopen_comment", "opinion.reply_to_comment",
    "opinion.resolve_comment", "opinion.return", "order.signed_copy_attached", "task.begin", "task.finish",
    "task.put_back", "task.reopen",
}  # fmt: skip
NO_DEEDS = {"orders.order"}


def deeds_in_the_code():
    for path, tree in sources():
        if "actions" in {part.removesuffix(".py") for part in path.parts}:
            for node in ast.walk(tree):
                said = node.value if isinstance(node, ast.Constant) else None
                if isinstance(said, str) and re.fullmatch(r"[a-z_]+\.[a-z_]+", said):
                    yield said


def test_every_deed_has_words_and_every_word_a_deed():
    assert set(deeds_in_the_code()) - NO_DEEDS | PUT_TOGETHER == set(DEEDS)


def test_every_deed_belongs_to_one_field():
    fields = [prefix for _, prefixes in ABOUT.values() for prefix in prefixes]
    assert sorted({deed.split(".")[0] for deed in DEEDS}) == sorted(fields)


def someone(role):
    return factories.user_of(factories.person(factories.centre(), "Anna Czytelna", roles=[role]))


def said(user, verb, thing, **data):
    return Line(audit.record(verb, thing, by=user, centre=user.centre, **data))


def test_an_entry_in_words():
    user = someone("director")
    line = said(user, "order.issued", user.person, number="7/2018", hash="aa", until="2018-09-03")
    assert (line.what, line.details) == ("Wydano zarządzenie", "numer: 7/2018; do dnia: 3 września 2018 r.")


@pytest.mark.parametrize(
    ("data", "details"),
    [
        ({"before": "daily", "after": "weekly"}, "w dni robocze, gdy czeka coś nowego albo zbliża się termin → raz w "
                                                 "tygodniu, wszystko razem"),
        ({"before": None, "after": "weekly"}, "– → raz w tygodniu, wszystko razem"),
        ({"rhythm": ["daily", ""]}, "jak często: daily → –"),
        ({"granted": ["hr", "director"], "revoked": []}, "nadano: kadry, dyrektor"),
        ({"choice": "against", "sha256": "ab", "text": "cudze słowa"}, ""),
        ({"before": {"due_on": None}, "due_on": None, "given": []}, ""),
    ],
)  # fmt: skip
def test_what_else_an_entry_tells(data, details):
    event = AuditEvent(verb="reminders.chosen", object_type="accounts.reminders", data=data)
    assert Line(event).details == details


def test_each_sees_the_chain_of_the_own_centre_and_the_operator_the_one_without_a_centre():
    mine, other, operator = someone("admin"), someone("director"), factories.operator()
    said(mine, "person.added", mine.person)
    said(other, "person.added", other.person)
    audit.record("tool.added", operator, by=operator)

    seen = [[event.object_label for event in entries(user)] for user in (mine, other, operator)]
    assert seen == [[str(mine.person)], [str(other.person)], [str(operator)]]


@pytest.mark.parametrize("role", ["hr", "expert", "employee"])
def test_others_have_no_journal(role):
    user = someone(role)
    said(user, "person.added", user.person)
    assert list(entries(user)) == []


ASKED = [
    ({"kto": "czytelna"}, 3),
    ({"kto": "nikt"}, 0),
    ({"czego": "zarzadzenia"}, 1),
    ({"czego": "opinie"}, 1),
    ({"slowa": "poddano"}, 1),
    ({"slowa": "uwaga"}, 0),
    ({"od": "1.01.2100"}, 0),
    ({"do": "1.01.2100"}, 3),
    ({"do": "32.01.2100"}, 3),
    ({"czego": "nie-ma-takiej"}, 3),
    ({"o": "x'; drop"}, 3),
]


@pytest.mark.parametrize(("query", "count"), ASKED)
def test_what_may_be_asked(query, count):
    user = someone("director")
    for verb in ("order.issued", "opinion.put_to_vote", "person.added"):
        said(user, verb, user.person)
    assert AskedForm(query).asked().of(entries(user)).count() == count


def test_everything_about_one_thing():
    user = someone("director")
    other = factories.person(user.centre, "Jan Inny")
    said(user, "person.added", other)
    line = said(user, "person.changed", user.person)
    asked = AskedForm({"o": line.thing}).asked()
    assert [event.verb for event in asked.of(entries(user))] == ["person.changed"]


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_page_shows_newest_first_and_asks_as_often_whatever_the_rows():
    user = someone("admin")
    client, counts = logged_in(user), []
    for verbs in (["person.added"], ["person.changed", "person.roles_set", "order.issued"]):
        for verb in verbs:
            said(user, verb, user.person)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(reverse("desk:journal")).content.decode()
        counts.append(len(asked))
    assert page.index("Wydano zarządzenie") < page.index("Dopisano osobę")
    assert counts[0] == counts[1]


def test_the_sheet_holds_the_chain_and_no_formula():
    user = someone("director")
    sly = factories.person(user.centre, "=1+1 Podstępna")
    line = said(user, "person.added", sly)
    body = logged_in(user).get(reverse("desk:journal_xlsx")).content
    row = next(row for row in openpyxl.load_workbook(BytesIO(body)).active.values if row[6] == "person.added")
    digests = (line.event.previous_hash, line.event.hash)
    assert row[2:] == (str(user), "Dopisano osobę", "=1+1 Podstępna", None, "person.added", *digests)
    assert row[1].date() == clock.today()


LINK = '<a href="/dziennik/?o={}">Wpisy w dzienniku</a>'


@pytest.mark.parametrize(("role", "there"), [("director", True), ("employee", False), ("member", False)])
def test_pages_of_orders_and_opinions_lead_to_their_events(client, role, there):
    scene = opinion_scene()
    client.force_login(getattr(scene, role))
    order = scene.team.issued_order.order
    for thing in (scene.opinion, order):
        link = LINK.format(f"{thing._meta.label_lower}-{thing.pk}")
        page = client.get(thing.get_absolute_url()).content.decode()
        assert (link in page, client.get(f"/dziennik/?o={thing._meta.label_lower}-{thing.pk}").status_code == 200) == (
            there,
            there,
        )
