"""Two-step log-in of an account, and the codes its phone would show."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value


def second_factor(user):
    """Switched on; returns the secret."""
    TOTP.activate(user, secret := generate_totp_secret())
    RecoveryCodes.activate(user)
    return secret


def code(secret, later=0):
    """What the phone shows now, or so many half-minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def recovery_codes(user):
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
