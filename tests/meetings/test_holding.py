"""The day of the meeting: the roster of that day, presence, quorum, course, ballots, what was settled."""

import datetime

import pytest

from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.meetings import actions
from apps.meetings.content import content_of
from apps.meetings.models import Meeting
from tests import factories
from tests.factories import meetings as made
from tests.factories.judged import VOTED, judged
from tests.factories.judged import S as J

pytestmark = pytest.mark.django_db
S = Meeting.Status


def opened(mine, presider="chair", recorder="secretary", on=made.HELD):
    with clock.pretend(on):
        return actions.open_meeting(mine.meeting, mine.people[presider], mine.people[recorder], by=mine.secretary)


def content(mine):
    return content_of(Meeting.objects.whole().get(pk=mine.meeting.pk))


def dismissed(mine, who, on):
    """An order takes the person out of the team from the day."""
    entry = {"op": "dismiss", "person": mine.people[who].pk, "name": str(mine.people[who]), "provision": "§ 1 pkt 1"}
    effects = {"kind": "change_team", "team": {"id": mine.team.pk}, "composition": [entry]}
    factories.issued_order(mine.centre, effects=effects, on=on, subject="zmiany składu Zespołu")


def test_seats_are_the_roster_of_the_day_whatever_comes_later():
    mine = made.meeting(status=S.CALLED)
    dismissed(mine, "late", datetime.date(2018, 7, 2))
    dismissed(mine, "member", datetime.date(2018, 7, 3))

    opened(mine, on=datetime.date(2018, 7, 4))

    names = [str(mine.people[who]) for who in ("chair", "deputy", "secretary", "member")]
    assert [seat.name for seat in mine.meeting.seats.all()] == names
    number = mine.team.issued_order.number_text
    provisions = [f"§ 2 pkt {place} zarządzenia nr {number}" for place in range(1, 5)]
    assert [seat.provision for seat in mine.meeting.seats.all()] == provisions


def test_a_meeting_is_opened_on_its_day_and_not_before():
    mine = made.meeting(status=S.CALLED)
    with pytest.raises(DomainError, match="w jego dniu, czyli 2 lipca 2018 r."):
        opened(mine, on=made.HELD - datetime.timedelta(days=1))


@pytest.mark.parametrize(
    ("presider", "recorder", "refusal"),
    [
        ("secretary", "member", "prowadzi przewodniczący albo zastępca"),
        ("chair", "chair", "Protokołuje inny członek zespołu"),
        ("chair", "employee", "Protokołuje inny członek zespołu"),
        ("deputy", "member", None),
    ],
)
def test_the_chair_or_the_deputy_presides_and_another_member_records(presider, recorder, refusal):
    mine = made.meeting(status=S.CALLED)
    if refusal:
        with pytest.raises(DomainError, match=refusal):
            opened(mine, presider, recorder)
    else:
        assert opened(mine, presider, recorder).presider == mine.people["deputy"]


QUORUM = [
    # quorum, who is there, needed, has it
    ("half", ["chair", "secretary", "member"], 3, True),
    ("half", ["chair", "secretary"], 3, False),
    ("two_thirds", ["chair", "secretary", "member"], 4, False),
    ("more_than_half", ["chair", "secretary", "member"], 3, True),
]


@pytest.mark.parametrize(("quorum", "there", "needed", "has_it"), QUORUM)
def test_quorum_is_said_from_the_rules_of_the_day_with_the_provision(quorum, there, needed, has_it):
    mine = made.meeting(made.scene(rules=factories.orders.RULES | {"quorum": quorum}), S.OPEN)
    made.mark(mine, **{who: ("present" if who in there else "absent", "") for who in made.MEMBERS})

    said = content(mine)["quorum"]

    assert (said["present"], said["entitled"], said["needed"]) == (len(there), 5, needed)
    verdict = "więc posiedzenie miało kworum" if has_it else "więc posiedzenie nie miało kworum"
    assert said["words"] == (
        f"Obecnych: {len(there)} z 5 członków zespołu. Kworum wymaga co najmniej {needed} osób (§ 4 ust. 3), {verdict}."
    )


def test_an_order_without_rules_asks_for_no_quorum():
    mine = made.meeting(made.scene(rules=None), S.CLOSED)
    assert content(mine)["quorum"]["words"] == "Obecnych: 4 z 5 członków zespołu. Zarządzenie nie określa kworum."


def test_the_meeting_is_not_closed_before_everybody_is_marked_and_those_who_lead_it_are_there():
    mine = made.meeting(status=S.OPEN)
    with pytest.raises(DomainError, match="Zaznacz obecność: Osoba Chair, Osoba Deputy"):
        actions.close_meeting(mine.meeting, by=mine.chair)
    made.mark(mine, secretary=("absent", ""))
    with pytest.raises(DomainError, match="Osoba Secretary protokołuje posiedzenie, a nie jest na liście obecnych"):
        actions.close_meeting(mine.meeting, by=mine.chair)


def test_presence_is_said_by_gender_with_the_note():
    mine = made.meeting(status=S.OPEN)
    made.mark(mine, member=("present", "od punktu 2"), deputy=("absent", ""))
    said = [(seat["function"], seat["presence"], seat["note"]) for seat in content(mine)["seats"]]
    assert [presence.split(",")[0].rstrip("ay") for _, presence, _ in said] == [
        "obecn", "nieobecn", "obecn", "obecn", "nieobecn"
    ]  # fmt: skip
    assert said[3][2] == "od punktu 2"


def test_the_next_meeting_comes_later():
    mine = made.meeting(status=S.OPEN)
    made.mark(mine)
    with pytest.raises(DomainError, match="Następne posiedzenie odbywa się później"):
        actions.close_meeting(mine.meeting, made.HELD, by=mine.chair)
    actions.close_meeting(mine.meeting, datetime.date(2018, 9, 3), by=mine.chair)
    assert content(mine)["next_on"] == "3 września 2018 r."


def test_a_lost_race_loses_neither_text():
    mine = made.meeting(status=S.OPEN)
    item = mine.meeting.items.first()
    actions.record_course(item, "Pierwszy zapis.", None, 1, by=mine.chair)
    with pytest.raises(StaleVersion) as lost:
        actions.record_course(item, "Drugi zapis.", None, 1, by=mine.secretary)
    assert (lost.value.mine, lost.value.theirs, lost.value.version) == ("Drugi zapis.", "Pierwszy zapis.", 2)


def test_a_ballot_of_that_day_is_named_beside_a_point_and_its_result_printed():
    scene = judged(status=J.ADOPTED, against=["member"])
    ballot = scene.opinion.voted.get().ballot
    with clock.pretend(VOTED):
        scene.meeting = actions.plan_meeting(scene.team, made.plan(VOTED), by=scene.chair)
        item = actions.add_item(scene.meeting, "", scene.opinion, by=scene.chair)
        actions.call(scene.meeting, by=scene.chair)
        actions.open_meeting(scene.meeting, scene.people["chair"], scene.people["member"], by=scene.chair)
        actions.record_course(item, "Głosowano.", ballot, 1, by=scene.member)

    said = content(scene)["items"][0]["ballot"]
    assert (said["votes_for"], said["votes_against"], said["outcome"]) == (1, 1, "przyjęto")
    assert [row["vote"] for row in said["rows"]] == ["za", "przeciw"]
    assert said["decided_by_chair"]


def test_a_ballot_of_another_day_is_refused():
    scene = judged(status=J.ADOPTED)
    ballot = scene.opinion.voted.get().ballot
    later = VOTED + datetime.timedelta(days=1)
    with clock.pretend(later):
        scene.meeting = actions.plan_meeting(scene.team, made.plan(later), by=scene.chair)
        item = actions.add_item(scene.meeting, "Opinia", by=scene.chair)
        actions.call(scene.meeting, by=scene.chair)
        actions.open_meeting(scene.meeting, scene.people["chair"], scene.people["member"], by=scene.chair)
        with pytest.raises(DomainError, match="przeprowadził na posiedzeniu tego dnia"):
            actions.record_course(item, "Głosowano.", ballot, 1, by=scene.chair)


def test_a_deadline_is_somebodys_and_not_before_the_meeting():
    mine = made.meeting(status=S.OPEN)
    item = mine.meeting.items.first()
    with pytest.raises(DomainError, match="Wskaż, kto ma to zrobić"):
        actions.add_decision(item, "Zebrać dane.", None, made.AFTER, by=mine.chair)
    with pytest.raises(DomainError, match="nie może być wcześniejszy"):
        actions.add_decision(item, "Zebrać dane.", mine.people["member"], made.PLANNED, by=mine.chair)
    actions.add_decision(item, "Zebrać dane.", mine.people["member"], made.AFTER, by=mine.chair)
    assert content(mine)["items"][0]["decisions"] == [
        {"text": "Zebrać dane.", "who": "Osoba Member", "until": "6 lipca 2018 r."}
    ]


def test_a_point_with_a_course_stays():
    mine = made.meeting(status=S.OPEN)
    first, second = mine.meeting.items.all()
    actions.record_course(first, "Omówiono.", None, 1, by=mine.chair)
    with pytest.raises(DomainError, match="zostaje w porządku obrad"):
        actions.remove_item(first, by=mine.chair)
    actions.remove_item(second, by=mine.chair)


def test_guests_are_named_and_do_not_count():
    mine = made.meeting(status=S.OPEN)
    guest = actions.add_guest(mine.meeting, "Elżbieta  Ekspercka", "ekspertka", by=mine.chair)
    made.mark(mine)
    assert content(mine)["guests"] == [{"name": "Elżbieta Ekspercka", "capacity": "ekspertka"}]
    assert content(mine)["quorum"]["entitled"] == 5
    actions.remove_guest(guest, by=mine.chair)
    assert content(mine)["guests"] == []


@pytest.mark.parametrize("who", ["member", "director", "employee"])
def test_only_those_who_lead_write(who):
    mine = made.meeting(status=S.OPEN)
    with pytest.raises(DomainError, match="Może to zrobić przewodniczący, zastępca albo sekretarz zespołu"):
        actions.record_course(mine.meeting.items.first(), "x", None, 1, by=getattr(mine, who))
