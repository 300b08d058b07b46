"""Letters about an accepted version, each queued in the transaction of the deed."""

from django.conf import settings

from apps.accounts.models import User
from apps.core import clock, letters
from apps.teams.models import Function, RosterInterval

from ..models import Acceptance, Consultation, DocumentVersion
from .reading import url_of

BODY = """Dzień dobry,

zatwierdzono wersję {number} dokumentu „{title}” ({who}).

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""

RETURNED = """Dzień dobry,

wersja {number} dokumentu „{title}” wróciła do poprawienia ({who}):

{why}

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""


def tell_of_acceptance(acceptance: Acceptance) -> None:
    """The experts of the document and the chairs of the teams that were asked."""
    version = acceptance.of_version
    document = version.document
    body = BODY.format(
        who=acceptance.accepted_by_name,
        number=version.number,
        title=document.title,
        address=settings.BASE_URL + url_of(version),
        centre=document.pilot.centre.short_name,
    )
    for user in _told(version).exclude(pk=acceptance.accepted_by_id).order_by("pk"):
        letters.enqueue(user.email, f"Zatwierdzono: {document.title}", body)


def tell_of_return(sent: Consultation) -> None:
    """As of acceptance: those who write the next version, and the chairs who will judge it."""
    version = sent.of_version
    document = version.document
    body = RETURNED.format(
        who=sent.returned_by.full_name,
        number=version.number,
        title=document.title,
        why=sent.returned_why,
        address=settings.BASE_URL + document.get_absolute_url(),
        centre=document.pilot.centre.short_name,
    )
    for user in _told(version).exclude(pk=sent.returned_by_id).order_by("pk"):
        letters.enqueue(user.email, f"Do poprawienia: {document.title}", body)


def _told(version: DocumentVersion):
    asked = version.consultation.asked.values("team")
    chairs = RosterInterval.objects.filter(centre=version.centre_id, team__in=asked, function=Function.CHAIR)
    people = {*version.document.experts.values_list("pk", flat=True)}
    people |= {*chairs.on(clock.today()).values_list("person", flat=True)}
    return User.objects.filter(is_active=True, person__in=people)
