"""What people choose about letters and their calendar, and the letter of the day itself."""

import datetime
import secrets

from apps.accounts.models import Reminders, User
from apps.core import audit
from apps.core.deeds import deed, in_passing

from ..matters.matter import Matter
from . import notifications
from .digest import digest_of, is_due, mark


@deed
def choose_rhythm(rhythm: str, *, by: User) -> Reminders:
    """How often the program writes to this person about what waits for them."""
    reminders = _locked(by)
    before, reminders.rhythm = reminders.rhythm, rhythm
    reminders.save(update_fields=["rhythm"])
    audit.record("reminders.chosen", reminders, by=by, before=before, after=rhythm)
    return reminders


@deed
def open_calendar(*, by: User) -> Reminders:
    """A new secret address of the person's calendar; the one before it stops working."""
    reminders = _locked(by)
    reminders.calendar_key = secrets.token_urlsafe(24)
    reminders.save(update_fields=["calendar_key"])
    audit.record("reminders.calendar_opened", reminders, by=by)
    return reminders


@deed
def close_calendar(*, by: User) -> Reminders:
    """Nobody can read the person's calendar any more."""
    reminders = _locked(by)
    reminders.calendar_key = ""
    reminders.save(update_fields=["calendar_key"])
    audit.record("reminders.calendar_closed", reminders, by=by)
    return reminders


@in_passing
def send_digest(user: User, mine: list[Matter], day: datetime.date, *, by: None) -> bool:
    """Write the letter of the day when one is due, and remember what it told of. Whether it was written: at most once
    a day, however often this is asked."""
    reminders = _locked(user)
    if not is_due(reminders.rhythm, reminders.looked_on, day):
        return False
    told = reminders.told if reminders.rhythm == Reminders.Rhythm.DAILY else ()
    digest = digest_of(mine, told, day)
    reminders.looked_on, reminders.told = day, [mark(matter) for matter in mine]
    reminders.save(update_fields=["looked_on", "told"])
    if digest:
        notifications.send(digest, user)
    return digest is not None


def _locked(user: User) -> Reminders:
    Reminders.objects.get_or_create(user=user)
    return Reminders.objects.select_for_update(of=["self"]).select_related("user__person").get(user=user)
