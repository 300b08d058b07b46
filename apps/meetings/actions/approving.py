"""The minutes: remarks of those who were present, approval with a number, and what was settled being done."""

import datetime

from apps.accounts.models import User
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError, StaleVersion
from apps.documents import actions as documents
from apps.documents import rendering
from apps.documents.models import FrozenDocument

from .. import notifications, pdf, rules
from ..content import content_hash, content_of
from ..locking import locked, step, to_lead
from ..models import Decision, DecisionDone, Meeting, Minutes, MinutesCounter, MinutesRemark

NOT_DONE = (
    "Wykonanie odnotowuje się raz, po zatwierdzeniu protokołu. Może to zrobić osoba wskazana w ustaleniu albo "
    f"{rules.LEADERS}."
)
CHANGED = "Protokół zmienił się, odkąd go czytasz. Przeczytaj go jeszcze raz."


@deed
def circulate(meeting: Meeting, until: datetime.date, *, by: User) -> Meeting:
    """Hand the minutes to those who were present; they may remark at least until the end of the day."""
    meeting = locked(meeting.pk)
    moved = step(meeting, "circulate", by)
    if until < clock.today():
        raise DomainError("Termin na uwagi już minął. Podaj późniejszy.")
    meeting.remarks_until = until
    meeting.save(update_fields=["status", "remarks_until"])
    audit.record("meeting.circulate", meeting, by=by, **moved, until=until)
    notifications.tell_of_review(meeting, by)
    return meeting


@deed
def file_remark(meeting: Meeting, body: str, *, by: User) -> MinutesRemark:
    """A remark to the minutes by somebody who was present."""
    meeting = locked(meeting.pk)
    if meeting.status != Meeting.Status.REVIEW:
        raise DomainError("Uwagi można zgłaszać od przekazania protokołu do uwag do jego zatwierdzenia.")
    if not rules.was_present(by, meeting):
        raise DomainError("Uwagi do protokołu zgłaszają członkowie zespołu, którzy byli na posiedzeniu.")
    if not body.strip():
        raise DomainError("Wpisz treść uwagi.")
    seat = meeting.seats.get(person=by.person_id)
    remark = MinutesRemark.objects.create(
        meeting=meeting, person_id=by.person_id, person_name=seat.name, body=body.strip(), filed_at=clock.now()
    )
    audit.record("meeting.remark", meeting, by=by, remark=remark.pk)
    return remark


@deed
def answer_remark(remark: MinutesRemark, disposition: str, reason: str, *, by: User) -> MinutesRemark:
    """Say what became of a remark; a rejected one with the reason. May be said anew until the approval."""
    meeting = to_lead(remark.meeting_id, by, {Meeting.Status.REVIEW})
    if disposition == MinutesRemark.Disposition.REJECTED and not reason.strip():
        raise DomainError("Napisz, dlaczego uwaga nie została uwzględniona.")
    remark.disposition, remark.reason = disposition, reason.strip()
    remark.answered_by, remark.answered_at = by, clock.now()
    remark.save(update_fields=["disposition", "reason", "answered_by", "answered_at"])
    audit.record("meeting.answer_remark", meeting, by=by, remark=remark.pk, disposition=disposition)
    return remark


@deed
def approve(meeting: Meeting, *, by: User, seen: str) -> Minutes:
    """Freeze the minutes under the team's next number of the year. `seen`: the hash of what was read; StaleVersion
    when the minutes say something else now."""
    meeting = locked(meeting.pk)
    moved = step(meeting, "approve", by)
    content = content_of(meeting)
    if (said := content_hash(content)) != seen:
        raise StaleVersion(CHANGED)
    meeting.save(update_fields=["status"])
    year, number = meeting.held_on.year, _next_number(meeting)
    now, code = clock.now(), rendering.new_code()
    born = {"number": f"{number}/{year}", "code": code, "approved": pdf.approved_by(by, now)}
    minutes = Minutes.objects.create(
        meeting=meeting,
        centre=meeting.centre,
        team=meeting.team,
        year=year,
        number=number,
        content=content,
        content_hash=said,
        document=_printed(meeting, pdf.context_of(meeting, content=content, **born), born, by),
        approved_by=by,
        approved_at=now,
    )
    audit.record("meeting.approve", meeting, by=by, **moved, number=minutes.number_text, content_hash=said)
    notifications.tell_of_minutes(meeting, minutes, by)
    return minutes


@deed
def note_done(decision: Decision, note: str, *, by: User) -> DecisionDone:
    """Note that what was settled has been done."""
    meeting = locked(decision.item.meeting_id)
    if not rules.may_note_done(by, Decision.objects.select_related("item__meeting").get(pk=decision.pk)):
        raise DomainError(NOT_DONE)
    done = DecisionDone.objects.create(decision=decision, note=note.strip(), done_by=by, done_at=clock.now())
    audit.record("meeting.note_done", meeting, by=by, decision=decision.pk)
    return done


def _next_number(meeting: Meeting) -> int:
    """Under the lock of the team's counter of the year."""
    fresh = MinutesCounter(team=meeting.team, year=meeting.held_on.year)
    MinutesCounter.objects.bulk_create([fresh], ignore_conflicts=True)
    counter = MinutesCounter.objects.select_for_update().get(team=meeting.team_id, year=meeting.held_on.year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def _printed(meeting: Meeting, context: dict, born: dict, by: User) -> FrozenDocument:
    return documents.freeze(
        rendering.render_pdf(rendering.render_html("pdf/minutes.html", context)),
        centre=meeting.centre,
        kind=FrozenDocument.Kind.MINUTES,
        title=context["document"]["title"][:500],
        number=born["number"],
        dated_on=meeting.held_on,
        code=born["code"],
        by=by,
    )
