"""A team's concept: written together, handed over, returned, taken; what it said is kept and cannot be changed."""

import pytest
from django.db import DatabaseError, transaction

from apps.consultations.models import Attachment, Concept, ConceptAnswer
from apps.consultations.topics import actions, reading
from apps.consultations.topics.files import given_name, safe_name
from apps.consultations.topics.wordings import first_choice, text_of, wordings
from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from apps.texts.history import unused_text_of
from tests.accounts.post import waiting_letters
from tests.factories import consultations as made
from tests.factories import topics as making
from tests.guards import attempt

pytestmark = pytest.mark.django_db
BEFORE, AFTER = "<p>Zasiłek przyznaje się w 7 dni.</p>", "<p>Zasiłek przyznaje się w 3 dni.</p>"


@pytest.fixture
def mine():
    return made.scene()


def verbs():
    return list(
        AuditEvent.objects.filter(object_type="consultations.concept").order_by("pk").values_list("verb", flat=True)
    )


def told():
    return [(letter.to.partition("@")[0], letter.subject) for letter in waiting_letters()]


def name(user):
    return user.email.partition("@")[0]


def test_a_member_of_the_asked_team_begins_the_only_concept(mine):
    topic = making.topic(mine)

    for who in ("expert", "director", "other_member", "employee"):
        with pytest.raises(DomainError, match="Koncepcję pisze zespół"):
            actions.begin_concept(topic, mine.team, by=getattr(mine, who))
    with pytest.raises(DomainError, match="nie wskazał tego zagadnienia"):
        actions.begin_concept(topic, mine.other_team, by=mine.other_member)
    begun = actions.begin_concept(topic, mine.team, by=mine.member)
    with pytest.raises(DomainError, match="zaczął już tę koncepcję"):
        actions.begin_concept(topic, mine.team, by=mine.chair)

    assert (begun.status, begun.body, begun.version) == ("working", "", 1)


def test_the_whole_way_and_back(mine):
    concept = making.concept(mine, "handed_over", body=BEFORE)
    answer = actions.answer_concept(concept, "return", "Brakuje kosztów.", concept.version, by=mine.expert)
    concept.refresh_from_db()
    making.written(concept, AFTER, by=mine.chair)
    concept = actions.hand_over(concept, concept.version, by=mine.chair)
    last = actions.answer_concept(concept, "take", "", concept.version, by=mine.expert)
    concept.refresh_from_db()

    assert (concept.status, concept.handed_by) == ("taken", mine.chair)
    assert [(one.taken, one.note, one.body) for one in (answer, last)] == [
        (False, "Brakuje kosztów.", BEFORE), (True, "", AFTER),
    ]  # fmt: skip
    assert verbs() == [
        "concept.begin", "concept.hand_over", "concept.return", "concept.hand_over", "concept.take",
    ]  # fmt: skip
    assert [said for to, said in told() if to == name(mine.expert)] == [f"Koncepcja zespołu: {making.TITLE}"] * 2
    assert [said for to, said in told() if to == name(mine.chair)] == [
        f"Zagadnienie do opracowania: {making.TITLE}",
        f"Koncepcja zwrócona do uzupełnienia: {making.TITLE}",
        f"Koncepcja przyjęta: {making.TITLE}",
    ]


def test_an_empty_concept_is_not_handed_over_one_with_a_file_is(mine):
    concept = making.concept(mine, body="")
    with pytest.raises(DomainError, match="Koncepcja jest pusta"):
        actions.hand_over(concept, 1, by=mine.member)

    [file] = actions.enclose(concept, [making.upload()], by=mine.member)
    actions.take_out(file, by=mine.chair)
    with pytest.raises(DomainError, match="Koncepcja jest pusta"):
        actions.hand_over(concept, 1, by=mine.member)
    actions.enclose(concept, [making.upload()], by=mine.member)
    assert actions.hand_over(concept, 1, by=mine.member).status == "handed_over"


def test_what_was_not_read_is_not_handed_over_nor_answered(mine):
    concept = making.concept(mine)
    with pytest.raises(DomainError, match="W międzyczasie ktoś zmienił"):
        actions.hand_over(concept, concept.version - 1, by=mine.member)
    handed = actions.hand_over(concept, concept.version, by=mine.member)
    with pytest.raises(DomainError, match="W międzyczasie ktoś zmienił"):
        actions.answer_concept(handed, "take", "", handed.version - 1, by=mine.expert)


def test_a_concept_is_returned_with_a_note(mine):
    concept = making.concept(mine, "handed_over")
    with pytest.raises(DomainError, match="Napisz, co zespół ma uzupełnić"):
        actions.answer_concept(concept, "return", "  ", concept.version, by=mine.expert)


def test_files_stay_with_the_text_they_were_handed_over_with(mine):
    concept = making.concept(mine)
    actions.enclose(concept, [making.upload("pierwszy.pdf", "1"), making.upload("zostaje.pdf", "2")], by=mine.member)
    concept = actions.hand_over(concept, concept.version, by=mine.member)
    actions.answer_concept(concept, "return", "Za mało.", concept.version, by=mine.expert)
    concept.refresh_from_db()
    first = concept.attachments.get(file_name="pierwszy.pdf")
    actions.take_out(first, by=mine.member)
    actions.enclose(concept, [making.upload("drugi.pdf", "3")], by=mine.member)
    concept.refresh_from_db()
    fresh = concept.attachments.get(file_name="drugi.pdf")

    [answered] = reading.answers_of(concept)
    assert [file.file_name for file in answered.files] == ["pierwszy.pdf", "zostaje.pdf"]
    assert [file.file_name for file in reading.attachments_of(concept)] == ["zostaje.pdf", "drugi.pdf"]
    assert [reading.may_download(mine.employee, file) for file in (first, fresh)] == [True, False]
    assert reading.may_download(mine.chair, fresh)


def read(user, concept):
    return reading.readable(user, concept, reading.answers_of(concept))


def test_what_others_read_is_what_was_handed_over(mine):
    concept = making.concept(mine, body=BEFORE)
    seen = [read(mine.director, concept)]
    concept = actions.hand_over(concept, concept.version, by=mine.member)
    seen.append(read(mine.director, concept).html)
    actions.answer_concept(concept, "return", "Za mało.", concept.version, by=mine.expert)
    concept.refresh_from_db()
    making.written(concept, AFTER, by=mine.member)
    seen.append(read(mine.director, concept).html)

    assert [one and str(one).replace("\u00a0", " ") for one in seen] == [None, BEFORE, BEFORE]
    assert "3 dni" in str(read(mine.member, concept).html)


def test_who_is_shown_which_wordings(mine):
    concept = making.concept(mine, "returned", body=BEFORE)
    making.written(concept, AFTER, by=mine.chair)

    of_team, of_others = (wordings(concept, drafts_too=own) for own in (True, False))
    old, new = first_choice(of_team, concept)

    assert (text_of(concept, old), text_of(concept, new)) == (BEFORE, AFTER)
    assert [one.kept.taken for one in of_others] == [False]
    assert len(of_team) == 2


@pytest.mark.parametrize("given", ["a" * 300 + ".pdf", "  zło\u202efdp.exe ", "", "bez kropki"])
def test_names_of_files_are_safe(given):
    kept = safe_name(given)
    assert (len(kept) <= 200, "\u202e" in kept, bool(kept)) == (True, False, True)


def test_a_file_is_given_under_the_ending_of_what_it_is(mine):
    concept = making.concept(mine)
    [file] = actions.enclose(concept, [making.upload("../../etc/wzór: wniosku.exe")], by=mine.member)

    assert given_name(Attachment.objects.select_related("blob").get(pk=file.pk)) == "etc-wzór- wniosku.pdf"


@pytest.mark.django_db(transaction=True)
def test_a_lost_race_loses_no_text(mine):
    concept = actions.begin_concept(making.topic(mine), mine.team, by=mine.member)
    actions.save_concept(Concept.objects.get(), "<p>Anny</p>", 1, by=mine.chair)

    with pytest.raises(StaleVersion) as refusal:
        actions.save_concept(concept, "<p>Piotra</p>", 1, by=mine.member)

    assert (refusal.value.mine, refusal.value.theirs) == ("<p>Piotra</p>", "<p>Anny</p>")
    lost = reading_lost(mine.member, concept)
    actions.use_lost_text(Concept.objects.get(), lost, "<p>Anny</p><p>Piotra</p>", 2, by=mine.member)
    assert Concept.objects.get().body == "<p>Anny</p><p>Piotra</p>"
    assert reading_lost(mine.member, Concept.objects.get()) is None


@pytest.mark.django_db(transaction=True)
def test_what_is_typed_over_a_handed_concept_is_refused_and_kept(mine):
    concept = making.concept(mine, "handed_over", body=BEFORE)

    with pytest.raises(DomainError, match="Koncepcja jest u eksperta"):
        actions.save_concept(concept, AFTER, concept.version, by=mine.member)

    concept.refresh_from_db()
    assert (concept.body, reading_lost(mine.member, concept).body) == (BEFORE, AFTER)


def reading_lost(user, concept):
    return unused_text_of(user, concept, "body")


# What the database refuses


def refused(match):
    return pytest.raises(DatabaseError, match=match)


def of(concept, **values):
    with transaction.atomic():
        Concept.objects.filter(pk=concept.pk).update(**values)


@pytest.mark.parametrize("status", ["handed_over", "taken"])
def test_the_database_keeps_the_words_of_a_concept_at_the_expert(mine, status):
    concept = making.concept(mine, status)

    for change in ({"body": AFTER}, {"version": 99}, {"handed_at": clock.now()}, {"handed_by": mine.chair}):
        with refused("zostaje taka, jaka była"):
            of(concept, **change)


@pytest.mark.parametrize("status", ["handed_over", "taken"])
def test_the_database_keeps_its_files(mine, status):
    concept = making.concept(mine)
    [file] = actions.enclose(concept, [making.upload()], by=mine.member)
    concept = actions.hand_over(concept, concept.version, by=mine.member)
    if status == "taken":
        actions.answer_concept(concept, "take", "", concept.version, by=mine.expert)

    with refused("zostają takie, jakie były"), transaction.atomic():
        concept.attachments.create(file_name="b.pdf", blob_id=file.blob_id, added_by=mine.member, added_at=clock.now())
    with refused("zostają takie, jakie były"), transaction.atomic():
        concept.attachments.update(removed_at=clock.now(), removed_by=mine.member)


def test_the_database_keeps_a_file_that_was_taken_out(mine):
    concept = making.concept(mine)
    [file] = actions.enclose(concept, [making.upload()], by=mine.member)
    with refused("Raz zapisane nie zmienia się"), transaction.atomic():
        concept.attachments.update(file_name="inny.pdf")
    actions.take_out(file, by=mine.member)
    with refused("Tego załącznika już się nie zmienia"), transaction.atomic():
        concept.attachments.update(removed_at=None, removed_by=None)


def test_the_database_refuses_a_concept_of_a_team_that_was_not_asked(mine):
    topic = making.topic(mine)
    with refused("któremu wskazano zagadnienie"), transaction.atomic():
        Concept.objects.create(topic=topic, team=mine.other_team, edited_by=mine.other_member, edited_at=clock.now())


def test_the_database_refuses_an_answer_to_other_words(mine):
    working, said = making.concept(mine, body=BEFORE), {"answered_by": mine.expert, "answered_by_name": "X"}
    said |= {"answered_at": clock.now(), "taken": True}

    with refused("Ekspert odpowiada na treść"), transaction.atomic():
        ConceptAnswer.objects.create(concept=working, body=BEFORE, **said)
    handed = actions.hand_over(working, working.version, by=mine.member)
    with refused("Ekspert odpowiada na treść"), transaction.atomic():
        ConceptAnswer.objects.create(concept=handed, body=AFTER, **said)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("status", ["returned", "taken"])
def test_the_database_wants_the_answer_of_the_expert(mine, status):
    concept = making.concept(mine, "handed_over")
    with refused("nie ma odpowiedzi eksperta"):
        of(concept, status=status)

    actions.answer_concept(concept, "return", "Za mało.", concept.version, by=mine.expert)
    actions.hand_over(concept, concept.version, by=mine.member)
    with refused("nie ma odpowiedzi eksperta"):
        of(concept, status=status)
    assert Concept.objects.get().status == "handed_over"


def test_the_application_deletes_nothing_and_changes_no_answer(as_app_role):
    attacks = [f"DELETE FROM consultations_{table}" for table in ("attachment", "concept", "topic", "information")]
    attacks += ["DELETE FROM consultations_conceptanswer", "UPDATE consultations_conceptanswer SET note = ''"]
    attacks += ["UPDATE consultations_information SET title = ''"]

    said = [attempt(as_app_role, attack) for attack in attacks]

    assert [one.split(" for ")[0] for one in said] == ["permission denied"] * len(attacks)
