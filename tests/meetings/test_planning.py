"""Planning a meeting: the agenda, the call, letters, and calling it off."""

import datetime

import pytest
from django_tasks_db.models import DBTaskResult

from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from apps.meetings import actions
from apps.meetings.models import Meeting
from apps.meetings.subjects import choices, chosen, key_of
from tests.factories import consultations as documents
from tests.factories import meetings as made
from tests.factories.judged import S as J
from tests.factories.judged import judged

pytestmark = pytest.mark.django_db
S = Meeting.Status


@pytest.fixture(autouse=True)
def day():
    with clock.pretend(made.PLANNED):
        yield


def letters():
    """{subject: addresses} of what waits to be sent."""
    found = {}
    for task in DBTaskResult.objects.order_by("enqueued_at"):
        said = task.args_kwargs["kwargs"]
        found.setdefault(said["subject"], []).append(said["to"])
    return found


def bodies():
    return [task.args_kwargs["kwargs"]["body"] for task in DBTaskResult.objects.order_by("enqueued_at")]


def agenda(mine):
    return list(mine.meeting.items.values_list("rank", "title"))


@pytest.mark.parametrize("who", ["member", "director", "hr", "employee"])
def test_only_those_who_lead_the_team_plan_its_meetings(who):
    mine = made.scene()
    with pytest.raises(DomainError, match="Posiedzenie planuje przewodniczący, zastępca albo sekretarz zespołu"):
        actions.plan_meeting(mine.team, made.plan(), by=getattr(mine, who))


@pytest.mark.parametrize(
    ("on", "refusal"),
    [
        (made.PLANNED - datetime.timedelta(days=1), "już minął"),
        (datetime.date(2018, 6, 26), None),
    ],
)
def test_a_meeting_is_planned_for_a_day_that_is_still_to_come(on, refusal):
    mine = made.scene()
    if refusal is None:
        assert actions.plan_meeting(mine.team, made.plan(on), by=mine.deputy).held_on == on
    else:
        with pytest.raises(DomainError, match=refusal):
            actions.plan_meeting(mine.team, made.plan(on), by=mine.deputy)


def test_a_team_without_members_on_the_day_does_not_meet():
    mine = made.scene(on=datetime.date(2018, 6, 20))
    with clock.pretend(datetime.date(2018, 6, 1)), pytest.raises(DomainError, match="planuje"):
        actions.plan_meeting(mine.team, made.plan(datetime.date(2018, 6, 4)), by=mine.chair)


def test_points_stand_in_the_order_given_and_can_be_moved_and_taken_out():
    mine = made.meeting(items=("Raz", "Dwa", "Trzy"))
    first, second, third = mine.meeting.items.all()

    actions.move_item(third, True, by=mine.chair)
    assert agenda(mine) == [(1, "Raz"), (2, "Trzy"), (3, "Dwa")]
    actions.remove_item(first, by=mine.chair)
    assert agenda(mine) == [(1, "Trzy"), (2, "Dwa")]
    with pytest.raises(DomainError, match="nie ma dokąd"):
        actions.move_item(second, False, by=mine.chair)


def test_a_point_is_called_by_what_it_is_about():
    mine = made.scene()
    documents_of = documents.scene()
    judged(documents_of, J.WORKING)
    opinion = documents_of.opinion
    with clock.pretend(made.PLANNED):
        meeting = actions.plan_meeting(documents_of.team, made.plan(), by=documents_of.chair)
        item = actions.add_item(meeting, "", opinion, by=documents_of.chair)

    assert item.title == "Opinia o dokumencie „Lokalna Polityka Świadczeń”, wersja 1"
    assert item.subject == opinion
    assert chosen(key_of(opinion), documents_of.team, documents_of.chair) == opinion
    assert chosen(key_of(opinion), mine.team, mine.chair) is None
    assert [label for label, _ in choices(documents_of.team, documents_of.chair)] == [
        "", "Opinie o dokumentach", "Wersje dokumentów"
    ]  # fmt: skip


def test_a_point_says_something():
    mine = made.meeting(items=())
    with pytest.raises(DomainError, match="Podaj treść punktu albo wskaż, czego dotyczy"):
        actions.add_item(mine.meeting, "  ", by=mine.chair)


def test_nobody_is_told_before_the_call_and_the_call_tells_the_team_the_agenda():
    mine = made.meeting()
    assert letters() == {}

    actions.call(mine.meeting, by=mine.secretary)

    told = sorted(getattr(mine, who).email for who in ("chair", "deputy", "member", "late"))
    subject = "Posiedzenie 2 lipca 2018 r., godz. 10.00 – Zespół do spraw wdrożenia modelu"
    assert {one: sorted(to) for one, to in letters().items()} == {subject: told}
    assert "1. Otwarcie i porządek obrad\n2. Sprawy bieżące" in bodies()[0]


def test_a_meeting_without_points_is_not_called():
    mine = made.meeting(items=())
    with pytest.raises(DomainError, match="Dopisz co najmniej jeden punkt porządku obrad"):
        actions.call(mine.meeting, by=mine.chair)


def test_who_was_called_is_told_of_another_day_and_only_of_a_real_change():
    mine = made.meeting(status=S.CALLED)
    DBTaskResult.objects.all().delete()

    same = actions.change_meeting(mine.meeting, made.plan(), 1, by=mine.chair)
    assert letters() == {}
    actions.change_meeting(same, made.plan(datetime.date(2018, 7, 3)), 2, by=mine.chair)

    assert len(bodies()) == 4
    assert "Było: 2 lipca 2018 r., godz. 10.00, sala 12." in bodies()[0]
    with pytest.raises(StaleVersion):
        actions.change_meeting(mine.meeting, made.plan(), 2, by=mine.chair)


def test_a_cancelled_meeting_stays_with_its_reason_and_those_called_are_told():
    mine = made.meeting(status=S.CALLED)
    DBTaskResult.objects.all().delete()
    with pytest.raises(DomainError, match="Napisz, dlaczego"):
        actions.cancel(mine.meeting, " ", by=mine.chair)

    actions.cancel(mine.meeting, "Awaria ogrzewania.", by=mine.chair)

    mine.meeting.refresh_from_db()
    assert (mine.meeting.status, mine.meeting.cancelled_why) == (S.CANCELLED, "Awaria ogrzewania.")
    assert len(letters()["Odwołano posiedzenie 2 lipca 2018 r., godz. 10.00 – Zespół do spraw wdrożenia modelu"]) == 4
    with pytest.raises(DomainError, match="odwołane"):
        actions.add_item(mine.meeting, "Jeszcze coś", by=mine.chair)


def test_each_deed_leaves_one_trace():
    made.meeting(status=S.CALLED)
    verbs = AuditEvent.objects.filter(verb__startswith="meeting.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["meeting.plan", "meeting.add_item", "meeting.add_item", "meeting.call"]


def test_what_is_being_prepared_is_seen_by_the_team_alone():
    mine = made.meeting()
    seen = {
        who: Meeting.objects.visible_to(getattr(mine, who)).exists()
        for who in ("chair", "member", "director", "employee")
    }
    assert seen == {"chair": True, "member": True, "director": False, "employee": False}
    actions.call(mine.meeting, by=mine.chair)
    assert Meeting.objects.visible_to(mine.employee).exists()
    assert not Meeting.objects.visible_to(made.scene().chair).exists()
