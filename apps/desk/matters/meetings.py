"""Meetings of the person's teams: to prepare, to come to, to record, to read the minutes of; and what was settled there
for the person to do."""

from django.urls import reverse
from django.utils.text import Truncator

from apps.accounts.models import User
from apps.core.polish import day_in_words
from apps.meetings.models import Decision, Meeting
from apps.meetings.reading import waiting_for
from apps.meetings.words import when

from .matter import Matter, Matters

LEADS = "Posiedzenia przygotowują przewodniczący, zastępca i sekretarz zespołu."
BELONGS = "Należysz do tego zespołu."
RECORDS = "Protokołujesz to posiedzenie."
WAS_THERE = "Uczestnicy posiedzenia mogą zgłaszać uwagi do protokołu."
PRESIDES = "Protokół zatwierdza osoba, która prowadziła posiedzenie."


def collect(user: User, found: Matters) -> None:
    waiting = waiting_for(user)
    for one in waiting.to_prepare:
        found.mine.append(_of(one, "ułóż porządek obrad i zwołaj je", "Przygotuj", LEADS, until=one.held_on))
    for one in waiting.to_attend:
        found.mine.append(_of(one, one.place, "Zobacz porządek obrad", BELONGS, until=one.held_on))
    for one in waiting.to_open:
        found.mine.append(_of(one, "otwórz je albo odwołaj", "Otwórz posiedzenie", LEADS, until=one.held_on))
    for one in waiting.to_record:
        found.mine.append(_of(one, "spisz protokół i przekaż go do uwag", "Pisz protokół", RECORDS))
    for one in waiting.to_answer:
        found.mine.append(_of(one, "uwagi do protokołu czekają na rozpatrzenie", "Rozpatrz uwagi", RECORDS))
    for one in waiting.to_approve:
        found.mine.append(_of(one, "protokół czeka na zatwierdzenie", "Przeczytaj i zatwierdź", PRESIDES))
    for one in waiting.to_read:
        words = "możesz zgłosić uwagi do protokołu"
        found.mine.append(_of(one, words, "Przeczytaj protokół", WAS_THERE, until=one.remarks_until, optional=True))
    found.mine += [_to_do(decision) for decision in waiting.to_do]


def _of(meeting: Meeting, what: str, action: str, why: str, **more) -> Matter:
    name = f"Posiedzenie {when(meeting)} – {Truncator(meeting.team.name).words(8)}"
    return Matter(f"{name}: {what}", meeting.get_absolute_url(), action, why, **more)


def _to_do(decision: Decision) -> Matter:
    meeting = decision.item.meeting
    url = reverse("meetings:decision_done", args=[meeting.pk, decision.pk])
    why = f"Ustalono to na posiedzeniu {day_in_words(meeting.held_on)} (protokół nr {meeting.minutes.number_text})."
    return Matter(f"Ustalenie: {Truncator(decision.text).words(24)}", url, "Odnotuj wykonanie", why, decision.due_on)
