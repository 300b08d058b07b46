"""Merging, closing, answering, handing over and settling."""

import pytest
from django_tasks_db.models import DBTaskResult

from apps.consultations.models import Answer, DocumentVersion, Remark, Settlement
from apps.consultations.remarks import actions
from apps.consultations.remarks.reading import Sheet
from apps.consultations.remarks.settled import to_settle
from apps.consultations.rules import answers_missing, not_ready_to_send, unanswered
from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from tests.factories import consultations as made

pytestmark = pytest.mark.django_db
V = DocumentVersion.Status


@pytest.fixture
def mine():
    return made.scene()


def letters():
    """Who was written to, and about what."""
    found = DBTaskResult.objects.filter(task_path__endswith="send_letter").order_by("enqueued_at")
    return sorted((one.args_kwargs["kwargs"]["to"], one.args_kwargs["kwargs"]["subject"]) for one in found)


def answered(mine, remark, disposition="accepted", reason=""):
    said = {"edited_by": mine.expert, "edited_at": clock.now()}
    return Answer.objects.create(remark=remark, disposition=disposition, reason=reason, **said)


def collected(mine, *bodies):
    """A version whose remarks, of `member`, wait for answers."""
    version = made.sent(mine)
    remarks = [made.remark(mine, version, body) for body in bodies]
    return made.to(version, "answering"), remarks


def test_merged_remarks_keep_their_own_and_share_the_answer(mine):
    version = made.sent(mine)
    first, second, third = (made.remark(mine, version, body) for body in ("Za krótko.", "Krótko.", "Zbyt krótko."))
    actions.merge_remarks(second, [third], by=mine.chair)
    actions.merge_remarks(first, [second], by=mine.chair)
    made.to(version, "answering")
    answered(mine, first, "rejected", "Termin wynika z ustawy.")

    lines = {line.remark.number: line for line in Sheet(mine.expert, version).lines}

    assert [(n, one.remark.body, one.standing) for n, one in sorted(lines.items())] == [
        (1, "Za krótko.", "nieuwzględniona"),
        (2, "Krótko.", "nieuwzględniona"),
        (3, "Zbyt krótko.", "nieuwzględniona"),
    ]
    assert [one.number for one in lines[1].merged] == [2, 3]
    assert unanswered(version.document) == []
    with pytest.raises(DomainError, match="już rozpatrzył"):
        actions.split_remark(lines[2].remark, by=mine.chair)


@pytest.mark.parametrize("who", ["member", "other_chair", "expert", "director"])
def test_only_the_chair_of_the_team_merges(mine, who):
    version = made.sent(mine)
    pair = [made.remark(mine, version) for _ in range(2)]
    with pytest.raises(DomainError, match="przewodniczący"):
        actions.merge_remarks(pair[0], pair[1:], by=getattr(mine, who))


def test_a_chair_who_may_not_read_them_yet_merges_nothing(mine):
    version = made.sent(mine, sight="after_deadline")
    pair = [made.remark(mine, version), made.remark(mine, version)]
    with pytest.raises(DomainError, match="po złożeniu własnej pierwszej uwagi"):
        actions.merge_remarks(pair[0], pair[1:], by=mine.chair)

    made.remark(mine, version, by="chair")
    actions.merge_remarks(pair[0], pair[1:], by=mine.chair)
    assert Remark.objects.get(pk=pair[1].pk).merged_into == pair[0]


def test_remarks_of_two_teams_are_not_merged(mine):
    version = made.sent(mine)
    ours, theirs = made.remark(mine, version), made.remark(mine, version, by="other_member")
    with pytest.raises(DomainError, match="swojego zespołu"):
        actions.merge_remarks(ours, [theirs], by=mine.chair)


def test_a_split_remark_waits_for_its_own_answer_again(mine):
    version = made.sent(mine)
    pair = [made.remark(mine, version) for _ in range(2)]
    actions.merge_remarks(pair[0], pair[1:], by=mine.chair)
    assert unanswered(version.document) == [1]
    actions.split_remark(Remark.objects.get(number=2), by=mine.chair)
    assert unanswered(version.document) == [1, 2]


def test_withdrawing_the_leading_remark_frees_those_merged_into_it(mine):
    version = made.sent(mine)
    lead, other = made.remark(mine, version), made.remark(mine, version, by="chair")
    actions.merge_remarks(lead, [other], by=mine.chair)
    actions.withdraw_remark(lead, by=mine.member)
    assert unanswered(version.document) == [2]


def test_collecting_is_closed_when_every_team_has_closed(mine):
    version = made.sent(mine)
    made.remark(mine, version)
    with pytest.raises(DomainError, match="Uwagi można zgłaszać do 1 stycznia 2100 r."):
        actions.close_remarks(version, by=mine.expert)
    actions.close_team(version.consultation.asked.get(team=mine.team.pk), by=mine.chair)
    assert letters() == []
    actions.close_team(version.consultation.asked.get(team=mine.other_team.pk), by=mine.other_chair)
    told = [(mine.expert.email, "Zespoły zakończyły zgłaszanie uwag – Lokalna Polityka Świadczeń, wersja 1")]
    assert letters() == told

    closed = actions.close_remarks(version, by=mine.director)

    assert (closed.status, closed.consultation.closed_by, closed.consultation.answered_at) == (
        V.ANSWERING, mine.director, None
    )  # fmt: skip
    assert letters() == sorted(
        [*told, (mine.expert.email, "Uwagi do rozpatrzenia – Lokalna Polityka Świadczeń, wersja 1")]
    )


@pytest.mark.parametrize("who", ["member", "other_chair", "expert"])
def test_only_its_chair_closes_a_team(mine, who):
    asked = made.sent(mine).consultation.asked.get(team=mine.team.pk)
    with pytest.raises(DomainError, match="przewodniczący"):
        actions.close_team(asked, by=getattr(mine, who))


@pytest.mark.parametrize(("who", "status"), [("expert", V.ANSWERED), ("director", V.ANSWERING)])
def test_without_remarks_the_expert_closes_and_answers_in_one_deed(mine, who, status):
    version = made.sent(mine, deadline=clock.today().replace(year=2018))
    gone = made.sent(mine, document=made.expert_document(mine, "Inny"))
    made.remark(mine, gone)
    assert actions.close_remarks(version, by=getattr(mine, who)).status == status
    assert AuditEvent.objects.filter(verb="remarks.closed").count() == 1


# disposition, reason: whether it may be saved
REASONS = [
    ("accepted", "", True), ("accepted", "Dobra uwaga.", True), ("partly", "", False), ("partly", "Bo tak.", True),
    ("rejected", "", False), ("rejected", "Bo tak.", True), ("explained", "", False), ("explained", "Tak jest.", True),
    ("pointless", "", True), ("pointless", "Skreślono § 2.", True), ("", "Zastanawiam się.", False),
]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_which_answers_need_reasons():
    mine = made.scene()
    _, [remark] = collected(mine, "Za krótko.")
    may = []
    for disposition, reason, _ in REASONS:
        version = getattr(Answer.objects.filter(remark=remark).first(), "version", 0)
        try:
            actions.save_answer(remark, disposition, reason, version, by=mine.expert)
            may.append(True)
        except DomainError:
            may.append(False)
    assert may == [allowed for *_, allowed in REASONS]


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_at_once_lose_neither_text():
    mine = made.scene()
    _, [remark] = collected(mine, "Za krótko.")
    actions.save_answer(remark, "rejected", "Pierwszy.", 0, by=mine.expert)
    with pytest.raises(StaleVersion) as lost:
        actions.save_answer(remark, "explained", "Drugi.", 0, by=mine.expert)
    assert ("Drugi." in lost.value.mine, "Pierwszy." in lost.value.theirs) == (True, True)
    assert Answer.objects.get().reason == "Pierwszy."


@pytest.mark.django_db(transaction=True)
def test_who_may_not_answer_and_when():
    mine = made.scene()
    version = made.sent(mine)
    remark = made.remark(mine, version)
    with pytest.raises(DomainError, match="po zamknięciu"):
        actions.save_answer(remark, "accepted", "", 0, by=mine.expert)
    made.to(version, "answering")
    with pytest.raises(DomainError, match="ten, kto pisze dokument"):
        actions.save_answer(remark, "accepted", "", 0, by=mine.director)
    actions.save_answer(remark, "accepted", "", 0, by=mine.expert)
    actions.hand_over_answers(version, by=mine.expert)
    with pytest.raises(DomainError, match="przekazano już"):
        actions.save_answer(remark, "rejected", "Jednak nie.", 2, by=mine.expert)
    assert Answer.objects.get().disposition == "accepted"


def test_editorial_remarks_are_taken_in_together_and_no_others(mine):
    version = made.sent(mine)
    wording = [made.remark(mine, version, nature="wording") for _ in range(3)]
    substance = made.remark(mine, version)
    made.to(version, "answering")
    answered(mine, wording[2], "rejected", "To cytat.")

    taken = actions.accept_editorial(version, [*wording, substance], by=mine.expert)

    assert [one.number for one in taken] == [1, 2]
    assert dict(Answer.objects.values_list("remark__number", "disposition")) == {
        1: "accepted", 2: "accepted", 3: "rejected"
    }  # fmt: skip
    assert unanswered(version.document) == [4]


def test_answers_are_handed_over_only_when_all_are_there(mine):
    version, remarks = collected(mine, "Jedna.", "Druga.")
    answered(mine, remarks[0])
    with pytest.raises(DomainError, match="Bez odpowiedzi jest jeszcze 1 uwaga: nr 2"):
        actions.hand_over_answers(version, by=mine.expert)
    answered(mine, remarks[1], "rejected", "Nie ma podstaw.")
    seen = [line.is_decided for line in Sheet(mine.member, version).lines]

    actions.hand_over_answers(version, by=mine.expert)

    version.refresh_from_db()
    assert (seen, [line.is_decided for line in Sheet(mine.member, version).lines]) == ([False] * 2, [True] * 2)
    subject = "Odpowiedzi na uwagi – Lokalna Polityka Świadczeń, wersja 1"
    people = (mine.member, mine.chair, mine.other_member, mine.other_chair)
    assert letters() == sorted((one.email, subject) for one in people)


def test_of_many_remarks_without_answers_only_the_first_are_named(mine):
    version, remarks = collected(mine, *[f"Uwaga {number}." for number in range(1, 8)])
    assert answers_missing(version) == ["Bez odpowiedzi jest jeszcze 7 uwag: nr 1, 2, 3, 4, 5 i dalsze."]
    for remark in remarks[:5]:
        answered(mine, remark)
    assert answers_missing(version) == ["Bez odpowiedzi są jeszcze 2 uwagi: nr 6, 7."]


def test_a_next_version_waits_until_all_remarks_are_answered(mine):
    version, remarks = collected(mine, "Jedna.", "Druga.")
    following = made.version(mine, "Zakres.", "Termin.")
    answered(mine, remarks[0])
    assert not_ready_to_send(following) == [
        "Następną wersję można przekazać po rozpatrzeniu uwag. Bez odpowiedzi jest jeszcze 1 uwaga: nr 2."
    ]
    answered(mine, remarks[1])
    assert not_ready_to_send(following) == []
    assert version.status == V.ANSWERING


def settled_scene(mine):
    version, remarks = collected(mine, "Jedna.", "Druga.", "Trzecia.")
    answered(mine, remarks[0])
    answered(mine, remarks[1], "partly", "Tylko termin.")
    answered(mine, remarks[2], "rejected", "Nie.")
    made.to(version, "answered")
    return made.version(mine, "Zakres.", "Termin wynosi 30 dni."), remarks


def test_remarks_taken_in_are_settled_in_a_named_place(mine):
    following, remarks = settled_scene(mine)
    assert list(to_settle(following)) == remarks[:2]

    changed = actions.settle(following, {remarks[0]: "§ 2", remarks[1]: None}, by=mine.expert)

    made_ = Settlement.objects.get()
    assert (changed, made_.remark, made_.unit_key, made_.unit_label) == ([1], remarks[0], "p2", "§ 2")
    assert actions.settle(following, {remarks[0]: None}, by=mine.expert) == [1]
    assert Settlement.objects.count() == 0


def test_what_was_not_taken_in_is_not_settled_and_nobody_else_settles(mine):
    following, remarks = settled_scene(mine)
    with pytest.raises(DomainError, match="tylko uwag uwzględnionych"):
        actions.settle(following, {remarks[2]: "§ 2"}, by=mine.expert)
    with pytest.raises(DomainError, match="ten, kto pisze dokument"):
        actions.settle(following, {remarks[0]: "§ 2"}, by=mine.director)
