"""Words for meetings, by the gender of the person."""

from apps.accounts.models import Person
from apps.core.polish import day_in_words, hour_in_words, plural
from apps.teams.words import by_gender

from .models import Meeting, Seat

P = Seat.Presence
_PRESENCE = {
    P.PRESENT: ("obecna", "obecny"),
    P.EXCUSED: ("nieobecna, usprawiedliwiona", "nieobecny, usprawiedliwiony"),
    P.ABSENT: ("nieobecna", "nieobecny"),
    "": ("nie zaznaczono", "nie zaznaczono"),
}


def presence_word(presence: str, gender: str) -> str:
    """„obecna”, „nieobecny, usprawiedliwiony”."""
    return by_gender(gender, *_PRESENCE[presence])


def when(meeting: Meeting) -> str:
    """„11 czerwca 2018 r., godz. 10.00”"""
    return f"{day_in_words(meeting.held_on)}, {hour_in_words(meeting.starts_at)}"


def where(meeting: Meeting) -> str:
    """„sala 12”; „zdalnie: wideokonferencja”."""
    return meeting.place if meeting.mode == Meeting.Mode.ON_SITE else f"zdalnie: {meeting.place}"


def presided(person: Person) -> str:
    return by_gender(person.gender, "Posiedzenie prowadziła", "Posiedzenie prowadził")


def recorded(person: Person) -> str:
    return by_gender(person.gender, "Protokołowała", "Protokołował")


def approved(person: Person) -> str:
    return by_gender(person.gender, "Protokół zatwierdziła", "Protokół zatwierdził")


def quorum_said(quorum: dict) -> str:
    """Whether those present make a quorum, with the provision that asks for it."""
    present, entitled, needed = quorum["present"], quorum["entitled"], quorum["needed"]
    said = f"Obecnych: {present} z {entitled} {plural(entitled, 'członka', 'członków', 'członków')} zespołu."
    if not needed:
        return f"{said} Zarządzenie nie określa kworum."
    source = f" ({quorum['provision']})" if quorum["provision"] else ""
    people = plural(needed, "osoby", "osób", "osób")
    if present >= needed:
        return f"{said} Kworum wymaga co najmniej {needed} {people}{source}, więc posiedzenie miało kworum."
    return f"{said} Kworum wymaga co najmniej {needed} {people}{source}, więc posiedzenie nie miało kworum."
