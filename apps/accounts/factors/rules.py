"""Who must log in by two steps, who has it, and who may take it from another person."""

from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings

from apps.core import clock

from ..models import Centre, Role, User
from ..rules import may_make_centres, may_manage_account

BOUND = (Role.DIRECTOR, Role.HR, Role.ADMIN)


def is_bound(user: User) -> bool:
    """Must this person log in by two steps? The operator must as soon as a real centre works here."""
    if user.is_operator:
        return Centre.objects.filter(is_example=False).exists()
    asked = user.centre.second_factor if user.person_id else Centre.SecondFactor.NOBODY
    return asked == Centre.SecondFactor.EVERYONE or (asked == Centre.SecondFactor.LEADERS and user.has_role(*BOUND))


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def with_second_factor(centre: Centre | None) -> set[int]:
    """Accounts of the centre, or of nobody's, that log in by two steps."""
    found = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__person__centre=centre)
    return set(found.values_list("user_id", flat=True))


def due_on(user: User) -> date:
    """The last day on which a password alone is enough."""
    return (user.second_factor_asked_on or clock.today()) + timedelta(days=settings.SECOND_FACTOR_DAYS)


def may_remove_second_factor(user: User, account: User) -> bool:
    """Whoever keeps the account; for administrators of a centre also the operator, since a centre may have but one."""
    leads = account.person_id is not None and account.has_role(Role.ADMIN)
    return may_manage_account(user, account) or (leads and user.pk != account.pk and may_make_centres(user))
