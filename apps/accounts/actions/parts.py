"""What several actions of this room share. Nothing here is an action of its own."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from apps.core import clock
from apps.core.errors import DomainError

from .. import notifications, rules
from ..models import Centre, Invitation, Person, Role, RoleGrant, Session, User, token_hash

INVITATION_LASTS = timedelta(days=7)
PERSON_FIELDS = {"first_name", "last_name", "gender", "job_title", "email"}
LAST_ADMINISTRATOR = "To jedyny administrator ośrodka z czynnym kontem. Najpierw nadaj tę rolę innej osobie."


def _require(allowed: bool, reason: str) -> None:
    if not allowed:
        raise DomainError(reason)


def _saved(obj: models.Model) -> Any:
    """Save what passes the model's own checks; say in words what does not."""
    try:
        obj.full_clean()
    except ValidationError as mistakes:
        raise DomainError(" ".join(mistakes.messages))
    obj.save()
    return obj


def _fill(obj: models.Model, data: Mapping[str, Any], allowed: set[str]) -> dict[str, list[Any]]:
    """Set the fields and return what changed: {name: [before, after]}."""
    _require(set(data) <= allowed, f"Nieznane pola: {', '.join(sorted(set(data) - allowed))}.")
    changed = {n: [getattr(obj, n), value] for n, value in data.items() if getattr(obj, n) != value}
    for name, (_, after) in changed.items():
        setattr(obj, name, after)
    return changed


def _locked(centre: Centre) -> Centre:
    """Whoever changes roles or accounts of a centre waits here, so that two cannot remove each other."""
    return Centre.objects.select_for_update().get(pk=centre.pk)


def _locked_account(account: User) -> User:
    """The account as it is now; whoever else sends it a letter, or accepts one, waits. Taken after the centre."""
    return User.objects.select_for_update().get(pk=account.pk)


def _keep_an_administrator(person: Person) -> None:
    """Refuse when without this person the centre would have no administrator."""
    holders = rules.administrators(person.centre)
    if holders.filter(pk=person.pk).exists():
        _require(holders.exclude(pk=person.pk).exists(), LAST_ADMINISTRATOR)


def _grant(person: Person, role: str, by: User | None) -> None:
    RoleGrant.objects.create(person=person, role=role, granted_at=clock.now(), granted_by=by)
    _forget_roles(person, by)


def _revoke(person: Person, roles: set[str], by: User | None) -> None:
    grants = person.grants.filter(role__in=roles, revoked_at=None)
    grants.update(revoked_at=clock.now(), revoked_by=by)
    _forget_roles(person, by)


def _forget_roles(person: Person, by: User | None) -> None:
    """`User.roles` is remembered on the object; the next question must see what was just written."""
    for user in (person.account, by):
        if user is not None and user.person_id == person.pk:
            user.__dict__.pop("roles", None)


def _new_account(email: str, full_name: str, **fields: Any) -> User:
    account = User(email=email.strip().lower(), full_name=full_name, **fields)
    account.set_unusable_password()
    return _saved(account)


def _letter(account: User, by: User | None) -> Invitation:
    """A fresh link for this account; older ones stop working. The token itself leaves only by the letter, and on
    the returned object as `token`."""
    now, token = clock.now(), secrets.token_urlsafe(32)
    _end_links(account)
    invitation = Invitation.objects.create(
        user=account, token_hash=token_hash(token), created_at=now, created_by=by, expires_at=now + INVITATION_LASTS
    )
    invitation.token = token
    notifications.send_invitation(invitation, token)
    return invitation


def _end_links(account: User) -> None:
    """No link sent so far works any more."""
    now = clock.now()
    account.invitations.filter(used_at=None, expires_at__gt=now).update(expires_at=now)


def _end_sessions(account: User, *, but: str = "") -> int:
    """Sessions of a disabled account are refused anyway (`is_active`); their rows go too."""
    return Session.objects.filter(account=account).exclude(pk=but).delete()[0]


def _switch_off(account: User) -> int:
    """End the account, its open invitations and its sessions; returns how many sessions were open."""
    account.is_active = False
    account.save(update_fields=["is_active"])
    _end_links(account)
    return _end_sessions(account)


def _first_administrator(centre: Centre, data: Mapping[str, Any], by: User) -> Invitation:
    """A person with the role and an invitation, made in one go."""
    _require(bool(data.get("email")), "Podaj adres e-mail administratora – na niego wyślemy zaproszenie.")
    person = Person(centre=centre)
    _fill(person, data, PERSON_FIELDS)
    _saved(person)
    _grant(person, Role.ADMIN, by)
    return _letter(_new_account(person.email, str(person), person=person), by)
