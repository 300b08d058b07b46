from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet
from django.urls import reverse

from apps.accounts.models import Reminders, User

NO_PASSWORD = Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)  # invited, and never came


def readers() -> QuerySet[User]:
    """Accounts that can log in, of people who are here: those to whom the program writes."""
    can_log_in = User.objects.filter(is_active=True, person__left_on=None).exclude(NO_PASSWORD)
    return can_log_in.select_related("person__centre").order_by("pk")


def reminders_of(user: User) -> Reminders:
    """What the person has chosen, or the usual."""
    return Reminders.objects.filter(user=user).first() or Reminders(user=user)


def owner_of(key: str) -> User | None:
    """Whose calendar stands at this address; nobody's once the person cannot log in."""
    return readers().filter(reminders__calendar_key=key).first() if key else None


def calendar_address(reminders: Reminders) -> str:
    """The whole address to give to a calendar, or nothing."""
    key = reminders.calendar_key
    return settings.BASE_URL + reverse("desk:calendar", args=[key]) if key else ""
