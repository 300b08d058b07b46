"""Log-ins, good and bad, leave a trace whichever door they came through."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver

from . import actions


@receiver(user_logged_in)
def trace_login(user, **kwargs):
    actions.note_login(user, by=user)


@receiver(user_login_failed)
def trace_failed_login(credentials, request=None, **kwargs):
    ip = get_adapter(request).get_client_ip(request) if request else ""
    actions.note_failed_login(credentials.get("email") or "", by=None, ip=ip)
