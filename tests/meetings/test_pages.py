"""Pages of meetings: whose move it is, what may be pressed, and how many questions they ask."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core import clock
from apps.meetings import actions
from apps.meetings.models import Meeting
from tests.factories import meetings as made

pytestmark = pytest.mark.django_db
S = Meeting.Status


def page(client, user, address):
    client.force_login(user)
    answer = client.get(address, follow=True)
    return " ".join(unescape(answer.content.decode()).replace("\u00a0", " ").split())


@pytest.mark.parametrize(
    ("status", "on", "who", "says"),
    [
        (S.PREPARING, made.PLANNED, "chair", "Zwołaj posiedzenie</a>"),
        (S.PREPARING, made.PLANNED, "member", "Czeka na: <strong>przewodniczącego, zastępcę albo sekretarza zespołu"),
        (S.CALLED, made.PLANNED, "chair", "Czeka na: <strong>dzień posiedzenia, 2 lipca 2018 r."),
        (S.CALLED, made.HELD, "deputy", "Otwórz posiedzenie</a>"),
        (S.OPEN, made.HELD, "secretary", "Zaznacz obecność: Osoba Chair"),
        (S.OPEN, made.HELD, "secretary", "Zaznacz obecność</a>"),
        (S.CLOSED, made.HELD, "secretary", "Wpisz przebieg punktu 1."),
        (S.CLOSED, made.HELD, "secretary", "Zapisz przebieg punktu 1</a>"),
        (S.CLOSED, made.HELD, "employee", "Czeka na: <strong>protokołującego"),
        (S.REVIEW, made.UNTIL, "employee", "uczestników posiedzenia, którzy mogą zgłaszać uwagi"),
        (S.REVIEW, made.UNTIL, "member", "Zgłoś uwagę do protokołu</a>"),
        (S.REVIEW, made.AFTER, "chair", "Zatwierdź protokół</a>"),
        (S.REVIEW, made.AFTER, "secretary", "prowadzącego posiedzenie, który zatwierdzi protokół"),
        (S.APPROVED, made.AFTER, "employee", "Protokół nr 1/2018 z posiedzenia 2 lipca 2018 r."),
        (S.CANCELLED, made.AFTER, "employee", "Posiedzenie odwołano. Powód: Choroba przewodniczącej."),
    ],
)
def test_the_page_says_whose_move_it_is(client, status, on, who, says):
    mine = made.meeting(status=status)
    with clock.pretend(on):
        assert says in page(client, getattr(mine, who), mine.meeting.get_absolute_url())


@pytest.mark.parametrize("status", [S.CALLED, S.OPEN, S.REVIEW, S.APPROVED])
def test_a_member_has_no_buttons_of_those_who_lead(client, status):
    mine = made.meeting(status=status)
    shown = page(client, mine.member, mine.meeting.get_absolute_url())
    for words in ("Dopisz punkt", "Zapisz przebieg", "Usuń punkt", "Odwołaj posiedzenie", "Dodaj ustalenie"):
        assert words not in shown


def test_a_meeting_goes_through_its_forms(client):
    """From the plan to the frozen minutes, by what browsers send."""
    mine = made.scene()

    def sends(user, name, said, **kept):
        client.force_login(user)
        answer = client.post(f"{mine.meeting.get_absolute_url()}{name}/", said, follow=True)
        assert answer.status_code == 200
        return answer

    client.force_login(mine.secretary)
    with clock.pretend(made.PLANNED):
        said = {"held_on": "2.07.2018", "starts_at": "9.30", "mode": "remote", "place": "wideokonferencja"}
        client.post(f"/posiedzenia/nowe/{mine.team.pk}/", said)
        mine.meeting = Meeting.objects.get()
        sends(mine.secretary, "punkty/nowy", {"title": "Sprawy bieżące", "about": ""})
        sends(mine.secretary, "zaproszeni/nowy", {"name": "Jan Gość", "capacity": "ekspert"})
        sends(mine.secretary, "zwolaj", {})
    item = mine.meeting.items.get()
    with clock.pretend(made.HELD):
        who = {"presider": mine.people["chair"].pk, "recorder": mine.people["secretary"].pk}
        sends(mine.chair, "otworz", who)
        marks = {f"p{seat.pk}": "present" for seat in mine.meeting.seats.all()}
        sends(mine.secretary, "obecnosc", marks)
        sends(mine.secretary, f"punkty/{item.pk}/przebieg", {"course": "Omówiono.", "ballot": "", "version": "1"})
        settled = {"text": "Zebrać dane.", "person": mine.people["member"].pk, "due_on": "6.07.2018"}
        sends(mine.secretary, f"punkty/{item.pk}/ustalenia/nowe", settled)
        sends(mine.secretary, "zakoncz", {"next_on": "3.09.2018"})
        sends(mine.secretary, "do-uwag", {"until": "2018-07-05"})
        sends(mine.member, "uwagi/nowa", {"body": "Było inaczej."})
        remark = mine.meeting.remarks.get()
        sends(mine.secretary, f"uwagi/{remark.pk}", {"disposition": "taken", "reason": ""})
    with clock.pretend(made.AFTER):
        sends(mine.chair, "zatwierdz", {"seen": made.read_hash(mine.meeting)})
        decision = item.decisions.get()
        sends(mine.member, f"ustalenia/{decision.pk}/wykonane", {"note": "Zebrano."})

    mine.meeting.refresh_from_db()
    content = mine.meeting.minutes.content
    assert (content["where"], content["hour"]) == ("zdalnie: wideokonferencja", "godz. 9.30")
    assert (content["items"][0]["course"], content["next_on"]) == ("Omówiono.", "3 września 2018 r.")
    assert content["items"][0]["decisions"] == [
        {"text": "Zebrać dane.", "who": "Osoba Member", "until": "6 lipca 2018 r."}
    ]
    assert decision.done.note == "Zebrano."


def test_a_text_that_lost_a_race_stands_beside_the_saved_one(client):
    mine = made.meeting(status=S.OPEN)
    item = mine.meeting.items.first()
    actions.record_course(item, "Zapisane wcześniej.", None, 1, by=mine.chair)
    client.force_login(mine.secretary)
    address = f"{mine.meeting.get_absolute_url()}punkty/{item.pk}/przebieg/"
    answer = client.post(address, {"course": "Zapisane później.", "ballot": "", "version": "1"})
    shown = unescape(answer.content.decode()).replace("\u00a0", " ")
    assert (answer.status_code, "Zapisane wcześniej." in shown, "Zapisane później." in shown) == (409, True, True)
    again = client.post(address, {"course": "Razem.", "ballot": "", "version": "2"})
    item.refresh_from_db()
    assert (again.status_code, item.course) == (302, "Razem.")


def test_the_page_of_approval_sends_what_it_showed(client):
    mine = made.meeting(status=S.REVIEW)
    with clock.pretend(made.AFTER):
        shown = page(client, mine.chair, f"{mine.meeting.get_absolute_url()}zatwierdz/")
        assert f'value="{made.read_hash(mine.meeting)}"' in shown
        answer = client.post(f"{mine.meeting.get_absolute_url()}zatwierdz/", {"seen": "0" * 64})
    assert answer.url.endswith("/zatwierdz/")
    mine.meeting.refresh_from_db()
    assert mine.meeting.status == S.REVIEW


def test_the_list_can_be_narrowed_to_one_team(client):
    mine = made.meeting(status=S.CALLED)
    other = made.factories.team(mine.centre, [(mine.people["director"], "chair")], about="usług")
    with clock.pretend(made.PLANNED):
        of_other = actions.plan_meeting(other, made.plan(place="sala 7"), by=mine.director)
        actions.add_item(of_other, "Usługi", by=mine.director)
        actions.call(of_other, by=mine.director)
    links = [one.get_absolute_url() for one in (mine.meeting, of_other)]
    whole, narrowed = (page(client, mine.employee, f"/posiedzenia/{query}") for query in ("", f"?zespol={other.pk}"))
    assert [link in whole for link in links] == [True, True]
    assert [link in narrowed for link in links] == [False, True]


@pytest.mark.parametrize("address", ["/posiedzenia/", "/zespoly/{team}/", "/posiedzenia/{meeting}/"])
def test_as_many_questions_whatever_there_is(client, address):
    mine = made.meeting(status=S.APPROVED)
    first = made.meeting(mine, S.CLOSED).meeting
    _settled(mine, first, "a")
    client.force_login(mine.chair)
    asked = []
    for _ in range(2):
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get(address.format(team=mine.team.pk, meeting=first.pk))
        asked.append(len(queries))
        made.factories.team(mine.centre, [(mine.people["chair"], "chair")], about="usług")
        for status in (S.CALLED, S.APPROVED):
            made.meeting(mine, status)
        _settled(mine, first, "bcd")
    assert asked[1] <= asked[0]


def _settled(mine, meeting, titles):
    for title in titles:
        item = actions.add_item(meeting, title, by=mine.chair)
        actions.add_decision(item, title, mine.people["member"], by=mine.chair)
        actions.add_guest(meeting, title, "ekspert", by=mine.chair)
