"""What the pages of people show, gathered in few queries."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from apps.core import clock
from apps.core.models import AuditEvent

from . import rules
from .models import Centre, Invitation, Person, Role, RoleGrant, User, token_hash

SAID = {
    "person.added": "Dopisano osobę",
    "person.changed": "Zmieniono dane",
    "person.roles_set": "Ustalono role",
    "person.withdrawn": "Odnotowano odejście z ośrodka",
    "person.returned": "Przywrócono osobę",
    "centre.administrator_appointed": "Wskazano jako administratora ośrodka",
    "account.invited": "Wysłano zaproszenie",
    "account.activated": "Uruchomiono konto",
    "account.disabled": "Wyłączono konto",
    "account.enabled": "Włączono konto",
    "account.email_changed": "Zmieniono adres do logowania",
    "account.password_changed": "Zmieniono hasło",
    "account.second_factor_added": "Włączono logowanie dwuetapowe",
    "account.second_factor_dropped": "Wyłączono własne logowanie dwuetapowe",
    "account.second_factor_removed": "Wyłączono logowanie dwuetapowe tej osobie",
    "account.sessions_ended": "Wylogowano na innych urządzeniach",
    "account.recovery_codes_renewed": "Utworzono nowe kody zapasowe",
    "account.recovery_code_used": "Zalogowano kodem zapasowym",
}


@dataclass(frozen=True)
class AccountState:
    """In what state an account is, and what may be done about it."""

    word: str
    can_invite: bool = False
    can_disable: bool = False
    can_enable: bool = False


def people(centre, *, text: str = "", role: str = "", with_former: bool = False) -> QuerySet[Person]:
    """People of a centre with their roles and accounts."""
    current = RoleGrant.objects.filter(revoked_at=None).order_by("role")
    found = centre.people.named(text).select_related("user")
    if role:
        found = found.holding(role)
    if not with_former:
        found = found.filter(left_on=None)
    found = found.annotate(waiting=Exists(_open_invitations(user__person=OuterRef("pk"))))
    return found.prefetch_related(Prefetch("grants", queryset=current, to_attr="current_grants"))


def grants(person: Person) -> tuple[list[RoleGrant], list[RoleGrant]]:
    """Roles held now, and those held before."""
    found = person.grants.select_related("granted_by", "revoked_by").order_by("granted_at")
    return [g for g in found if g.revoked_at is None], [g for g in found if g.revoked_at is not None]


def account_state(account: User | None, *, waiting: bool, left: bool = False) -> AccountState:
    """`waiting`: a link that still works was sent to its owner; `left`: the person works here no more."""
    if account is None:
        return AccountState("brak konta", can_invite=not left)
    if not account.is_active:
        return AccountState("konto wyłączone", can_enable=not left)
    if rules.is_activated(account):
        return AccountState("konto czynne", can_disable=True)
    word = "zaproszenie czeka na przyjęcie" if waiting else "zaproszenie wygasło"
    return AccountState(word, can_invite=True, can_disable=True)


def state_of(person: Person) -> AccountState:
    waiting = person.account is not None and _open_invitations(user=person.account).exists()
    return account_state(person.account, waiting=waiting, left=person.left_on is not None)


def centres(user: User) -> QuerySet[Centre]:
    """Centres with the number of people who have an account that works."""
    working = Count("people", filter=Q(people__user__is_active=True))
    return Centre.objects.visible_to(user).annotate(accounts=working)


def administrators(centre: Centre) -> list[tuple[Person, AccountState]]:
    found = people(centre, role=Role.ADMIN)
    return [(person, account_state(person.account, waiting=person.waiting)) for person in found]


def lacks_adviser(centre: Centre) -> bool:
    """Orders are to be agreed by a legal adviser, and nobody who can log in is one."""
    advisers = User.objects.filter(person__in=centre.people.holding(Role.LEGAL), is_active=True)
    return Centre.objects.filter(pk=centre.pk, legal_review=True).exists() and not advisers.exists()


def reviewers() -> list[tuple[User, AccountState]]:
    found = User.objects.filter(is_wrzos=True).order_by("full_name", "pk")
    found = found.annotate(waiting=Exists(_open_invitations(user=OuterRef("pk"))))
    return [(account, account_state(account, waiting=account.waiting)) for account in found]


def open_invitation(token: str) -> Invitation | None:
    """The invitation this link belongs to, while it works."""
    found = Invitation.objects.filter(token_hash=token_hash(token)).select_related("user__person__centre").first()
    return found if found and rules.is_open(found) else None


def story(person: Person) -> list[dict]:
    """What happened to a person and their account, the newest first, for the timeline."""
    events = AuditEvent.objects.filter(object_type="accounts.person", object_id=person.pk)
    if person.account:
        events |= AuditEvent.objects.filter(object_type="accounts.user", object_id=person.account.pk)
    told = events.filter(verb__in=SAID).order_by("-at")[:20]
    return [{"at": event.at, "who": event.actor_name, "what": _sentence(event)} for event in told]


def _sentence(event: AuditEvent) -> str:
    details = [
        f"{word}: {', '.join(Role(role).label for role in event.data[key])}"
        for key, word in [("granted", "nadano"), ("revoked", "odebrano")]
        if event.data.get(key)
    ]
    return f"{SAID[event.verb]} ({'; '.join(details)})" if details else SAID[event.verb]


def _open_invitations(**whose) -> QuerySet[Invitation]:
    return Invitation.objects.filter(used_at=None, expires_at__gt=clock.now(), **whose)
