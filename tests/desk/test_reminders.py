"""The letter of the day and the calendar: when, to whom and with what."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from apps.accounts.models import Reminders
from apps.core import clock
from apps.core.models import AuditEvent
from apps.desk.matters.matter import Matter
from apps.desk.reminders import actions, ical
from apps.desk.reminders.digest import Digest, digest_of, is_due, mark
from apps.desk.reminders.notifications import subject
from apps.opinions.models import Opinion
from tests import factories
from tests.factories.opinions import opinion_scene

pytestmark = pytest.mark.django_db
MONDAY = datetime.date(2018, 9, 3)
FRIDAY, NEXT_MONDAY = MONDAY + datetime.timedelta(days=4), MONDAY + datetime.timedelta(days=7)
VOTE = Matter("Opinia 2b: głosowanie", "/opinie/2/", "Zagłosuj", "Należysz do zespołu.", until=MONDAY)
TASK = Matter("Zadanie 1.1", "/wdrazanie/1/", "Pokaż, co zrobiono", "Powierzono Ci to zadanie.", until=FRIDAY)
READING = Matter("Zarządzenie nr 7/2018", "/zarzadzenia/7/", "Przeczytaj", "Prosi o to Jan Próbny.")


def reader():
    return factories.user_of(factories.person(factories.centre(), "Anna Czytelna", roles=["employee"]))


def locked_out(user, **fields):
    for name, value in fields.items():
        setattr(user, name, value)
    user.save()


AT_ONCE = ("Uzgodnienia: ", "Głosowanie: ")  # when they began; not the letter of the day


def letters():
    found = DBTaskResult.objects.filter(task_path__endswith="send_letter").order_by("enqueued_at")
    return [said for one in found if not (said := one.args_kwargs["kwargs"])["subject"].startswith(AT_ONCE)]


@pytest.mark.parametrize(
    ("rhythm", "looked_on", "day", "due"),
    [
        ("daily", None, MONDAY, True),
        ("daily", MONDAY, MONDAY, False),
        ("daily", MONDAY, FRIDAY, True),
        ("weekly", None, MONDAY, True),
        ("weekly", MONDAY, FRIDAY, False),
        ("weekly", FRIDAY, NEXT_MONDAY, True),
        ("never", None, MONDAY, False),
    ],
)
def test_the_day_to_look(rhythm, looked_on, day, due):
    assert is_due(rhythm, looked_on, day) is due


TUESDAY, WEDNESDAY = MONDAY + datetime.timedelta(days=1), MONDAY + datetime.timedelta(days=2)


@pytest.mark.parametrize(
    ("told", "day", "digest"),
    [
        ([], MONDAY, Digest([VOTE, TASK, READING], [], 0)),
        ([VOTE, TASK], MONDAY, Digest([READING], [VOTE], 1)),
        ([VOTE, TASK, READING], MONDAY, Digest([], [VOTE], 2)),
        ([VOTE, TASK, READING], TUESDAY, None),  # one is past, the other not near yet
        ([VOTE, TASK, READING], WEDNESDAY, Digest([], [TASK], 2)),
    ],
)
def test_a_letter_tells_what_is_new_and_what_is_near(told, day, digest):
    assert digest_of([VOTE, TASK, READING], [mark(one) for one in told], day) == digest


def test_nothing_waits_no_letter():
    assert digest_of([], [], MONDAY) is None


def test_a_matter_is_known_again_whatever_its_reason():
    assert mark(VOTE) == mark(Matter(VOTE.what, VOTE.url, "Zagłosuj", "Minęły 2 dni."))


def test_one_letter_a_day_with_what_waits():
    user = reader()
    sent = [actions.send_digest(user, [VOTE, READING], MONDAY, by=None) for _ in range(2)]

    assert sent == [True, False]
    [letter] = letters()
    assert (letter["to"], letter["subject"]) == (user.email, "Czekają na Ciebie 2 sprawy")
    assert "– Opinia 2b: głosowanie – do 3 września 2018 r.\n  http://" in letter["body"]
    assert "Jan Próbny" not in letter["body"]


def test_the_next_letter_counts_what_was_told():
    user = reader()
    actions.send_digest(user, [READING], MONDAY, by=None)
    actions.send_digest(user, [READING, TASK], WEDNESDAY, by=None)

    body = letters()[1]["body"]
    assert ("Zadanie 1.1" in body, "Zarządzenie nr 7" in body) == (True, False)
    assert "Poza tym czeka 1 sprawa, o której już pisaliśmy." in body


def test_who_wants_a_letter_a_week_gets_all_of_it_each_week():
    user = reader()
    actions.choose_rhythm("weekly", by=user)
    sent = [actions.send_digest(user, [READING], day, by=None) for day in (MONDAY, FRIDAY, NEXT_MONDAY)]
    assert sent == [True, False, True]


def test_who_wants_none_gets_none():
    user = reader()
    actions.choose_rhythm("never", by=user)
    assert actions.send_digest(user, [VOTE], MONDAY, by=None) is False
    assert letters() == []


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "Czeka na Ciebie 1 sprawa"), (3, "Czekają na Ciebie 3 sprawy"), (12, "Czeka na Ciebie 12 spraw")],
)
def test_the_subject_is_grammatical(count, words):
    assert subject(count) == words


def run(day):
    with clock.pretend(day):
        call_command("send_reminders", stdout=StringIO())


def under_vote():
    """A ballot that waits for the votes of three people."""
    return opinion_scene(Opinion.Status.VOTING)


def written_to():
    return sorted(letter["to"] for letter in letters())


def test_the_command_writes_to_those_for_whom_something_waits():
    scene = under_vote()
    queued = len(letters())
    run(MONDAY)
    asked = scene.foreign_director, scene.chair, scene.secretary, scene.member  # the first has no pilot yet
    assert (queued, written_to()) == (0, sorted(user.email for user in asked))


def test_the_command_writes_only_to_those_who_can_log_in():
    scene = under_vote()
    locked_out(scene.chair, is_active=False)
    locked_out(scene.secretary, password="!only-invited")
    run(MONDAY)
    assert written_to() == sorted([scene.foreign_director.email, scene.member.email])


def test_nobody_is_written_to_who_has_left():
    scene = under_vote()
    locked_out(scene.people["chair"], left_on=MONDAY)
    run(MONDAY)
    assert written_to() == sorted([scene.foreign_director.email, scene.secretary.email, scene.member.email])


@pytest.mark.parametrize("day", [datetime.date(2018, 9, 2), datetime.date(2018, 11, 1)])
def test_nobody_is_written_to_on_a_day_off(day):
    under_vote()
    run(day)
    assert letters() == []


def test_one_account_that_fails_silences_nobody_else():
    scene = under_vote()
    Reminders.objects.create(user=scene.chair, told=5)  # no list: reading it fails
    with pytest.raises(CommandError):
        run(MONDAY)
    assert written_to() == sorted([scene.foreign_director.email, scene.secretary.email, scene.member.email])


NOW = datetime.datetime(2018, 9, 1, 10, 0, tzinfo=datetime.UTC)


def test_the_calendar_holds_what_has_a_deadline():
    text = ical.calendar([VOTE, READING], base_url="https://x.pl", host="x.pl", now=NOW)
    events = text.split("BEGIN:VEVENT")[1:]
    assert len(events) == 1
    assert events[0].split("\r\n")[1:8] == [
        f"UID:{mark(VOTE)}@x.pl",
        "DTSTAMP:20180901T100000Z",
        "DTSTART;VALUE=DATE:20180903",
        "DTEND;VALUE=DATE:20180904",
        "SUMMARY:Opinia 2b: głosowanie",
        "DESCRIPTION:Zagłosuj: https://x.pl/opinie/2/",
        "URL:https://x.pl/opinie/2/",
    ]


def test_lines_are_folded_between_letters_and_read_back_whole():
    long = Matter("Żółć; ą, \\ i\nnowy wiersz " * 20, "/a/", "Zrób", "", until=MONDAY)
    text = ical.calendar([long], base_url="https://x.pl", host="x.pl", now=NOW)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    [summary] = [line for line in text.replace("\r\n ", "").split("\r\n") if line.startswith("SUMMARY:")]
    read = summary.removeprefix("SUMMARY:").replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";")
    assert read.replace("\\\\", "\\") == long.what


def opened(user):
    return reverse("desk:calendar", args=[actions.open_calendar(by=user).calendar_key])


def test_the_calendar_is_read_without_logging_in():
    answer = Client().get(opened(reader()))
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert (answer["Cache-Control"], answer.content[:15]) == ("private, no-store", b"BEGIN:VCALENDAR")


def test_a_new_address_ends_the_old_one_and_closing_ends_both():
    user = reader()
    old, new = opened(user), opened(user)
    assert [Client().get(url).status_code for url in (old, new)] == [404, 200]
    actions.close_calendar(by=user)
    assert Client().get(new).status_code == 404


def test_the_calendar_of_who_has_left_is_gone():
    user = reader()
    address = opened(user)
    locked_out(user.person, left_on=clock.today())
    assert Client().get(address).status_code == 404


def test_two_people_without_a_calendar_stand_side_by_side():
    for user in (reader(), factories.wrzos()):
        actions.close_calendar(by=user)
    assert Reminders.objects.filter(calendar_key="").count() == 2


def test_the_page_says_what_was_chosen_and_leaves_a_trace():
    user = reader()
    client = Client()
    client.force_login(user)
    client.post(reverse("desk:reminders"), {"rhythm": "weekly"})

    page = client.get(reverse("desk:reminders")).content.decode()
    assert page.split('value="weekly"')[1].split(">")[0].strip().endswith("checked")
    event = AuditEvent.objects.get(verb="reminders.chosen")
    assert (event.data, event.actor_id, timezone.now() - event.at < datetime.timedelta(minutes=1)) == (
        {"before": "daily", "after": "weekly"},
        user.pk,
        True,
    )
