"""Minutes: remarks of those who were present, approval, number, frozen bytes; then what was settled is done."""

import datetime

import pytest

from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.documents.models import FrozenDocument
from apps.meetings import actions
from apps.meetings.content import content_hash
from apps.meetings.models import Meeting, Minutes
from apps.meetings.rules import not_ready_for_remarks
from tests.factories import meetings as made
from tests.factories.judged import VOTED, judged
from tests.factories.judged import S as J

pytestmark = pytest.mark.django_db
S = Meeting.Status


def remarked(mine, who="member", body="Było inaczej."):
    with clock.pretend(made.HELD):
        return actions.file_remark(mine.meeting, body, by=getattr(mine, who))


def test_minutes_go_to_remarks_when_every_point_has_its_course():
    mine = made.meeting(status=S.CLOSED)
    with clock.pretend(made.HELD), pytest.raises(DomainError) as refused:
        actions.circulate(mine.meeting, made.UNTIL, by=mine.secretary)
    assert str(refused.value) == "Wpisz przebieg punktu 1. Wpisz przebieg punktu 2."


def test_the_deadline_of_remarks_is_still_to_come():
    mine = made.meeting(status=S.CLOSED)
    for item in mine.meeting.items.all():
        actions.record_course(item, "Omówiono.", None, item.version, by=mine.chair)
    with clock.pretend(made.AFTER), pytest.raises(DomainError, match="Termin na uwagi już minął"):
        actions.circulate(mine.meeting, made.UNTIL, by=mine.secretary)


@pytest.mark.parametrize(
    ("who", "may"),
    [("chair", True), ("member", True), ("late", False), ("director", False), ("expert", False)],
)
def test_those_who_were_present_remark(who, may):
    mine = made.meeting(status=S.REVIEW)
    if may:
        assert remarked(mine, who).person_name == str(mine.people[who])
    else:
        with pytest.raises(DomainError, match="którzy byli na posiedzeniu"):
            remarked(mine, who)


@pytest.mark.parametrize("status", [S.OPEN, S.CLOSED, S.APPROVED])
def test_remarks_are_filed_between_review_and_approval(status):
    mine = made.meeting(status=status)
    with pytest.raises(DomainError, match="od przekazania protokołu do uwag do jego zatwierdzenia"):
        remarked(mine)


def test_a_rejected_remark_says_why_and_every_remark_is_answered_before_the_approval():
    mine = made.meeting(status=S.REVIEW)
    remark = remarked(mine)
    with pytest.raises(DomainError, match="1 uwaga czeka na rozpatrzenie"):
        made.approve(mine)
    with pytest.raises(DomainError, match="dlaczego uwaga nie została uwzględniona"):
        actions.answer_remark(remark, "rejected", " ", by=mine.secretary)
    actions.answer_remark(remark, "rejected", "Tak zapisano w uchwale.", by=mine.secretary)
    minutes = made.approve(mine)
    assert minutes.content["remarks"] == [
        {
            "name": "Osoba Member",
            "body": "Było inaczej.",
            "disposition": "nieuwzględniona",
            "reason": "Tak zapisano w uchwale.",
        }
    ]


def test_minutes_are_not_approved_before_the_deadline_of_remarks():
    mine = made.meeting(status=S.REVIEW)
    with clock.pretend(made.UNTIL), pytest.raises(DomainError, match="zgłaszać do 5 lipca 2018 r."):
        actions.approve(mine.meeting, by=mine.chair, seen=made.read_hash(mine.meeting))


@pytest.mark.parametrize("who", ["secretary", "deputy", "member", "director"])
def test_who_presided_approves(who):
    mine = made.meeting(status=S.REVIEW)
    with pytest.raises(DomainError, match="może to zrobić prowadzący posiedzenie"):
        made.approve(mine, by=getattr(mine, who))


def test_what_was_read_is_what_is_approved():
    mine = made.meeting(status=S.REVIEW)
    read = made.read_hash(mine.meeting)
    item = mine.meeting.items.first()
    actions.record_course(item, "Po cichu zmienione.", None, item.version, by=mine.secretary)
    with clock.pretend(made.AFTER), pytest.raises(StaleVersion, match="Protokół zmienił się"):
        actions.approve(mine.meeting, by=mine.chair, seen=read)
    assert Minutes.objects.count() == 0


def test_numbers_follow_in_the_team_and_the_year_of_the_meeting():
    first = made.meeting(status=S.APPROVED)
    second = made.meeting(made.scene(), S.APPROVED)
    made.meeting(first, S.APPROVED)
    numbers = Minutes.objects.order_by("pk").values_list("team", "number", "year")
    assert list(numbers) == [(first.team.pk, 1, 2018), (second.team.pk, 1, 2018), (first.team.pk, 2, 2018)]


def test_what_is_frozen_is_what_was_said():
    mine = made.meeting(status=S.APPROVED)
    minutes, document = mine.meeting.minutes, FrozenDocument.objects.get(kind="minutes")
    assert minutes.document == document
    assert (document.number, document.dated_on) == ("1/2018", made.HELD)
    assert document.title == ("Protokół nr 1/2018 z posiedzenia Zespołu do spraw wdrożenia modelu, 2 lipca 2018 r.")
    assert content_hash(minutes.content) == minutes.content_hash == made.read_hash(mine.meeting)


def test_nothing_is_written_after_the_approval():
    mine = made.meeting(status=S.APPROVED)
    item = mine.meeting.items.first()
    for attempt in (
        lambda: actions.record_course(item, "x", None, item.version, by=mine.chair),
        lambda: actions.add_item(mine.meeting, "x", by=mine.chair),
        lambda: actions.add_decision(item, "x", by=mine.chair),
        lambda: actions.add_guest(mine.meeting, "x", "y", by=mine.chair),
        lambda: made.mark(mine),
    ):
        with pytest.raises(DomainError, match="Protokół jest zatwierdzony"):
            attempt()


@pytest.mark.parametrize(
    ("who", "may"), [("employee", True), ("chair", True), ("secretary", True), ("member", False), ("director", False)]
)
def test_what_was_settled_is_noted_as_done_by_whom_it_concerns(who, may):
    mine = made.scene()
    decision = made.decided(mine, mine.people["employee"])
    if not may:
        with pytest.raises(DomainError, match="Wykonanie odnotowuje się raz"):
            actions.note_done(decision, "", by=getattr(mine, who))
        return
    assert actions.note_done(decision, "Gotowe.", by=getattr(mine, who)).note == "Gotowe."
    with pytest.raises(DomainError, match="Wykonanie odnotowuje się raz"):
        actions.note_done(type(decision).objects.get(pk=decision.pk), "", by=mine.chair)


def test_the_minutes_of_a_team_stand_on_its_page(client):
    mine = made.meeting(status=S.APPROVED)
    made.meeting(mine, S.REVIEW)
    client.force_login(mine.employee)
    page = " ".join(client.get(f"/zespoly/{mine.team.pk}/").content.decode().replace("&nbsp;", " ").split())
    assert "Protokół nr 1/2018</a> z posiedzenia 2 lipca 2018 r." in page.replace("\u00a0", " ")
    assert "Zaplanuj posiedzenie" not in page
    client.force_login(mine.secretary)
    assert "Zaplanuj posiedzenie" in client.get(f"/zespoly/{mine.team.pk}/").content.decode()


@pytest.mark.parametrize("address", ["/zespoly/{}/", "/zespoly/{}/?dzien=2018-07-02"])
def test_what_is_only_being_prepared_stands_on_the_page_of_the_team_for_its_members_alone(client, address):
    mine = made.meeting(status=S.PREPARING)
    shown = {}
    for who in ["employee", "secretary"]:
        client.force_login(getattr(mine, who))
        page = client.get(address.format(mine.team.pk)).content.decode()
        shown[who] = mine.meeting.get_absolute_url() in page
    assert shown == {"employee": False, "secretary": True}


def test_a_reader_of_the_code_learns_what_it_is_and_nobodys_name(client):
    mine = made.meeting(status=S.APPROVED)
    page = client.get(f"/sprawdz/{mine.meeting.minutes.document.code}/").content.decode()
    assert "protokół z posiedzenia zespołu" in page
    assert "1/2018" in page
    assert "Osoba" not in page


def test_the_day_is_the_meetings_year_even_when_approved_in_the_next():
    mine = made.meeting(status=S.REVIEW)
    with clock.pretend(datetime.date(2019, 1, 3)):
        minutes = actions.approve(mine.meeting, by=mine.chair, seen=made.read_hash(mine.meeting))
    assert minutes.number_text == "1/2018"


def test_who_voted_at_the_meeting_was_there():
    scene = judged(status=J.ADOPTED, against=["member"])
    with clock.pretend(VOTED):
        scene.meeting = actions.plan_meeting(scene.team, made.plan(VOTED), by=scene.chair)
        item = actions.add_item(scene.meeting, "Opinia", scene.opinion, by=scene.chair)
        actions.call(scene.meeting, by=scene.chair)
        actions.open_meeting(scene.meeting, scene.people["chair"], scene.people["member"], by=scene.chair)
        actions.record_course(item, "Głosowano.", scene.opinion.voted.get().ballot, 1, by=scene.chair)
    member = scene.meeting.seats.get(person=scene.people["member"])
    member.presence = "excused"
    member.save()
    assert not_ready_for_remarks(scene.meeting)[-1] == (
        "Osoba Member – głos oddano na tym posiedzeniu, a na liście jest nieobecność. Popraw obecność."
    )
