"""The register of deeds as people read it: whose it is, what may be asked of it, and each entry in words."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from apps.accounts.models import Role, User
from apps.core.models import AuditEvent
from apps.core.polish import day_in_words

from .words import ABOUT, DEEDS, DETAILS

ROLES = dict(Role.choices)


def may_read(user: User) -> bool:
    """The director and the administrator read their centre's; the operator, that of the installation."""
    return user.is_operator or user.has_role(Role.DIRECTOR, Role.ADMIN)


def entries(user: User) -> QuerySet[AuditEvent]:
    """The chain of the person's centre, or the one that belongs to no centre; the newest first."""
    if not may_read(user):
        return AuditEvent.objects.none()
    return AuditEvent.objects.filter(centre_id=user.centre_id).order_by("-sequence")


@dataclass(frozen=True)
class Asked:
    """What of the journal to show; a thing is „orders.order-6”."""

    who: str = ""
    about: str = ""
    words: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    thing: str = ""

    def __bool__(self) -> bool:
        return any(vars(self).values())

    def of(self, found: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        for condition in self._conditions():
            found = found.filter(condition)
        return found

    def _conditions(self) -> Iterator[Q]:
        if self.who:
            yield Q(actor_name__icontains=self.who)
        if self.about in ABOUT:
            yield Q(verb__regex=rf"^({'|'.join(ABOUT[self.about][1])})\.")
        if self.words:
            said = [verb for verb, words in DEEDS.items() if self.words.lower() in words.lower()]
            yield Q(object_label__icontains=self.words) | Q(verb__in=said)
        if self.since:
            yield Q(at__date__gte=self.since)
        if self.until:
            yield Q(at__date__lte=self.until)
        if self.thing:
            kind, _, number = self.thing.rpartition("-")
            yield Q(object_type=kind, object_id=int(number))


@dataclass(frozen=True)
class Line:
    """One entry in words."""

    event: AuditEvent

    @property
    def what(self) -> str:
        return DEEDS.get(self.event.verb, self.event.verb)

    @property
    def thing(self) -> str:
        """By what everything about the same thing is asked for; nothing when it has no number."""
        return f"{self.event.object_type}-{self.event.object_id}" if self.event.object_id else ""

    @property
    def details(self) -> str:
        """„uzgadniana → głosowanie; termin: 4 grudnia 2026 r.”"""
        return "; ".join(_details(self.event))


def _details(event: AuditEvent) -> Iterator[str]:
    said = event.data
    if isinstance(said.get("after"), str | int):
        yield f"{_named(event, said.get('before'))} → {_named(event, said['after'])}"
    for name, value in said.items():
        label = _fields(event.object_type).get(name)
        if label and isinstance(value, list) and len(value) == 2:
            yield f"{label}: {_words(value[0])} → {_words(value[1])}"
    for name, label in DETAILS.items():
        value = said.get(name)
        if value not in (None, "", []) and not isinstance(value, dict):
            yield f"{label}: {_words(value)}"


def _named(event: AuditEvent, value: Any) -> str:
    return _choices(event.object_type).get(value) or _words(value)


def _words(value: Any) -> str:
    """A value as people write it: a day in words, roles by their names, nothing as a dash."""
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    if isinstance(value, bool):
        return "tak" if value else "nie"
    if value in (None, ""):
        return "–"
    try:
        return day_in_words(datetime.date.fromisoformat(value))
    except (TypeError, ValueError):
        return ROLES.get(value, str(value))


@cache
def _model(object_type: str):
    try:
        return apps.get_model(object_type)
    except (LookupError, ValueError):
        return None


@cache
def _fields(object_type: str) -> dict[str, str]:
    model = _model(object_type)
    return {field.name: str(field.verbose_name) for field in model._meta.concrete_fields} if model else {}


@cache
def _choices(object_type: str) -> dict[Any, str]:
    """Values of states, as their labels say them."""
    model = _model(object_type)
    named = {}
    for field in model._meta.concrete_fields if model else ():
        named |= dict(field.flatchoices)
    return {value: str(label) for value, label in named.items()}
