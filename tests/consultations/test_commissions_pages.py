"""The tree of documents, the page of one, and contracts: what they tell and how much they ask."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.consultations.commissions.actions import Terms, add_contract, withdraw_document
from apps.consultations.outcome.actions import open_order_draft
from apps.orders.actions import save_draft_text, start_draft
from apps.orders.text import paragraf, to_json
from apps.teams.appointment.forms import _documents
from tests import factories
from tests.factories import consultations as made
from tests.factories.topics import concept, information, topic

from .outcomes import accepted

pytestmark = pytest.mark.django_db
LATER = datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC)


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


def test_an_empty_pilot_teaches_and_offers_the_usual_tree(client):
    mine = made.scene()
    mine.document.experts.clear()
    centre = factories.centre()
    for role in ("director", "employee"):
        setattr(mine, role, factories.user_of(factories.person(centre, "Ewa Nowa", roles=[role])))
    client.force_login(mine.director)
    assert "Nie ma jeszcze pilotażu" in text_of(client.get("/dokumenty-ekspertow/"))
    pilot = factories.pilot(centre, mine.pilot.catalogue_version)
    button = "Załóż drzewo dokumentów projektu</button>"
    assert button in text_of(client.get("/dokumenty-ekspertow/"))

    laid = client.post(reverse("consultations:documents_lay", args=[pilot.pk]), follow=True)

    text = text_of(laid)
    names = ["Regulamin Organizacyjny", "Schemat organizacyjny", "Ekspertyza 1 dotycząca", "Zasady postępowania"]
    places = [text.index(f"<strong>{name}") for name in names]
    assert (places, button in text, "Założono drzewo" in text) == (sorted(places), False, True)
    client.force_login(mine.employee)
    assert "Dodaj dokument" not in text_of(client.get("/dokumenty-ekspertow/"))


def test_what_is_left_empty_is_as_usual_for_the_kind(client, mine):
    client.force_login(mine.hr)
    url = reverse("consultations:document_new")
    client.post(url, {"kind": "instruction"})
    refused = client.post(url, {"kind": "study"})
    client.post(url, {"kind": "chart", "title": "Schemat 2019", "authority": "none", "due_on": "1.10.2018"})

    last = mine.pilot.expert_documents.order_by("-pk").values_list("title", "authority", "due_on")
    assert list(last[:2]) == [
        ("Schemat 2019", "none", datetime.date(2018, 10, 1)),
        ("Instrukcja tworzenia i obiegu dokumentów", "director", None),
    ]
    assert "Podaj tytuł, np. Ekspertyza 2" in text_of(refused)


def test_two_who_change_a_document_at_once_lose_nothing(client, mine):
    client.force_login(mine.hr)
    url = reverse("consultations:document_edit", args=[mine.document.pk])
    said = {"kind": "benefits_policy", "authority": "director", "experts": [mine.people["expert"].pk], "version": "1"}
    assert client.post(url, said | {"title": "Pierwszy"}).status_code == 302
    second = client.post(url, said | {"title": "Drugi"})

    text = text_of(second)
    assert (second.status_code, "<dd>Pierwszy</dd>" in text, "Drugi</textarea>" in text) == (409, True, True)
    assert 'name="version" value="2"' in text
    assert client.post(url, said | {"title": "Drugi", "version": "2"}).status_code == 302
    mine.document.refresh_from_db()
    assert mine.document.title == "Drugi"


def test_the_page_tells_who_works_on_it_and_under_which_provision(client, mine):
    contract(mine)
    client.force_login(mine.employee)
    text = text_of(client.get(mine.document.get_absolute_url()))
    said = [
        "Czeka na: <strong>ekspertkę (Osoba Expert)</strong>",
        f"zarządzenie nr {mine.team.issued_order.number_text}</a>)",
        "umowa nr 1/2018</a> – Osoba Expert, do 31 sierpnia 2019 r.",
        "dyrektor (zarządzeniem)",
    ]
    assert {words: words in text for words in said} == dict.fromkeys(said, True)
    assert [words in text for words in ("Wycofaj dokument", "Zacznij wersję", "Wskaż zagadnienie")] == [False] * 3


def test_the_story_goes_from_the_document_to_its_act(client, mine):
    client.force_login(mine.hr)
    client.post(reverse("consultations:document_edit", args=[mine.document.pk]), {
        "kind": "benefits_policy", "authority": "director", "title": "Lokalna Polityka", "version": "1",
        "experts": [mine.people["expert"].pk],
    })  # fmt: skip
    topic(mine)
    version = accepted(mine)
    version.consultation.asked.filter(team=mine.team).update(closed_by=mine.chair, closed_at=LATER)
    page = text_of(client.get(mine.document.get_absolute_url()))
    story = page.split('class="timeline"')[1]
    order = [
        "Zespół zakończył zgłaszanie uwag do wersji 1.",
        "Zatwierdzono wersję 1.",
        "Przyjęto opinię o wersji 1: pozytywna.",
        "Przekazano wersję 1 do zaopiniowania: ",
        "Wskazano zagadnienie 1",
        "Zmieniono opis dokumentu.",
    ]
    places = [story.index(words) for words in order]
    assert places == sorted(places)


def test_of_a_contract_others_see_number_subject_and_period(client, mine):
    one = contract(mine)
    seen = {}
    for who in ("employee", "expert", "hr"):
        client.force_login(getattr(mine, who))
        text = text_of(client.get(one.get_absolute_url()))
        seen[who] = [
            "Odbiór prac w częściach." in text,
            "Zawarta" in text,
            "Zmień umowę" in text,
            "31 sierpnia" in text,
        ]
    assert seen == {
        "employee": [False, False, False, True],
        "expert": [True, True, False, True],
        "hr": [True, True, True, True],
    }


def test_a_contract_begins_with_the_document_from_whose_page_it_is_entered(client, mine):
    address = f"{reverse('consultations:contract_new')}?pilotaz={mine.pilot.pk}&dokument="
    elsewhere = made.scene().document
    client.force_login(mine.hr)
    assert f'href="{address}{mine.document.pk}"'.replace("&", "&amp;") in text_of(
        client.get(mine.document.get_absolute_url())
    )
    begun = {
        said: client.get(f"{address}{said}").context["form"].initial for said in (mine.document.pk, elsewhere.pk, "²")
    }
    expert = mine.expert.person_id
    assert begun == {mine.document.pk: {"documents": [mine.document.pk], "person": expert}, elsewhere.pk: {}, "²": {}}


def test_the_list_of_contracts_asks_as_many_queries_for_three_as_for_one(client, mine):
    client.force_login(mine.employee)
    contract(mine)
    few = asked_by(client, reverse("consultations:contracts"))
    for n in (2, 3):
        contract(mine, f"{n}/2018")
    many = asked_by(client, reverse("consultations:contracts"))
    assert (len(many), len(many) <= 15) == (len(few), True)


def test_a_withdrawn_document_and_a_draft_order_are_not_offered_to_a_new_team(mine):
    withdraw_document(mine.document, "Zbędny.", by=mine.hr)
    made.expert_document(mine, "Projekt zarządzenia", kind="order_draft")
    kept = made.expert_document(mine, "Instrukcja", kind="instruction")
    assert list(_documents(mine.pilot)) == [kept]


def test_the_page_of_a_draft_order_leads_to_the_order(client, mine, settings):
    settings.DEBUG = True  # then a form that names a field it has not fails
    order = start_draft(mine.centre, "free", by=mine.hr, pilot=mine.pilot)
    body = to_json((paragraf("Zarządzenie wchodzi w życie z dniem podpisania."),))
    order = save_draft_text(order, {"subject": "dyżurów", "body": body}, order.version, by=mine.hr)
    document = open_order_draft(order, mine.pilot, by=mine.hr)
    client.force_login(mine.hr)

    text = text_of(client.get(document.get_absolute_url()))
    said = [f'href="/zarzadzenia/{order.pk}/">Projekt zarządzenia</a>', "Przenieś dzisiejszą treść projektu do wersji"]
    assert [words in text for words in [*said, "Zagadnienia wskazane", "Dodaj część"]] == [True, True, False, False]
    assert "Projekty zarządzeń otwarte dla zespołów" in text_of(client.get("/dokumenty-ekspertow/"))
    edited = text_of(client.get(reverse("consultations:document_edit", args=[document.pk])))
    assert ["Rodzaj dokumentu" in edited, "Ostateczna wersja do dnia" in edited] == [False, True]
    client.force_login(mine.member)
    assert f"/zarzadzenia/{order.pk}/" not in text_of(client.get(document.get_absolute_url()))
