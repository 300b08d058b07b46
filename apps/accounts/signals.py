"""Log-ins, good and bad, leave a trace whichever door they came through."""

import time

from allauth.account.adapter import get_adapter
from allauth.account.signals import authentication_step_completed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_used
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver

from apps.core import clock

from . import actions, confirming
from .factors import actions as factors
from .factors import rules, session
from .sessions.reading import browser_of


@receiver(user_logged_in)
def trace_login(user, request, **kwargs):
    confirming.note(request)
    request.session["began"], request.session["browser"] = time.time(), browser_of(request)
    bound = rules.is_bound(user)
    owes_it = bound and not rules.has_second_factor(user)
    asked_on = user.second_factor_asked_on if bound else None
    if owes_it and asked_on is None:
        asked_on = clock.today()
    actions.note_login(user, by=user, asked_on=asked_on)
    session.remember_duty(request, user, owes_it)


@receiver(authentication_step_completed)
def note_confirmation(request, reauthenticated=False, **kwargs):
    if reauthenticated:
        confirming.note(request)


@receiver(user_login_failed)
def trace_failed_login(credentials, request=None, **kwargs):
    ip = get_adapter(request).get_client_ip(request) if request else ""
    actions.note_failed_login(credentials.get("email") or "", by=None, ip=ip)


@receiver(authentication_failed)
def trace_failed_code(request, user, **kwargs):
    ip = get_adapter(request).get_client_ip(request)
    actions.note_failed_login(user.email, by=None, ip=ip, step="second_factor")


@receiver(authenticator_used)
def trace_recovery_code(user, authenticator, **kwargs):
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        authenticator.refresh_from_db(fields=["data"])
        factors.note_recovery_code(user, len(authenticator.wrap().get_unused_codes()), by=user)
