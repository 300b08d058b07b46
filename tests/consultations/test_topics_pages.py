"""Pages of topics, concepts and information, without a script."""

import datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from apps.consultations.models import Attachment, Concept, Information, Topic
from apps.consultations.topics import actions
from apps.core import clock
from tests import factories
from tests.factories import consultations as made
from tests.factories import topics as making

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine():
    return made.scene()


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def words(answer):
    return unescape(answer.content.decode()).replace("\u00a0", " ")


def at(name, concept, *more):
    place = [concept.topic.document_id, concept.topic.number, concept.team_id, *more]
    return reverse(f"consultations:{name}", args=place)


def test_the_expert_names_a_topic_with_the_teams_ticked(mine):
    client, address = client_of(mine.expert), reverse("consultations:topic_new", args=[mine.document.pk])
    page = client.get(address)
    due = clock.today() + datetime.timedelta(14)
    typed = {"title": "Zasiłki", "description": "Kto?", "due_on": f"{due:%d.%m.%Y}", "teams": [mine.team.pk]}

    answer = client.post(address, typed, follow=True)

    assert page.content.decode().count("checked") == 2
    topic = Topic.objects.get()
    assert (topic.number, topic.due_on, [one.team_id for one in topic.asked.all()]) == (1, due, [mine.team.pk])
    assert "Wskazano zagadnienie 1." in words(answer)


def test_a_document_without_teams_says_what_to_do_first(mine):
    lone = made.expert_document(mine, "Dokument bez zespołów")

    page = client_of(mine.expert).get(reverse("consultations:topic_new", args=[lone.pk]))

    assert "Żaden zespół nie pracuje jeszcze nad tym dokumentem" in words(page)


def test_an_edit_over_somebody_elses_shows_both_and_then_saves(mine):
    topic = making.topic(mine, "Stary")
    client, address = client_of(mine.expert), reverse("consultations:topic_edit", args=[mine.document.pk, 1])
    client.get(address)
    actions.change_topic(topic, making.Said("Nowszy", "", None, [mine.team]), 1, by=mine.expert)
    typed = {"title": "Mój", "description": "", "due_on": "", "teams": [mine.team.pk], "seen": "1"}

    refused = client.post(address, typed)
    again = client.post(address, typed | {"seen": "2"})

    assert ("Co jest zapisane teraz" in words(refused), "Nowszy" in words(refused), "Mój" in words(refused)) == (
        True,
    ) * 3
    assert 'name="seen" value="2"' in words(refused)
    assert (again.status_code, Topic.objects.get().title) == (302, "Mój")


def test_the_way_of_a_concept_without_a_script(mine):
    topic = making.topic(mine)
    member, expert = client_of(mine.member), client_of(mine.expert)
    page = member.get(topic.get_absolute_url())
    assert "Czeka na Ciebie" in words(page)

    begun = member.post(reverse("consultations:concept_begin", args=[mine.document.pk, 1, mine.team.pk]))
    concept = Concept.objects.get()
    assert begun.url == at("concept_write", concept)
    files = {"files": [making.sent_file("a.pdf", "a"), making.sent_file("b.pdf", "b")]}
    assert "Dołączono 2 pliki." in words(member.post(at("concept_enclose", concept), files, follow=True))
    making.written(concept, "<p>Zasiłek w 7 dni.</p>", by=mine.member)
    read = words(member.get(at("concept_hand_over", concept)))
    assert ("Zasiłek w 7 dni." in read, "a.pdf" in read) == (True, True)
    handed = member.post(at("concept_hand_over", concept), {"seen": "2"}, follow=True)
    assert "Przekazano koncepcję ekspertowi." in words(handed)
    assert "Przeczytaj koncepcję" in words(expert.get(topic.get_absolute_url()))
    expert.post(at("concept_return", concept), {"seen": "2", "note": "Dopisz koszty."})
    assert "Dopisz koszty." in words(member.get(at("concept_write", concept)))
    making.written(Concept.objects.get(), "<p>Zasiłek w 3 dni.</p>", by=mine.member)
    member.post(at("concept_hand_over", concept), {"seen": "3"})
    compared = words(expert.get(at("concept_history", concept)))
    assert ("<del>" in compared or "<del" in compared, "tekst zwrócony przez eksperta" in compared) == (True, True)
    taken = expert.post(at("concept_take", concept), {"seen": "3", "note": ""}, follow=True)
    assert "Przyjęto koncepcję." in words(taken)
    assert "przyjął koncepcje wszystkich zespołów" in words(client_of(mine.employee).get(topic.get_absolute_url()))


def test_a_draft_is_read_by_the_team_alone(mine):
    concept = making.concept(mine, body="<p>Tajny szkic</p>")
    pages = {
        who: [words(client_of(getattr(mine, who)).get(at(name, concept))) for name in ("concept", "concept_history")]
        for who in ("member", "expert", "director")
    }

    assert {who: ["Tajny szkic" in page for page in shown] for who, shown in pages.items()} == {
        "member": [True, True], "expert": [False, False], "director": [False, False],
    }  # fmt: skip


def test_what_changed_since_the_page_of_handing_over_is_shown_again(mine):
    concept = making.concept(mine)

    answer = client_of(mine.member).post(at("concept_hand_over", concept), {"seen": "1"})

    assert "Przeczytaj ją jeszcze raz" in words(answer)
    assert f'name="seen" value="{concept.version}"' in words(answer)


def test_a_file_is_saved_and_never_shown(mine):
    concept = making.concept(mine)
    actions.enclose(concept, [making.upload("wzór <b>.html")], by=mine.member)
    file = Attachment.objects.get()
    address = reverse("consultations:attachment", args=[mine.document.pk, file.pk])

    answer = client_of(mine.member).get(address)

    assert (answer["X-Content-Type-Options"], answer["Content-Type"]) == ("nosniff", "application/pdf")
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''wz%C3%B3r%20-b.pdf"
    assert client_of(mine.director).get(address).status_code == 404
    other = made.expert_document(mine, "Inny")
    assert client_of(mine.member).get(reverse("consultations:attachment", args=[other.pk, file.pk])).status_code == 404


def test_a_hostile_file_is_refused_by_its_name_and_nothing_is_kept(mine):
    concept = making.concept(mine)
    bad = making.SimpleUploadedFile("dobry.pdf", b"<svg onload=alert(1)>")

    answer = client_of(mine.member).post(at("concept_enclose", concept), {"files": [making.sent_file(), bad]})

    assert "„dobry.pdf”: Rysunku SVG nie można dodać" in words(answer)
    assert "Pliki trzeba wybrać jeszcze raz" in words(answer)
    assert Attachment.objects.count() == 0


def test_too_many_files_at_once_are_refused(mine):
    concept = making.concept(mine)
    answer = client_of(mine.member).post(at("concept_enclose", concept), {"files": [making.sent_file()] * 11})

    assert ("najwyżej 10 plików" in words(answer), Attachment.objects.count()) == (True, 0)


def test_information_is_given_to_a_topic_with_files(mine):
    making.topic(mine, "Zasiłki")
    address = reverse("consultations:information_new", args=[mine.document.pk])
    client = client_of(mine.coordinator)
    page = client.get(f"{address}?zagadnienie=1")
    typed = {"title": "Jak jest dziś", "topic": Topic.objects.get().pk, "body": "<p>Tak.</p>", "body_format": "html"}

    answer = client.post(address, typed | {"files": [making.sent_file("wzór.pdf")]}, follow=True)

    assert "selected>1. Zasiłki" in words(page)
    given = Information.objects.get()
    assert (given.topic.number, given.team, given.files) == (1, None, 1)
    assert "Przekazano informację ekspertom." in words(answer)
    shown = words(client_of(mine.employee).get(given.get_absolute_url()))
    assert ("wzór.pdf" in shown, "Tak." in shown) == (True, True)


@pytest.mark.django_db(transaction=True)
def test_an_autosave_answers_in_json(mine):
    concept = making.concept(mine, body="")
    client = client_of(mine.member)

    def autosave(body, version):
        sent = {"body": body, "body_format": "html", "version": version, "writer": mine.member.pk}
        answer = client.post(at("concept_write", concept), sent, headers={"Accept": "application/json"})
        return answer.status_code, answer.json()

    status, said = autosave("<p>Pierwsze</p>", 1)
    assert (status, said["version"], said["warning"]) == (200, 2, "")
    actions.save_concept(Concept.objects.get(), "<p>Inne</p>", 2, by=mine.chair)
    status, said = autosave("<p>Drugie</p>", 2)
    assert (status, said["see"]) == (409, at("concept_unsaved", concept))
    both = words(client.get(said["see"]))
    assert ("Inne" in both, "Drugie" in both) == (True, True)


# How many queries


def crowded(mine, number):
    """A topic with so many teams, concepts, answers, files and pieces of information."""
    teams = [mine.team]
    for n in range(number - 1):
        member = factories.person(mine.centre, f"Osoba {n}", roles=["employee"])
        teams.append(factories.team(mine.centre, [(member, "chair")], pilot=mine.pilot, documents=[mine.document.pk]))
    topic = making.topic(mine, teams=teams)
    concept = actions.begin_concept(topic, mine.team, by=mine.member)
    actions.enclose(concept, [making.upload(f"{n}.pdf", str(n)) for n in range(number)], by=mine.member)
    for _ in range(number + 1):
        concept = actions.hand_over(concept, concept.version, by=mine.member)
        actions.answer_concept(concept, "return", "Jeszcze.", concept.version, by=mine.expert)
        concept.refresh_from_db()
    for n in range(number):
        making.information(mine, f"Informacja {n}", topic=topic, files=[making.upload()])
    return concept


@pytest.mark.parametrize("who", ["member", "expert", "director"])
def test_pages_ask_as_many_questions_for_three_as_for_one(mine, who, django_assert_max_num_queries):
    counts = []
    for number in (1, 3):
        concept = crowded(mine, number)
        client = client_of(getattr(mine, who))
        given = Information.objects.latest("pk")
        pages = [concept.topic.get_absolute_url(), concept.get_absolute_url(), given.get_absolute_url()]
        pages += [at("concept_history", concept), *([at("concept_write", concept)] if who == "member" else [])]
        counts.append([queries(client, page, django_assert_max_num_queries) for page in pages])

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 15


def queries(client, address, counted):
    with counted(40) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
