from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp
from django.core.cache import cache

from apps.core.forms import Manners

A_CODE_MAY_WORK = 120  # seconds: its own half a minute, the ones before and after it, and a margin


class _Code(Manners):
    """One field for the code."""

    label = "Kod"
    hint = ""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label, field.help_text, field.max_length = self.label, self.hint, 20
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "width-date"}


class _Once(_Code):
    """allauth remembers a used code for 30 seconds, but with the tolerance of our settings it fits for longer."""

    label = "Kod z aplikacji"
    hint = "Sześć cyfr z telefonu. Bez telefonu wpisz jeden z kodów zapasowych (osiem cyfr)."

    def clean_code(self) -> str:
        code = super().clean_code()
        used = f"second-factor:{self.user.pk}:{normalize_user_code(code)}"
        if self.authenticator.type == Authenticator.Type.TOTP and not cache.add(used, 1, A_CODE_MAY_WORK):
            raise get_adapter().validation_error("incorrect_code")
        return code


class LoginCodeForm(_Once, base.AuthenticateForm):
    pass


class ConfirmCodeForm(_Once, base.ReauthenticateForm):
    pass


class ActivateForm(_Code, totp.ActivateTOTPForm):
    label = "Kod z aplikacji"
    hint = "Sześć cyfr, które aplikacja pokazuje teraz."


class DeactivateForm(Manners, totp.DeactivateTOTPForm):
    pass


class RenewCodesForm(Manners, recovery.GenerateRecoveryCodesForm):
    pass
