"""Who may do what with centres, people and accounts."""

import re

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import QuerySet

from apps.core import clock

from .models import Centre, Invitation, Person, Role, User

BAD_NUMBER_PATTERN = (
    "We wzorze numeru wpisz {n} oraz {yyyy} albo {yy}, każde jeden raz, np. {n}/{yyyy}. "
    "Poza nimi mogą w nim być litery, cyfry, odstępy i znaki . , : / _ ( ) – -"
)
_NUMBERS_ARE_WRITTEN_WITH = re.compile(r"[0-9A-Za-zĄĆĘŁŃÓŚŹŻąćęłńóśźż .,:/_()–-]*")


def is_admin(user: User, centre: Centre) -> bool:
    """Administrator of this very centre."""
    return user.is_active and user.centre_id == centre.pk and user.has_role(Role.ADMIN)


def may_see_people(user: User) -> bool:
    return user.has_role(Role.DIRECTOR, Role.HR, Role.ADMIN)


def may_add_people(user: User, centre: Centre) -> bool:
    """Names, job titles: kadry and the administrator."""
    return user.is_active and user.centre_id == centre.pk and user.has_role(Role.HR, Role.ADMIN)


def may_manage_people(user: User, centre: Centre) -> bool:
    """Roles and accounts: the administrator only."""
    return is_admin(user, centre)


def may_make_centres(user: User) -> bool:
    return user.is_active and user.is_operator


def may_appoint_administrator(user: User, centre: Centre) -> bool:
    """Only where there is nobody who could: an administrator of the centre appoints the next ones."""
    return may_make_centres(user) and not administrators(centre).exists()


def may_change_centre(user: User, centre: Centre) -> bool:
    return may_make_centres(user) or is_admin(user, centre)


def may_manage_account(user: User, account: User) -> bool:
    """Accounts of a centre are its administrator's; those of nobody's centre the operator's. Never one's own."""
    if user.pk == account.pk:
        return False
    return is_admin(user, account.centre) if account.person_id else may_make_centres(user)


def may_invite_again(user: User, account: User) -> bool:
    """The operator also repeats the letter to the first administrators, who have nobody else to ask."""
    first = account.person_id is not None and account.has_role(Role.ADMIN)
    return may_manage_account(user, account) or (first and may_make_centres(user))


def administrators(centre: Centre) -> QuerySet[Person]:
    """People of the centre who hold the role now and can log in."""
    active = centre.people.holding(Role.ADMIN).filter(left_on=None, user__is_active=True)
    return active.exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)


def is_activated(account: User) -> bool:
    """Its owner has set a password."""
    return account.has_usable_password()


def is_open(invitation: Invitation) -> bool:
    """The link still works."""
    account = invitation.user
    waits = account.is_active and not is_activated(account)
    return waits and invitation.used_at is None and invitation.expires_at > clock.now()


def is_number_pattern(pattern: str) -> bool:
    """Has the number once and the year once, no other mark, and around them only what numbers are written with."""
    marks = re.findall(r"\{[^}]*\}?|\}", pattern)
    between = re.sub(r"\{[^}]*\}", "", pattern)
    once = sorted(marks) in (["{n}", "{yyyy}"], ["{n}", "{yy}"])
    return once and pattern == pattern.strip() and _NUMBERS_ARE_WRITTEN_WITH.fullmatch(between) is not None
