"""What the database refuses of consultations by its constraints alone: every one of them, with the triggers that stand
before it switched off."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from apps.consultations.models import Attachment, Contract, DocumentDissent, DocumentDissentDraft, ResultingAct
from apps.consultations.topics.actions import enclose
from apps.consultations.versions.actions import extend_deadline
from apps.core import clock
from tests.factories import consultations as made
from tests.factories import topics as making
from tests.factories.judged import S, judged
from tests.orders.external.acts import act

pytestmark = pytest.mark.django_db
DAY = datetime.date(2018, 1, 8)
NOW = datetime.datetime(2018, 9, 3, 10, 0, tzinfo=datetime.UTC)


def refusal(thing, write):
    """The name of the constraint that refuses it."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        _unguarded(thing, write)
    return refused.value.__cause__.diag.constraint_name


def _unguarded(thing, write):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {thing._meta.db_table} DISABLE TRIGGER USER")
    write()


def changed(thing, **fields):
    return refusal(thing, lambda: type(thing).objects.filter(pk=thing.pk).update(**fields))


def again(thing, **fields):
    """The same row once more."""
    twin = type(thing).objects.get(pk=thing.pk)
    twin.pk, twin._state.adding = None, True
    for name, value in fields.items():
        setattr(twin, name, value)
    return refusal(thing, lambda: twin.save(force_insert=True))


def contract(mine):
    said = {"number": "1/2018", "subject": "Regulamin", "signed_on": DAY, "since_on": DAY}
    said |= {"until_on": datetime.date(2018, 12, 31), "person": mine.people["expert"], "pilot": mine.pilot}
    kept = {"recorded_by": mine.hr, "recorded_at": NOW, "edited_by": mine.hr, "edited_at": NOW}
    return Contract.objects.create(**said, **kept)


@pytest.fixture
def mine():
    return made.scene()


def test_contracts(mine):
    one = contract(mine)
    assert [
        again(one),
        changed(one, until_on=DAY - datetime.timedelta(days=1)),
        changed(one, ended_on=datetime.date(2018, 6, 1)),
        changed(one, ended_why="Bo tak."),
        changed(one, ended_on=datetime.date(2018, 12, 31), ended_why="W ostatnim dniu nie jest przed czasem."),
    ] == [
        "a_contract_is_numbered_once_in_a_pilot",
        "a_contract_ends_after_it_begins",
        "a_contract_ended_before_time_says_why",
        "a_contract_ended_before_time_says_why",
        "a_contract_ended_before_time_says_why",
    ]


def test_versions(mine):
    version = made.version(mine)
    assert [
        again(version, number=2),
        changed(version, origin="file"),
        changed(version, status="collecting", sha256=""),
    ] == ["one_version_in_work", "a_version_from_a_file_has_it", "a_version_sent_has_its_hash"]
    assert again(made.sent(mine, document=made.expert_document(mine, "Inny"))) == "a_version_of_a_document_once"


@pytest.mark.parametrize(
    "said",
    [
        {"returned_at": NOW},
        {"returned_why": "Popraw."},
        {"returned_at": NOW, "returned_why": "Popraw."},
        {"returned_at": NOW, "returned_by": "director"},
        {"returned_why": "Popraw.", "returned_by": "director"},
    ],
)
def test_a_returned_version_says_who_when_and_why(mine, said):
    consultation = made.sent(mine).consultation
    said = said | ({"returned_by": mine.director} if "returned_by" in said else {})
    assert changed(consultation, **said) == "a_version_returned_says_who_when_and_why"


def test_teams_asked_and_their_days(mine):
    asked = made.sent(mine).consultation.asked.first()
    assert [again(asked), changed(asked, closed_at=NOW), changed(asked, closed_by=mine.chair)] == [
        "a_team_is_asked_once",
        "a_team_that_closed_says_who_and_when",
        "a_team_that_closed_says_who_and_when",
    ]


def test_a_later_day_is_later_and_says_why(mine):
    version = made.sent(mine)
    day = version.consultation.deadline_on + datetime.timedelta(days=3)
    extend_deadline(version, day, "Urlopy.", by=mine.director)
    later = version.consultation.extensions.get()
    assert [changed(later, to_on=F("from_on")), changed(later, reason="")] == ["a_consultation_extension_is_later"] * 2


def test_remarks(mine):
    version = made.sent(mine)
    remark, draft = made.remark(mine, version), made.remark(mine, version, submitted=False)
    merged = {"merged_by": mine.chair, "merged_at": NOW}
    assert [
        again(remark),
        changed(draft, number=7),
        changed(draft, submitted_at=NOW),
        changed(remark, merged_into=remark, **merged),
        changed(remark, merged_into=draft),
        changed(remark, **merged),
    ] == [
        "a_remark_has_its_number_for_life",
        "a_submitted_remark_is_numbered",
        "a_submitted_remark_is_numbered",
        "a_remark_is_not_its_own_twin",
        "a_merged_remark_says_who_and_when",
        "a_merged_remark_says_who_and_when",
    ]


def test_topics_and_concepts(mine):
    concept = making.concept(mine)
    topic = concept.topic
    assert [
        again(topic),
        again(topic.asked.get()),
        again(concept),
        changed(topic, withdrawn_at=NOW),
        changed(topic, withdrawn_why="Bo tak."),
        changed(concept, status="handed_over"),
        changed(concept, status="handed_over", handed_at=NOW),
    ] == [
        "a_topic_is_numbered_once",
        "a_team_is_asked_about_a_topic_once",
        "one_concept_of_a_team_on_a_topic",
        "a_withdrawn_topic_says_why",
        "a_withdrawn_topic_says_why",
        "a_concept_handed_over_says_who_and_when",
        "a_concept_handed_over_says_who_and_when",
    ]


def test_files_of_topics(mine):
    concept = making.concept(mine)
    [file] = enclose(concept, [making.upload()], by=mine.member)
    information = making.information(mine)
    assert [
        changed(file, information=information),
        changed(file, concept=None),
        changed(file, removed_at=NOW),
        changed(file, removed_by=mine.member),
    ] == ["an_attachment_belongs_to_one_thing"] * 2 + ["an_attachment_taken_out_says_who_and_when"] * 2
    assert Attachment.objects.get(pk=file.pk).concept == concept


def test_opinions_and_dissents():
    mine = judged(status=S.ADOPTED, against=["member"])
    opinion, adoption = mine.opinion, mine.opinion.adoption
    said = {"adoption": adoption, "person": mine.people["member"], "body": "Nie."}
    draft = DocumentDissentDraft.objects.create(**said, saved_at=NOW)
    with clock.pretend(adoption.dissent_until):
        dissent = DocumentDissent.objects.create(**said, person_name="Jan", filed_at=clock.now())
    assert [
        again(opinion, status="working", adoption=None),
        changed(opinion, adoption=None),
        changed(opinion, status="working"),
        changed(opinion, conclusion=""),
        again(draft),
        again(dissent),
    ] == [
        "one_opinion_of_a_team_on_a_version",
        "an_adopted_document_opinion_has_its_proof",
        "an_adopted_document_opinion_has_its_proof",
        "what_is_voted_has_a_conclusion",
        "one_draft_of_document_dissent_a_person",
        "one_document_dissent_a_person",
    ]


def test_resulting_acts(mine):
    version, issued = made.sent(mine), mine.team.issued_order
    foreign = act(mine.centre, mine.director)
    said = {"of_version": version, "recorded_by": mine.hr, "recorded_at": NOW}
    by_order, by_act = ResultingAct(**said, issued_order=issued), ResultingAct(**said, external_act=foreign)
    _unguarded(by_order, by_order.save)
    _unguarded(by_act, by_act.save)
    assert [again(by_order), again(by_act), again(by_order, issued_order=None), again(by_act, issued_order=issued)] == [
        "an_order_is_recorded_once",
        "an_act_is_recorded_once",
        "one_act_puts_a_version_into_force",
        "one_act_puts_a_version_into_force",
    ]
