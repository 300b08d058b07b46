from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from apps.core import audit, clock
from apps.core.deeds import deed

from .. import notifications
from ..actions.parts import _end_sessions, _locked_account, _require
from ..models import User
from . import rules

KEEPERS = (
    "Logowanie dwuetapowe wyłącza innej osobie administrator ośrodka, a poza ośrodkami – administrator instalacji."
)


@deed
def add_second_factor(account: User, keep: Callable[[], Any], *, by: User) -> Any:
    """Switch two-step log-in on. `keep` lets allauth store the secret, in the same transaction."""
    kept = keep()
    notifications.send_second_factor(account, "added")
    audit.record("account.second_factor_added", account, by=by)
    return kept


@deed
def drop_second_factor(account: User, forget: Callable[[], Any], *, by: User) -> Any:
    """Switch one's own off, as when moving to another phone. Whoever must have it sets it up again at once."""
    forgotten = forget()
    long_ago = clock.today() - timedelta(days=settings.SECOND_FACTOR_DAYS + 1)
    User.objects.filter(pk=account.pk).update(second_factor_asked_on=long_ago)
    notifications.send_second_factor(account, "dropped")
    audit.record("account.second_factor_dropped", account, by=by)
    return forgotten


@deed
def renew_recovery_codes(account: User, renew: Callable[[], Any], *, by: User) -> Any:
    """New recovery codes; the old ones stop working."""
    renewed = renew()
    notifications.send_second_factor(account, "renewed")
    audit.record("account.recovery_codes_renewed", account, by=by)
    return renewed


@deed
def note_recovery_code(account: User, left: int, *, by: User) -> None:
    """Somebody logged in with a recovery code; its owner should know."""
    notifications.send_second_factor(account, "recovered", left=left)
    audit.record("account.recovery_code_used", account, by=by, left=left)


@deed
def remove_second_factor(account: User, *, by: User | None) -> User:
    """Take it from somebody who lost the phone: they log in with the password again and have the usual days to set it
    up anew. Sessions end, for whoever has the phone may sit in one. `by` None: the operator's own, from the server."""
    account = _locked_account(account)
    _require(by is None or rules.may_remove_second_factor(by, account), KEEPERS)
    _require(rules.has_second_factor(account), f"{account} nie ma włączonego logowania dwuetapowego.")
    Authenticator.objects.filter(user=account).delete()
    account.second_factor_asked_on = None
    account.save(update_fields=["second_factor_asked_on"])
    ended = _end_sessions(account)
    notifications.send_second_factor(account, "removed")
    audit.record("account.second_factor_removed", account, by=by, sessions_ended=ended)
    return account
