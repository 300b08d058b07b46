"""What WRZOS decides, what the team does with it, and that nothing anybody wrote is lost on the way."""

import datetime

import pytest

from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from apps.opinions import actions as opinions
from apps.opinions.models import Opinion, RemarkAnswer, Review
from apps.opinions.review import actions, rules
from apps.opinions.words import hour
from apps.texts.models import TextRevision
from tests import factories
from tests.factories.opinions import BACK_BY, VOTED, answer_everything, opinion_scene, second_edition

pytestmark = pytest.mark.django_db
S = Opinion.Status


@pytest.fixture
def handed():
    scene = opinion_scene(S.HANDED_OVER)
    scene.hand_over = scene.opinion.hand_over
    with clock.pretend(VOTED):
        yield scene


def remark(scene, body="Podajcie dane.", chapter="Plusy", by=None):
    return actions.write_remark(scene.hand_over, chapter, body, by=by or scene.reviewer)


def verbs(scene):
    events = AuditEvent.objects.filter(centre_id=scene.centre.pk).order_by("sequence")
    return list(events.values_list("verb", flat=True))


def kept(row):
    """Every wording of it in the history."""
    of_it = TextRevision.objects.filter(object_type=row._meta.label_lower, object_id=row.pk)
    return list(of_it.values_list("body", flat=True))


def decided(review):
    who = f"Wanda Recenzencka, {hour(review.decided_at)}"
    return f"WRZOS rozstrzygnął już o tym wydaniu: przyjęto jako ostateczne ({who})."


def test_an_accepted_edition_is_final(handed):
    review = actions.accept(handed.hand_over, by=handed.reviewer)

    opinion = Opinion.objects.get(pk=handed.opinion.pk)
    assert (opinion.status, opinion.get_status_display(), review.deadline_on) == (S.ACCEPTED, "ostateczna", None)
    assert verbs(handed)[-1] == "opinion.accept"


def test_a_return_says_why_and_by_when(handed):
    review = actions.return_(handed.hand_over, "  Brakuje danych.\r\nProszę je dodać. ", BACK_BY, by=handed.reviewer)

    assert (review.reasons, review.deadline_on) == ("Brakuje danych.\nProszę je dodać.", BACK_BY)
    assert Opinion.objects.get(pk=handed.opinion.pk).status == S.RETURNED
    assert verbs(handed)[-1] == "opinion.return"


@pytest.mark.parametrize(
    ("reasons", "on", "said"),
    [
        (" ", BACK_BY, "Napisz, dlaczego zwracasz dokument."),
        ("Bo tak.", VOTED, "Termin ponownego przekazania musi być późniejszy niż dzisiaj."),
    ],
)
def test_a_return_without_reasons_or_with_a_past_deadline_is_refused(handed, reasons, on, said):
    with pytest.raises(DomainError) as refusal:
        actions.return_(handed.hand_over, reasons, on, by=handed.reviewer)
    assert (str(refusal.value), Review.objects.count()) == (said, 0)


def test_only_wrzos_decides_and_writes_remarks(handed):
    for who in (handed.director, handed.chair, handed.foreign_director):
        with pytest.raises(DomainError, match="recenzent WRZOS"):
            actions.accept(handed.hand_over, by=who)
        with pytest.raises(DomainError, match="recenzent WRZOS"):
            remark(handed, by=who)


def test_who_decides_second_is_told_what_the_other_one_decided(handed):
    review = actions.accept(handed.hand_over, by=handed.reviewer)
    with pytest.raises(DomainError) as refusal:
        actions.return_(handed.hand_over, "Brakuje danych.", BACK_BY, by=factories.wrzos("Roman Drugi"))

    assert str(refusal.value) == decided(review)


def test_remarks_are_numbered_and_the_same_one_sent_twice_is_one(handed):
    first, again, second = remark(handed), remark(handed), remark(handed, "Inna.")
    actions.remove_remark(first, 1, by=handed.reviewer)

    assert (again.pk, second.number, remark(handed, "Nowa.").number) == (first.pk, 2, 3)
    assert kept(first) == ["Podajcie dane."]


def test_a_remark_changed_by_two_reviewers_loses_neither_text(handed):
    written, other = remark(handed), factories.wrzos("Roman Drugi")
    actions.change_remark(written, "Plusy", "Podajcie dane za rok.", 1, by=handed.reviewer)
    with pytest.raises(StaleVersion) as lost:
        actions.change_remark(written, "Plusy", "Podajcie źródło.", 1, by=other)

    assert (lost.value.theirs, lost.value.mine) == ("Podajcie dane za rok.", "Podajcie źródło.")
    assert "Podajcie źródło." in kept(written)


def test_a_decision_waits_for_whoever_wrote_a_remark_meanwhile(handed):
    shown = rules.digest([remark(handed)])
    remark(handed, "Jeszcze jedna.", by=factories.wrzos("Roman Drugi"))
    with pytest.raises(StaleVersion, match="Uwagi zmieniły się"):
        actions.accept(handed.hand_over, by=handed.reviewer, seen=shown)
    assert Review.objects.count() == 0


def test_after_the_decision_no_remark_is_written_changed_or_removed(handed):
    written = remark(handed)
    review = actions.accept(handed.hand_over, by=handed.reviewer)
    said = f"{decided(review)} Uwag nie można już zmieniać."
    for attempt in [
        lambda: remark(handed, "Spóźniona."),
        lambda: actions.change_remark(written, "", "Spóźniona zmiana.", 1, by=handed.reviewer),
        lambda: actions.remove_remark(written, 1, by=handed.reviewer),
    ]:
        with pytest.raises(DomainError) as refusal:
            attempt()
        assert str(refusal.value) == said
    assert "Spóźniona zmiana." in kept(written)


def test_a_member_resumes_the_work_and_the_returned_text_stays():
    scene = opinion_scene(S.RETURNED)
    said = scene.opinion.adoption.voted.content["sections"][0]["html"]
    with clock.pretend(VOTED):
        with pytest.raises(DomainError, match="członek zespołu"):
            actions.resume(scene.opinion, by=scene.director)
        opinion = actions.resume(scene.opinion, by=scene.member)
        section = opinion.sections.get()
        opinions.save_section(section, "<p>Nowe.</p>", section.version, by=scene.member)

    assert (opinion.status, opinion.adoption, opinion.confirmation) == (S.WORKING, None, None)
    assert opinion.hand_over.confirmation.adoption.voted.content["sections"][0]["html"] == said
    assert verbs(scene)[-1] == "opinion.resume"


def test_the_second_edition_goes_the_whole_way_to_the_acceptance():
    scene = second_edition(S.ACCEPTED)

    opinion = scene.opinion
    assert (opinion.hand_over.edition, opinion.status) == (2, S.ACCEPTED)
    assert [one.outcome for one in opinion.reviews.order_by("pk")] == ["returned", "accepted"]
    assert (opinion.adoptions.count(), opinion.confirmations.count(), opinion.hand_overs.count()) == (2, 2, 2)
    assert (
        verbs(scene)[-9:]
        == [
            "opinion.resume",
            "opinion.circulate",
            "opinion.put_to_vote",
            *["ballot.vote"] * 3,
            "opinion.close_vote",
            "opinion.confirm",
            "opinion.hand_over",
            "opinion.accept",
        ][-9:]
    )


def test_an_answer_that_does_not_accept_has_a_reason():
    scene = second_edition()
    written = rules.unanswered(scene.opinion).get()
    with clock.pretend(VOTED):
        for disposition in ["partly", "rejected", "explained"]:
            with pytest.raises(DomainError, match="dlaczego uwagi nie uwzględniono"):
                actions.answer_remark(scene.opinion, written, disposition, " ", 0, by=scene.member)
        with pytest.raises(DomainError, match="Wybierz"):
            actions.answer_remark(scene.opinion, written, "", "Słowa.", 0, by=scene.member)
        answer = actions.answer_remark(scene.opinion, written, "rejected", "Danych nie ma.", 0, by=scene.member)

    assert (answer.get_disposition_display(), rules.unanswered(scene.opinion).count()) == ("nieuwzględniona", 0)


def test_two_members_who_answer_at_once_lose_neither_text():
    scene = second_edition()
    written = rules.unanswered(scene.opinion).get()
    with clock.pretend(VOTED):
        actions.answer_remark(scene.opinion, written, "accepted", "Dodano.", 0, by=scene.member)
        with pytest.raises(StaleVersion) as lost:
            actions.answer_remark(scene.opinion, written, "rejected", "Nie dodamy.", 0, by=scene.secretary)

    assert "Nie dodamy." in lost.value.mine
    answer = RemarkAnswer.objects.get()
    assert (answer.body, answer.version) == ("Dodano.", 1)
    assert "Nie dodamy." in kept(answer)


def test_only_a_member_answers_and_only_remarks_to_the_last_returned_edition():
    scene = second_edition(S.RETURNED)
    old = scene.opinion.hand_overs.get(edition=1).remarks.get()
    with clock.pretend(VOTED):
        actions.resume(scene.opinion, by=scene.member)
        new = rules.unanswered(scene.opinion).get()
        with pytest.raises(DomainError, match="tylko członek zespołu"):
            actions.answer_remark(scene.opinion, new, "accepted", "", 0, by=scene.director)
        with pytest.raises(DomainError, match="do ostatniego zwróconego wydania"):
            actions.answer_remark(scene.opinion, old, "accepted", "", 0, by=scene.member)
        answer_everything(scene)

    assert RemarkAnswer.objects.filter(opinion=scene.opinion).count() == 2


def test_a_deadline_is_a_day_of_the_calendar(handed):
    actions.return_(handed.hand_over, "Powód.", VOTED + datetime.timedelta(days=1), by=handed.reviewer)
    assert Opinion.objects.get(pk=handed.opinion.pk).reviews.get().deadline_on == datetime.date(2018, 9, 4)
