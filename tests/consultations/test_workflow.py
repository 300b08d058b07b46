"""Every state × every role × every step of the three workflows, and the database's own guard."""

import pytest
from django.db import DatabaseError, transaction

from apps.consultations.models import Concept, DocumentOpinion, DocumentVersion
from apps.consultations.workflow import CONCEPT, OPINION_ON_DOCUMENT, VERSION
from apps.core import clock
from tests.factories import consultations as made
from tests.factories import topics
from tests.factories.judged import VOTED, judged, vote

pytestmark = pytest.mark.django_db
V, C, O = DocumentVersion.Status, Concept.Status, DocumentOpinion.Status  # noqa: E741
EVERYBODY = ["director", "hr", "admin", "coordinator", "expert", "chair", "member", "other_chair", "employee"]
WRITER, OR_DIRECTOR = {"expert"}, {"expert", "director"}
MATRICES = {
    VERSION.name: {
        V.DRAFT: {"send": WRITER},
        V.COLLECTING: {"close": OR_DIRECTOR, "withdraw": OR_DIRECTOR},
        V.ANSWERING: {"answer": WRITER, "withdraw": OR_DIRECTOR},
        V.ANSWERED: {"accept": {"director"}, "supersede": WRITER, "withdraw": OR_DIRECTOR},
        V.ACCEPTED: {},
        V.SUPERSEDED: {},
        V.WITHDRAWN: {},
    },
    CONCEPT.name: {
        C.WORKING: {"hand_over": {"chair", "member"}},
        C.HANDED_OVER: {"return": WRITER, "take": WRITER},
        C.RETURNED: {"hand_over": {"chair", "member"}},
        C.TAKEN: {},
    },
    OPINION_ON_DOCUMENT.name: {
        O.WORKING: {"put_to_vote": {"chair"}},
        O.VOTING: {"adopt": {"chair"}, "reject": {"chair"}, "withdraw_vote": {"chair"}},  # nobody has voted yet
        O.ADOPTED: {"confirm": {"chair"}},
        O.CONFIRMED: {},
    },
}
WAY = {
    V.DRAFT: [],
    V.COLLECTING: [],
    V.ANSWERING: ["answering"],
    V.ANSWERED: ["answering", "answered"],
    V.ACCEPTED: ["answering", "answered", "accepted"],
    V.SUPERSEDED: ["answering", "answered", "superseded"],
    V.WITHDRAWN: ["withdrawn"],
}


@pytest.fixture
def mine():
    return made.scene()


def version_in(mine, status):
    return made.version(mine) if status == V.DRAFT else made.to(made.sent(mine), *WAY[status])


@pytest.mark.parametrize("status", V.values)
def test_who_may_take_which_step_of_a_version(mine, status):
    version = version_in(mine, status)

    may = {who: {step.name for step in VERSION.allowed(getattr(mine, who), version)} for who in EVERYBODY}

    said = MATRICES[VERSION.name][status]
    assert may == {who: {name for name, people in said.items() if who in people} for who in EVERYBODY}


@pytest.mark.parametrize("status", V.values)
def test_the_database_refuses_every_other_move_of_a_version(mine, status):
    version = version_in(mine, status)
    legal = {target for source, target in VERSION.transitions() if source == status} | {status}

    for target in set(V.values) - legal:
        with pytest.raises(DatabaseError, match="Nie ma kroku"), transaction.atomic():
            DocumentVersion.objects.filter(pk=version.pk).update(status=target, sha256="a" * 64)


@pytest.mark.parametrize("status", C.values)
def test_who_may_take_which_step_of_a_concept(mine, status):
    concept = topics.concept(mine, status)

    may = {who: {step.name for step in CONCEPT.allowed(getattr(mine, who), concept)} for who in EVERYBODY}

    said = MATRICES[CONCEPT.name][status]
    assert may == {who: {name for name, people in said.items() if who in people} for who in EVERYBODY}


@pytest.mark.parametrize("status", C.values)
def test_the_database_refuses_every_other_move_of_a_concept(mine, status):
    concept = topics.concept(mine, status)
    legal = {target for source, target in CONCEPT.transitions() if source == status} | {status}

    for target in set(C.values) - legal:
        with pytest.raises(DatabaseError, match="Nie ma kroku"), transaction.atomic():
            Concept.objects.filter(pk=concept.pk).update(status=target)


@pytest.mark.parametrize("status", [status for status in C.values if status != C.WORKING])
def test_no_concept_is_born_handed_over(mine, status):
    topic, now = topics.topic(mine), clock.now()
    said = {"edited_by": mine.member, "edited_at": now, "handed_by": mine.member, "handed_at": now}

    with pytest.raises(DatabaseError, match="Stan początkowy"), transaction.atomic():
        Concept.objects.create(topic=topic, team=mine.team, status=status, **said)


@pytest.mark.parametrize("status", O.values)
def test_who_may_take_which_step_of_an_opinion(status):
    mine = judged(status=status)
    with clock.pretend(VOTED):
        may = {
            who: {step.name for step in OPINION_ON_DOCUMENT.allowed(getattr(mine, who), mine.opinion)}
            for who in EVERYBODY
        }

    said = MATRICES[OPINION_ON_DOCUMENT.name][status]
    assert may == {who: {name for name, people in said.items() if who in people} for who in EVERYBODY}


def test_once_everybody_has_voted_any_elector_closes():
    mine = judged(status=O.VOTING)
    with clock.pretend(VOTED):
        vote(mine, "for", mine.chair, mine.member)
        may = {
            who: {step.name for step in OPINION_ON_DOCUMENT.allowed(getattr(mine, who), mine.opinion)}
            for who in EVERYBODY
        }

    closes = {"adopt", "reject"}
    assert may == dict.fromkeys(EVERYBODY, set()) | {"chair": closes | {"withdraw_vote"}, "member": closes}


@pytest.mark.parametrize("status", O.values)
def test_the_database_refuses_every_other_move_of_an_opinion(status):
    mine = judged(status=status)
    legal = {target for source, target in OPINION_ON_DOCUMENT.transitions() if source == status} | {status}

    for target in set(O.values) - legal:
        with pytest.raises(DatabaseError, match="Nie ma kroku"), transaction.atomic():
            DocumentOpinion.objects.filter(pk=mine.opinion.pk).update(status=target)


def test_no_opinion_is_born_voted_on():
    mine = made.scene()
    now = clock.now()
    said = {"started_by": mine.member, "started_at": now, "edited_by": mine.member, "edited_at": now}

    with pytest.raises(DatabaseError, match="Stan początkowy"), transaction.atomic():
        DocumentOpinion.objects.create(
            of_version=made.sent(mine), team=mine.team, status="voting", conclusion="positive", **said
        )
