"""Who may ask to read, and who may confirm."""

import datetime

from apps.accounts.models import Person, Role, User
from apps.accounts.rules import is_activated
from apps.orders.models import IssuedOrder

from . import versions


def may_manage(user: User, centre_id: int) -> bool:
    """The director and HR of the centre ask, remind, and note signatures."""
    return user.centre_id == centre_id and user.has_role(Role.DIRECTOR, Role.HR)


def refusal_to_ask(issued: IssuedOrder, day: datetime.date) -> str:
    """Why nobody is asked to read this order any more; empty when they may be."""
    if hasattr(issued, "struck"):
        return "Ten wpis został unieważniony, więc nie prosi się o zapoznanie się z nim."
    if versions.is_repealed(issued, day):
        return f"Zarządzenie nr {issued.number_text} zostało uchylone, więc nie prosi się już o zapoznanie się z nim."
    return ""


def can_confirm_in_the_program(person: Person) -> bool:
    """Has an account that works; others sign the paper list."""
    account = person.account
    return account is not None and account.is_active and is_activated(account)
