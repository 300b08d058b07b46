"""Drafts, submission and withdrawal, and who reads what when."""

import datetime
import threading

import pytest
from django.db import connection

from apps.consultations.models import Answer, Consultation, Remark
from apps.consultations.remarks import actions
from apps.consultations.remarks.reading import by_unit
from apps.consultations.remarks.rules import visible_remarks
from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from tests.factories import consultations as made

pytestmark = pytest.mark.django_db
SAID = {"body": "Termin jest za krótki.", "unit_label": "§ 2"}
DEADLINE = datetime.date(2026, 3, 10)
Sight = Consultation.Sight


@pytest.fixture
def mine():
    return made.scene()


def test_a_draft_is_pinned_to_the_unit_it_names(mine):
    version = made.sent(mine, "Zakres.", "Termin.")

    named = actions.begin_remark(version, {"body": "a", "unit_label": "par. 2"}, by=mine.member)
    pointed = actions.begin_remark(version, {"body": "b", "unit_key": "p1"}, by=mine.member)
    foreign = actions.begin_remark(version, {"body": "c", "unit_label": "Załącznik nr 1"}, by=mine.member)
    general = actions.begin_remark(version, {"body": "d"}, by=mine.member)

    assert [(one.unit_key, one.unit_label) for one in (named, pointed, foreign, general)] == [
        ("p2", "§ 2"), ("p1", "§ 1"), ("", "Załącznik nr 1"), ("", "")
    ]  # fmt: skip
    assert [one.body for one in Remark.objects.order_by("place")] == ["d", "b", "a", "c"]


def test_the_same_words_sent_twice_are_one_draft(mine):
    version = made.sent(mine)
    assert actions.begin_remark(version, SAID, by=mine.member) == actions.begin_remark(version, SAID, by=mine.member)
    assert Remark.objects.count() == 1


def test_numbers_go_on_through_the_document_in_the_order_of_the_text(mine):
    version = made.sent(mine)
    late = actions.begin_remark(version, SAID, by=mine.member)
    early = actions.begin_remark(version, {"body": "Ogólnie dobrze."}, by=mine.member)
    other = actions.begin_remark(version, SAID, by=mine.other_chair)

    actions.submit_remarks(version, [late, early], by=mine.member)
    actions.submit_remarks(version, [other], by=mine.other_chair)

    assert dict(Remark.objects.values_list("number", "body")) == {
        1: "Ogólnie dobrze.", 2: "Termin jest za krótki.", 3: "Termin jest za krótki."
    }  # fmt: skip
    event = AuditEvent.objects.filter(verb="remarks.submitted").order_by("pk").first()
    assert event.data == {"numbers": [1, 2]}


REFUSED = [
    ("employee", {}, "Uwagi zgłaszają członkowie zespołów"),
    ("expert", {}, "Uwagi zgłaszają członkowie zespołów"),
    ("member", {"deadline": DEADLINE}, "Uwag do tej wersji już się nie zgłasza"),
]


@pytest.mark.parametrize(("who", "sent", "why"), REFUSED, ids=["outside", "expert", "late"])
def test_who_may_not_write_a_remark(mine, who, sent, why):
    version = made.sent(mine, **sent)
    with pytest.raises(DomainError, match=why):
        actions.begin_remark(version, SAID, by=getattr(mine, who))


def test_the_deadlines_day_still_counts_and_the_next_does_not(mine):
    version = made.sent(mine, deadline=DEADLINE)
    with clock.pretend(DEADLINE):
        first = actions.begin_remark(version, SAID, by=mine.member)
        second = actions.begin_remark(version, {"body": "Druga."}, by=mine.member)
        actions.submit_remarks(version, [first], by=mine.member)
    with clock.pretend(DEADLINE + datetime.timedelta(days=1)), pytest.raises(DomainError, match="już się nie zgłasza"):
        actions.submit_remarks(version, [second], by=mine.member)


def test_a_team_that_closed_submits_nothing_and_the_other_goes_on(mine):
    version = made.sent(mine)
    left = actions.begin_remark(version, SAID, by=mine.member)
    actions.close_team(version.consultation.asked.get(team=mine.team.pk), by=mine.chair)

    with pytest.raises(DomainError, match="już się nie zgłasza"):
        actions.submit_remarks(version, [left], by=mine.member)
    other = actions.begin_remark(version, SAID, by=mine.other_member)
    assert actions.submit_remarks(version, [other], by=mine.other_member)[0].number == 1


def test_an_empty_remark_is_not_submitted(mine):
    version = made.sent(mine)
    draft = actions.begin_remark(version, {"quote": "Wniosek"}, by=mine.member)
    with pytest.raises(DomainError, match="Wpisz treść uwagi"):
        actions.submit_remarks(version, [draft], by=mine.member)


def test_nobody_submits_changes_or_throws_away_anothers_draft(mine):
    version = made.sent(mine)
    draft = actions.begin_remark(version, SAID, by=mine.member)
    with pytest.raises(DomainError, match="Nie ma czego złożyć"):
        actions.submit_remarks(version, [draft], by=mine.chair)
    with pytest.raises(DomainError, match="tylko własną"):
        actions.discard_remark(draft, by=mine.chair)
    assert Remark.objects.get().body == SAID["body"]


@pytest.mark.django_db(transaction=True)
def test_a_race_of_two_tabs_loses_neither_text():
    mine = made.scene()
    draft = actions.begin_remark(made.sent(mine), SAID, by=mine.member)
    actions.save_remark(draft, SAID | {"body": "Nowsza."}, 1, by=mine.member)

    with pytest.raises(StaleVersion) as lost:
        actions.save_remark(draft, SAID | {"body": "Starsza karta."}, 1, by=mine.member)

    assert ("Starsza karta." in lost.value.mine, "Nowsza." in lost.value.theirs, lost.value.version) == (True, True, 2)
    assert Remark.objects.get().body == "Nowsza."


@pytest.mark.django_db(transaction=True)
def test_a_submitted_remark_is_changed_no_more():
    mine = made.scene()
    version = made.sent(mine)
    draft = actions.begin_remark(version, SAID, by=mine.member)
    actions.submit_remarks(version, [draft], by=mine.member)
    with pytest.raises(DomainError, match="już złożona"):
        actions.save_remark(draft, SAID | {"body": "Po fakcie."}, 1, by=mine.member)


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gaps_when_several_submit_at_once():
    mine = made.scene()
    version = made.sent(mine)
    drafts = [
        actions.begin_remark(version, {"body": f"Uwaga {n}"}, by=who)
        for n, who in enumerate([mine.member, mine.chair, mine.other_member, mine.other_chair] * 2)
    ]
    authors = {user.person_id: user for user in (mine.member, mine.chair, mine.other_member, mine.other_chair)}

    def submit(draft):
        actions.submit_remarks(version, [draft], by=authors[draft.author_id])
        connection.close()

    threads = [threading.Thread(target=submit, args=[draft]) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(Remark.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6, 7, 8]


# setting, whether one has submitted, whether the own team has closed, whether the deadline has passed: others seen
SIGHT = [
    (Sight.AT_ONCE, False, False, False, True),
    (Sight.AFTER_OWN, False, False, False, False),
    (Sight.AFTER_OWN, True, False, False, True),
    (Sight.AFTER_OWN, False, True, False, True),
    (Sight.AFTER_OWN, False, False, True, True),
    (Sight.AFTER_DEADLINE, True, False, False, False),
    (Sight.AFTER_DEADLINE, False, True, False, True),
    (Sight.AFTER_DEADLINE, False, False, True, True),
]


@pytest.mark.parametrize(("sight", "own", "closed", "late", "seen"), SIGHT)
def test_when_a_member_reads_the_remarks_of_others(mine, sight, own, closed, late, seen):
    deadline = clock.today() + datetime.timedelta(days=1)
    version = made.sent(mine, sight=sight, deadline=deadline)
    theirs = made.remark(mine, version, by="other_member")
    made.remark(mine, version, by="other_member", submitted=False)
    draft = made.remark(mine, version, submitted=False)
    if own:
        actions.submit_remarks(version, [draft], by=mine.member)
    if closed:
        actions.close_team(version.consultation.asked.get(team=mine.team.pk), by=mine.chair)

    with clock.pretend(deadline + datetime.timedelta(days=1) if late else clock.today()):
        found = set(visible_remarks(mine.member, version))

    assert found == ({draft, theirs} if seen else {draft})


@pytest.mark.parametrize("sight", Sight.values)
def test_the_chair_reads_the_own_team_after_a_remark_of_the_chairs_own(mine, sight):
    version = made.sent(mine, sight=sight)
    ours, theirs = made.remark(mine, version), made.remark(mine, version, by="other_member")
    before = set(visible_remarks(mine.chair, version))
    own = made.remark(mine, version, by="chair")
    everything = {ours, theirs, own}

    assert before == ({ours, theirs} if sight == Sight.AT_ONCE else set())
    assert set(visible_remarks(mine.chair, version)) == ({ours, own} if sight == Sight.AFTER_DEADLINE else everything)
    assert set(visible_remarks(mine.member, version)) == ({ours} if sight == Sight.AFTER_DEADLINE else everything)


READERS = {
    "director": True, "hr": True, "expert": True, "chair": False, "member": False, "coordinator": False,
    "admin": False, "employee": False,
}  # fmt: skip


def test_who_reads_while_remarks_are_collected_and_afterwards(mine):
    version = made.sent(mine, sight="after_deadline")
    theirs = made.remark(mine, version, by="other_member")
    made.remark(mine, version, by="other_member", submitted=False)

    during = {who: list(visible_remarks(getattr(mine, who), version)) == [theirs] for who in READERS}
    made.to(version, "answering")
    after = {who: list(visible_remarks(getattr(mine, who), version)) == [theirs] for who in READERS}

    assert during == READERS
    assert after == dict.fromkeys(READERS, True)


def test_another_centre_reads_nothing(mine):
    version = made.sent(mine)
    made.remark(mine, version)
    other = made.scene("inny")
    people = [other.director, other.expert, other.member]
    assert [list(visible_remarks(one, version)) for one in people] == [[], [], []]


def test_by_unit_tells_what_is_pinned_where(mine):
    version = made.sent(mine)
    first, second = made.remark(mine, version, unit="§ 1"), made.remark(mine, version, by="other_member")
    made.remark(mine, version, unit="")
    assert by_unit(mine.expert, version) == {"p1": [first], "p2": [second]}


def test_only_the_author_withdraws_and_only_before_the_answer(mine):
    version = made.sent(mine)
    remark, decided = made.remark(mine, version), made.remark(mine, version, by="chair")
    made.to(version, "answering")
    said = {"disposition": "accepted", "edited_by": mine.expert, "edited_at": clock.now()}
    Answer.objects.create(remark=decided, **said)

    with pytest.raises(DomainError, match="tylko jej autor"):
        actions.withdraw_remark(remark, by=mine.chair)
    with pytest.raises(DomainError, match="już rozpatrzona"):
        actions.withdraw_remark(decided, by=mine.chair)
    actions.withdraw_remark(remark, by=mine.member)

    remark.refresh_from_db()
    assert (bool(remark.withdrawn_at), remark.number, remark.body) == (True, 1, "Termin jest za krótki.")
    with pytest.raises(DomainError, match="już wycofana"):
        actions.withdraw_remark(remark, by=mine.member)
