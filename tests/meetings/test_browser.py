"""Meetings in a browser: wide and narrow, light and dark; from the plan to the approved minutes."""

import os

import pytest

from apps.core import clock
from apps.meetings import actions
from apps.meetings.models import Meeting
from tests.browser import IN_A_BROWSER, follow
from tests.browser import look as look_at
from tests.factories import meetings as made

PICTURES = os.environ.get("MOPS_PICTURES")
pytestmark = [*IN_A_BROWSER, pytest.mark.django_db(transaction=True)]
S = Meeting.Status


def look(page, name):
    look_at(page, name, photograph=photographed if PICTURES else None)


def photographed(page, name, size, scheme):
    page.screenshot(path=f"{PICTURES}/{name}-{size['width']}-{scheme}.png", full_page=True)


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def link(page, name):
    return page.get_by_role("link", name=name, exact=True)


def test_a_meeting_is_planned_called_and_opened(enter, page, complaints):
    mine = made.scene("osrodek")
    enter(mine.secretary, f"/zespoly/{mine.team.pk}/")
    follow(link(page, "Zaplanuj posiedzenie"))
    follow(button(page, "Zaplanuj posiedzenie"))
    look(page, "meeting-new-errors")
    today = clock.today()
    page.get_by_label("Dzień", exact=True).fill(f"{today:%d.%m.%Y}")
    page.get_by_label("Godzina").fill("10.00")
    page.get_by_label("Miejsce albo sposób połączenia").fill("sala 12")
    follow(button(page, "Zaplanuj posiedzenie"))
    look(page, "meeting-preparing")
    follow(link(page, "Dopisz punkt"))
    look(page, "meeting-item")
    page.get_by_label("Treść punktu").fill("Sprawy bieżące")
    follow(button(page, "Dopisz punkt"))
    follow(link(page, "Zwołaj posiedzenie"))
    look(page, "meeting-call")
    follow(button(page, "Zwołaj posiedzenie"))
    follow(link(page, "Otwórz posiedzenie"))
    look(page, "meeting-open")
    follow(button(page, "Otwórz posiedzenie"))
    look(page, "meeting-presence")
    for radio in page.get_by_role("radio", name="Obecna", exact=True).all():
        radio.check()
    follow(button(page, "Zapisz obecność"))
    look(page, "meeting-is-open")
    follow(page.get_by_role("link", name="Zapisz przebieg punktu 1"))
    look(page, "meeting-course")
    page.get_by_label("Przebieg").fill("Omówiono sprawy bieżące.")
    follow(button(page, "Zapisz przebieg"))

    assert page.get_by_text("Omówiono sprawy bieżące.").is_visible()
    assert complaints == []


def test_without_a_network_the_course_stays_on_the_page(enter, page, context):
    mine = made.meeting(made.scene("osrodek"), S.OPEN)
    item = mine.meeting.items.first()
    enter(mine.secretary, f"{mine.meeting.get_absolute_url()}punkty/{item.pk}/przebieg/")
    page.get_by_label("Przebieg").fill("Omówiono terminy.")
    context.set_offline(True)
    button(page, "Zapisz przebieg").click()
    told = page.locator("[data-offline]").inner_text()
    kept = page.get_by_label("Przebieg").input_value()
    context.set_offline(False)
    follow(button(page, "Zapisz przebieg"))
    item.refresh_from_db()

    assert told.startswith("Nie ma połączenia z siecią.")
    assert (kept, item.course) == ("Omówiono terminy.", "Omówiono terminy.")


def test_minutes_are_read_remarked_and_approved(enter, page, complaints):
    mine = made.meeting(made.scene("osrodek"), S.REVIEW)
    enter(mine.member, mine.meeting.get_absolute_url())
    look(page, "minutes-review")
    follow(link(page, "Zgłoś uwagę do protokołu"))
    look(page, "minutes-remark")
    page.get_by_label("Uwaga do protokołu").fill("Było inaczej.")
    follow(button(page, "Zgłoś uwagę"))
    enter(mine.secretary, mine.meeting.get_absolute_url())
    follow(page.locator(".move").get_by_role("link", name="Rozpatrz uwagę do protokołu"))
    look(page, "minutes-answer")
    page.get_by_label("Uwzględniona", exact=True).check()
    follow(button(page, "Zapisz rozpatrzenie"))
    enter(mine.chair, mine.meeting.get_absolute_url())
    follow(link(page, "Zatwierdź protokół"))
    look(page, "minutes-approve")
    follow(button(page, "Zatwierdź protokół"))
    look(page, "minutes-approved")

    assert page.get_by_role("heading", level=1).first.inner_text().startswith("Protokół nr")
    assert complaints == []


def test_the_list_and_the_team_show_them(enter, page):
    mine = made.meeting(made.scene("osrodek"), S.APPROVED)
    made.meeting(mine, S.CANCELLED)
    with clock.pretend(made.PLANNED):
        actions.call(made.meeting(mine).meeting, by=mine.chair)
    enter(mine.chair, "/posiedzenia/")
    look(page, "meetings")
    enter(mine.chair, f"/zespoly/{mine.team.pk}/")
    look(page, "team-with-meetings")
