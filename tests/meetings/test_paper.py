"""The minutes on paper: pass the gate empty, typical and very long, and say what the page says."""

import datetime

import pytest

from apps.core import clock
from apps.documents.rendering import render_html, render_pdf
from apps.meetings import actions, pdf
from apps.meetings.models import Meeting
from tests.factories import meetings as made
from tests.factories.judged import VOTED, judged
from tests.factories.judged import S as J
from tests.gate import assert_gate, bookmarks, page_count, pdf_text

pytestmark = pytest.mark.django_db
S = Meeting.Status
LONG = "\n\n".join(["Zażółć gęślą jaźń – „termin” 14 dni; § 5 ust. 2 pkt 1 lit. a. Dyskusja trwała długo. " * 6] * 12)


def printed(mine):
    return render_pdf(render_html("pdf/minutes.html", pdf.context_of(Meeting.objects.whole().get(pk=mine.meeting.pk))))


def test_minutes_that_say_nothing_yet_pass_the_gate():
    mine = made.meeting(status=S.OPEN)
    for item in mine.meeting.items.all():
        actions.remove_item(item, by=mine.chair)

    paper = printed(mine)

    assert_gate(paper)
    text = pdf_text(paper)
    assert ("WERSJA ROBOCZA" in text, "Porządek obrad nie ma punktów." in text) == (True, True)


def test_typical_minutes_say_everything_that_the_order_asks_for():
    scene = judged(status=J.ADOPTED, against=["member"])
    with clock.pretend(VOTED):
        meeting = scene.meeting = actions.plan_meeting(scene.team, made.plan(VOTED), by=scene.chair)
        item = actions.add_item(meeting, "Opinia o Polityce", scene.opinion, by=scene.chair)
        actions.call(meeting, by=scene.chair)
        actions.add_guest(meeting, "Elżbieta Ekspercka", "ekspertka", by=scene.chair)
        actions.open_meeting(meeting, scene.people["chair"], scene.people["member"], by=scene.chair)
        marks = {seat.pk: ("present", "od punktu 1") for seat in meeting.seats.all()}
        actions.mark_presence(meeting, marks, by=scene.chair)
        ballot = scene.opinion.voted.get().ballot
        actions.record_course(item, "Przedstawiono opinię.\n\nGłosowano.", ballot, 1, by=scene.member)
        actions.add_decision(item, "Przekazać opinię.", scene.people["member"], VOTED, by=scene.member)
        actions.close_meeting(meeting, datetime.date(2018, 10, 1), by=scene.chair)
        actions.circulate(meeting, VOTED, by=scene.chair)
        remark = actions.file_remark(meeting, "Głos był inny.", by=scene.chair)
        actions.answer_remark(remark, "taken", "", by=scene.member)
    with clock.pretend(VOTED + datetime.timedelta(days=1)):
        minutes = actions.approve(meeting, by=scene.chair, seen=made.read_hash(meeting))

    paper = bytes(minutes.document.blob.content)
    assert_gate(paper, tolerate=("TBL-010",))  # a team of two: the table of votes has more headings than votes
    text = pdf_text(paper)
    for said in (
        "PROTOKÓŁ NR 1/2018",
        "3 września 2018 r., godz. 10.00, sala 12",
        "Obecnych: 2 z 2 członków zespołu.",
        "Elżbieta Ekspercka – ekspertka",
        "1. Opinia o Polityce",
        "Przedstawiono opinię.",
        "za: 1, przeciw: 1, wstrzymało się: 0",
        "Wykona: Osoba Member, do 3 września 2018 r.",
        "Do dnia zatwierdzenia protokołu nie zgłoszono zdań odrębnych.",
        "Uwaga uwzględniona.",
        "Przewidywany termin następnego posiedzenia: 1 października 2018 r.",
        minutes.document.code,
    ):
        assert said.lower() in text.lower(), said
    assert "WERSJA ROBOCZA" not in text


def test_very_long_minutes_pass_the_gate_with_a_list_of_contents():
    names = [f"Punkt porządku obrad o długiej nazwie, która nie mieści się w jednym wierszu, nr {n}" for n in range(12)]
    mine = made.meeting(status=S.CLOSED, items=names)
    for item in mine.meeting.items.all():
        actions.record_course(item, LONG, None, 1, by=mine.chair)
        for number in range(6):
            actions.add_decision(item, f"Ustalenie {number}: {LONG[:300]}", mine.people["member"], by=mine.chair)
    for number in range(30):
        actions.add_guest(mine.meeting, f"Gość {number}", "ekspert", by=mine.chair)

    paper = printed(mine)

    assert_gate(paper, tolerate=("PAG-001",))
    assert page_count(paper) > 20
    assert "Spis treści" in pdf_text(paper)
    assert len(bookmarks(paper)) > 12


def test_the_file_of_the_page_is_the_frozen_one(client):
    mine = made.meeting(status=S.APPROVED)
    client.force_login(mine.employee)
    answer = client.get(f"/posiedzenia/{mine.meeting.pk}/protokol/")
    assert answer.content == bytes(mine.meeting.minutes.document.blob.content)
