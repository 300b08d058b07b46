"""Topics that the expert names, and information on existing solutions: who may, what is kept, who is told."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from apps.consultations.models import Topic
from apps.consultations.topics import actions, rules
from apps.consultations.topics.actions.topics import NO_TEAM, Said
from apps.consultations.topics.reading import information_of, shown, story_of, topic_with_lines
from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from tests import factories
from tests.accounts.post import waiting_letters as letters
from tests.factories import consultations as made
from tests.factories import topics as making

pytestmark = pytest.mark.django_db
EVERYBODY = ["director", "hr", "admin", "coordinator", "expert", "chair", "member", "other_member", "employee"]


@pytest.fixture
def mine():
    return made.scene()


def said(title="Tytuł", teams=(), due_on=None, description=""):
    return Said(title, description, due_on, list(teams))


def told():
    return [(letter.to.partition("@")[0], letter.subject) for letter in letters()]


def names(*users):
    return sorted(user.email.partition("@")[0] for user in users)


def test_only_the_expert_of_the_document_names_topics(mine):
    assert [who for who in EVERYBODY if rules.may_ask(getattr(mine, who), mine.document)] == ["expert"]
    other = factories.user_of(factories.person(mine.centre, "Inny Ekspert", roles=["expert"]))

    with pytest.raises(DomainError, match="Zagadnienia wskazuje ekspert"):
        actions.add_topic(mine.document, said(teams=[mine.team]), by=other)


def test_a_topic_is_numbered_for_life_and_its_teams_are_told(mine):
    first, second = making.topic(mine, "Pierwsze"), making.topic(mine, "Drugie", teams=[mine.team, mine.other_team])
    actions.withdraw_topic(first, "Ujęte w drugim.", by=mine.expert)
    third = making.topic(mine, "Trzecie", teams=[mine.other_team])

    assert [one.number for one in (first, second, third)] == [1, 2, 3]
    subject = "Zagadnienie do opracowania: Drugie"
    assert sorted(to for to, about in told() if about == subject) == names(
        mine.chair, mine.member, mine.other_chair, mine.other_member
    )
    assert sorted(to for to, about in told() if about.startswith("Wycofane")) == names(mine.chair, mine.member)


def test_only_teams_whose_orders_name_the_document_are_offered(mine):
    idle = factories.team(mine.centre, [(mine.people["employee"], "chair")], pilot=mine.pilot, about="spraw innych")

    assert {team.pk for team in rules.teams_at_work(mine.document)} == {mine.team.pk, mine.other_team.pk}
    with pytest.raises(DomainError, match="nie wskazują tego dokumentu"):
        actions.add_topic(mine.document, said(teams=[idle]), by=mine.expert)
    with pytest.raises(DomainError, match=NO_TEAM):
        actions.add_topic(mine.document, said(), by=mine.expert)


def test_a_part_is_worked_on_by_the_teams_of_the_whole(mine):
    part = made.expert_document(mine, "Część", parent=mine.document)

    assert {team.pk for team in rules.teams_at_work(part)} == {mine.team.pk, mine.other_team.pk}


def test_a_deadline_is_not_in_the_past(mine):
    yesterday = clock.today() - datetime.timedelta(1)

    with pytest.raises(DomainError, match="już minął"):
        actions.add_topic(mine.document, said(teams=[mine.team], due_on=yesterday), by=mine.expert)


def test_a_change_keeps_what_was_said_before_in_the_story(mine):
    topic = making.topic(mine, "Stary tytuł")

    changed = actions.change_topic(topic, said("Nowy tytuł", [mine.team, mine.other_team]), 1, by=mine.expert)

    assert (changed.title, changed.version, changed.asked.count()) == ("Nowy tytuł", 2, 2)
    assert story_of(changed, [])[0]["what"] == (
        "Zmieniono zagadnienie. Tytuł brzmiał: „Stary tytuł”. Opis brzmiał: „Kto i kiedy go dostaje.”."
    )
    by_subject = {about: sorted(to for to, said in told() if said == about) for _, about in told()}
    assert by_subject["Zmienione zagadnienie: Nowy tytuł"] == names(mine.chair, mine.member)
    assert by_subject["Zagadnienie do opracowania: Nowy tytuł"] == names(mine.other_chair, mine.other_member)


def test_a_change_over_somebody_elses_is_refused(mine):
    topic = making.topic(mine)
    actions.change_topic(topic, said("Nowszy", [mine.team]), 1, by=mine.expert)

    with pytest.raises(StaleVersion, match="W międzyczasie Osoba Expert zapisał"):
        actions.change_topic(topic, said("Mój", [mine.team]), 1, by=mine.expert)
    assert Topic.objects.get().title == "Nowszy"


def test_a_team_that_has_begun_stays(mine):
    topic = making.topic(mine, teams=[mine.team, mine.other_team])
    making.concept(mine, on=topic)

    changed = actions.change_topic(topic, said("Tytuł", [mine.team]), 1, by=mine.expert)
    assert [one.team_id for one in changed.asked.all()] == [mine.team.pk]
    with pytest.raises(DomainError, match="ma już koncepcję"):
        actions.change_topic(topic, said("Tytuł", [mine.other_team]), 2, by=mine.expert)


def test_a_withdrawn_topic_stops_the_work(mine):
    concept = making.concept(mine)
    topic = concept.topic

    with pytest.raises(DomainError, match="Napisz, dlaczego"):
        actions.withdraw_topic(topic, " ", by=mine.expert)
    actions.withdraw_topic(topic, "Już niepotrzebne.", by=mine.expert)

    with pytest.raises(DomainError, match="Zagadnienie zostało wycofane"):
        actions.save_concept(concept, "<p>Nowe.</p>", concept.version, by=mine.member)
    with pytest.raises(DomainError, match="może to zrobić członek zespołu"):
        actions.hand_over(concept, concept.version, by=mine.member)
    with pytest.raises(DomainError, match="Zagadnienie zostało wycofane"):
        actions.begin_concept(topic, mine.team, by=mine.member)
    with pytest.raises(DomainError, match="Zagadnienie zostało wycofane"):
        actions.change_topic(topic, said("X", [mine.team]), 1, by=mine.expert)


def test_a_topic_says_who_is_waited_for(mine):
    due = clock.today() + datetime.timedelta(3)
    waits = making.topic(mine, "Czeka", due_on=due, teams=[mine.team, mine.other_team])
    handed = making.concept(mine, "handed_over", on=making.topic(mine, "U eksperta"))
    done = making.concept(mine, "taken", on=making.topic(mine, "Gotowe"))
    with clock.pretend(due + datetime.timedelta(1)):
        found = [shown(topic_with_lines(mine.document, number).get()) for number in (1, 2, 3)]
        by_title = {one.topic.title: one for one in found}

        assert [team.pk for team in by_title["Czeka"].waits_for_teams] == [mine.team.pk, mine.other_team.pk]
        assert {title: one.is_late for title, one in by_title.items()} == {
            "Czeka": True, "U eksperta": False, "Gotowe": False,
        }  # fmt: skip
    assert [one.pk for one in by_title["U eksperta"].waits_for_expert] == [handed.pk]
    assert {title: one.is_done for title, one in by_title.items()} == {
        "Czeka": False,
        "U eksperta": False,
        "Gotowe": True,
    }
    assert (waits.number, done.topic.number) == (1, 3)


# Information


def test_who_hands_information_over(mine):
    making.topic(mine)

    assert [who for who in EVERYBODY if rules.may_inform(getattr(mine, who), mine.document)] == [
        "director", "hr", "coordinator", "chair", "member", "other_member",
    ]  # fmt: skip
    with pytest.raises(DomainError, match="Informacje przekazują ekspertom"):
        making.information(mine, by="employee")


def test_information_is_handed_over_for_good_and_the_experts_are_told(mine):
    topic = making.topic(mine)

    given = making.information(mine, topic=topic, files=[making.upload("a.pdf", "a"), making.upload("b.pdf", "b")])

    assert (given.team, given.files, given.given_by_name) == (mine.team, 2, "Osoba Member")
    assert [file.file_name for file in given.attachments.all()] == ["a.pdf", "b.pdf"]
    assert told()[-1:] == [(*names(mine.expert), "Informacja dla ekspertów: Jak jest dziś")]
    assert [one.pk for one in information_of(mine.document)] == [given.pk]
    assert [one.pk for one in information_of(mine.document, topic)] == [given.pk]
    assert information_of(made.expert_document(mine, "Inny")) == []
    assert AuditEvent.objects.latest("pk").verb == "information.give"


def test_information_says_something(mine):
    with pytest.raises(DomainError, match="Napisz, co eksperci mają wiedzieć"):
        actions.give_information(mine.document, "Nic", "<p> </p>", [], by=mine.member)


def test_information_of_the_director_is_of_no_team(mine):
    assert making.information(mine, by="director").team is None


def test_a_refused_file_keeps_the_information_out_and_is_named(mine):
    bad = making.Upload("makra.docx", b"PK\x03\x04 to nie jest dokument")

    with pytest.raises(DomainError, match="„makra.docx”: "):
        making.information(mine, files=[making.upload(), bad])
    assert information_of(mine.document) == []


def test_a_topic_of_another_document_is_refused(mine):
    other = made.expert_document(mine, "Inny dokument")
    with pytest.raises(DomainError, match="Wybierz zagadnienie tego dokumentu"):
        making.information(mine, topic=making.topic(mine), document=other, by="director")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_information_costs_one_query(mine, number, django_assert_num_queries):
    for n in range(number):
        making.information(mine, f"Informacja {n}")

    with django_assert_num_queries(1):
        assert len([(one.title, str(one.team)) for one in information_of(mine.document)]) == number


def test_a_draft_order_has_no_topics(mine):
    draft = made.expert_document(mine, "Projekt zarządzenia", kind="order_draft")

    assert not any(rules.may_ask(getattr(mine, who), draft) for who in EVERYBODY)


# What the database refuses


def refused(match):
    return pytest.raises(DatabaseError, match=match)


def test_the_database_numbers_topics_without_gaps(mine):
    topic = making.topic(mine)
    fields = {"title": "X", "asked_by": mine.expert, "asked_by_name": "X", "asked_at": clock.now()}
    fields |= {"edited_by": mine.expert, "edited_at": clock.now()}

    with refused("numeruje się kolejno"), transaction.atomic():
        Topic.objects.create(document=mine.document, number=3, **fields)
    assert topic.number == 1


def test_the_database_keeps_a_withdrawn_topic(mine):
    topic = actions.withdraw_topic(making.topic(mine), "Zbędne.", by=mine.expert)

    for change in ({"title": "Inny"}, {"withdrawn_at": None, "withdrawn_why": ""}):
        with refused("Wycofanego zagadnienia nie zmienia się"), transaction.atomic():
            Topic.objects.filter(pk=topic.pk).update(**change)


def test_the_database_refuses_a_team_of_another_centre(mine):
    topic, stranger = making.topic(mine), made.scene("inny").team

    with refused("zespół tego samego ośrodka"), transaction.atomic():
        topic.asked.create(team=stranger)


def test_the_database_keeps_a_team_that_has_begun(mine):
    topic = making.concept(mine).topic

    with refused("zostaje przy zagadnieniu"), transaction.atomic():
        topic.asked.all().delete()
    with refused("Raz zapisane nie zmienia się"), transaction.atomic():
        topic.asked.update(team=mine.other_team)


def test_the_database_refuses_information_on_a_topic_of_another_document(mine):
    other = made.expert_document(mine, "Inny")
    fields = {"title": "X", "given_by": mine.member, "given_by_name": "X", "given_at": clock.now()}

    with refused("tego samego dokumentu"), transaction.atomic():
        other.information.create(topic=making.topic(mine), **fields)
    with refused("tego samego dokumentu"), transaction.atomic():
        other.information.create(team=made.scene("inny").team, **fields)


@pytest.mark.django_db(transaction=True)
def test_the_database_encloses_no_more_files_with_information(mine):
    given = making.information(mine, files=[making.upload()])
    file = given.attachments.get()
    more = {"file_name": "b.pdf", "blob": file.blob, "added_by": mine.member, "added_at": given.given_at}

    with refused("z iloma ją przekazano"):
        given.attachments.create(**more)
    with refused("Tego załącznika już się nie zmienia"):
        given.attachments.update(file_name="c.pdf")
    assert given.attachments.count() == 1
    promised = {"title": "X", "given_by": mine.member, "given_by_name": "X", "given_at": clock.now(), "files": 1}
    with refused("z iloma ją przekazano"):
        mine.document.information.create(**promised)
