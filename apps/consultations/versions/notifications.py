"""Letters to members of the teams that were asked: a version to give remarks to, a later deadline, a withdrawal. Each
person gets one of their own, queued in the transaction of the deed."""

from django.conf import settings

from apps.accounts.models import User
from apps.consultations.models import DocumentVersion
from apps.core import clock, letters
from apps.core.polish import day_in_words
from apps.teams.models import RosterInterval

BODY = """Dzień dobry,

{said}

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""


def tell_members_to_give_remarks(version: DocumentVersion, by: User) -> None:
    consultation = version.consultation
    until = day_in_words(consultation.deadline_on)
    said = f"przekazano do zaopiniowania {_named(version)}. Uwagi można zgłaszać do {until}"
    if consultation.note:
        said += f"\n\nWiadomość dla zespołów: {consultation.note}"
    _tell(version, by, f"Prosimy o uwagi – {_short(version)}", said)


def tell_members_of_extension(version: DocumentVersion, by: User) -> None:
    until = day_in_words(version.consultation.deadline_on)
    said = f"przedłużono termin na uwagi: „{version.document.title}”, {version}. Można je zgłaszać do {until}"
    _tell(version, by, f"Nowy termin na uwagi – {_short(version)}", said)


def tell_members_of_withdrawal(version: DocumentVersion, by: User) -> None:
    said = f"wycofano {_named(version)}. Uwag do tej wersji już się nie zgłasza. Powód: {version.withdrawn_why}"
    _tell(version, by, f"Wycofano – {_short(version)}", said)


def _tell(version: DocumentVersion, by: User, subject: str, said: str) -> None:
    address = settings.BASE_URL + version.get_absolute_url()
    body = BODY.format(said=said, address=address, centre=version.document.pilot.centre.short_name)
    for user in _members(version).exclude(pk=by.pk):
        letters.enqueue(user.email, subject, body)


def _members(version: DocumentVersion):
    """Today's members who can log in."""
    teams = version.consultation.asked.order_by().values("team")
    seats = RosterInterval.objects.filter(centre=version.centre_id, team__in=teams).on(clock.today()).order_by()
    inside = User.objects.filter(is_active=True, person__left_on=None, person__centre_id=version.centre_id)
    return inside.filter(person__in=seats.values("person")).order_by("pk")


def _named(version: DocumentVersion) -> str:
    return f"wersję {version.number} dokumentu „{version.document.title}”"


def _short(version: DocumentVersion) -> str:
    return f"{version.document.title}, {version}"
