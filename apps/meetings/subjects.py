"""What a point of an agenda can be about, how it is called there, and how a form names it („opinion-12”)."""

from typing import Any

from apps.accounts.models import User
from apps.consultations.models import DocumentOpinion, DocumentVersion
from apps.consultations.workflow import SENT
from apps.core.numbers import number_in
from apps.opinions.models import Opinion
from apps.orders.models import Order
from apps.teams.models import Team

TOGETHER = (
    "opinion__product", "opinion__step", "document_opinion__of_version__document", "document_version__document",
    "order",
)  # fmt: skip
FIELDS = ("opinion", "document_opinion", "document_version", "order")
_LABELS = dict(zip(FIELDS, ("Opinie", "Opinie o dokumentach", "Wersje dokumentów", "Projekty zarządzeń"), strict=True))
_WITH_WRZOS = (Opinion.Status.HANDED_OVER, Opinion.Status.ACCEPTED)


def subjects(team: Team, user: User) -> dict[str, list[Any]]:
    """By the field of an item: what this team works on and this person may name."""
    opinions = Opinion.objects.visible_to(user).filter(team=team.pk).exclude(status__in=_WITH_WRZOS)
    judged = DocumentOpinion.objects.visible_to(user).filter(team=team.pk).exclude(status="confirmed")
    asked = DocumentVersion.objects.visible_to(user).filter(status__in=SENT, consultation__asked__team=team.pk)
    drafts = Order.objects.visible_to(user).filter(status=Order.Status.DRAFT).exclude(subject="")
    return {
        "opinion": list(opinions.select_related("product", "step")),
        "document_opinion": list(judged.select_related("of_version__document")),
        "document_version": list(asked.select_related("document").distinct()),
        "order": list(drafts),
    }


def choices(team: Team, user: User, now: Any = None) -> list[Any]:
    """For a list: groups of („opinion-12”, name). `now`: what is named already stays among them."""
    found = subjects(team, user)
    if now is not None and now not in found[field_of(now)]:
        found[field_of(now)].append(now)
    groups = [(_LABELS[name], [(key_of(one), name_of(one)) for one in things]) for name, things in found.items()]
    return [("", "– sprawa bez dokumentu –"), *((label, options) for label, options in groups if options)]


def chosen(key: str, team: Team, user: User, now: Any = None) -> Any:
    """What the key names, among what may be named; None for nothing."""
    name, _, number = key.partition("-")
    things = subjects(team, user).get(name, []) + ([now] if now is not None else [])
    return next((one for one in things if field_of(one) == name and one.pk == number_in(number)), None)


def field_of(thing: Any) -> str:
    return {Opinion: "opinion", DocumentOpinion: "document_opinion", DocumentVersion: "document_version"}.get(
        type(thing), "order"
    )


def key_of(thing: Any) -> str:
    return f"{field_of(thing)}-{thing.pk}" if thing is not None else ""


def name_of(thing: Any) -> str:
    """As the agenda calls it."""
    if isinstance(thing, Opinion):
        return f"Opinia {thing}"
    if isinstance(thing, DocumentOpinion):
        return f"Opinia o dokumencie „{thing.of_version.document}”, wersja {thing.of_version.number}"
    if isinstance(thing, DocumentVersion):
        return f"„{thing.document}”, wersja {thing.number}"
    return f"Projekt zarządzenia w sprawie {thing.subject}"
