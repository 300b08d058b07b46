"""The log-in and password forms of allauth, in our manners."""

from typing import Any

from allauth.account import forms as account

from .forms import Manners


class _WithoutResetLink(Manners):
    """The page itself says what to do without the password, so the field need not."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in {"password", "oldpassword"} & set(self.fields):
            self.fields[name].help_text = ""


class LoginForm(_WithoutResetLink, account.LoginForm):
    pass


class ReauthenticateForm(_WithoutResetLink, account.ReauthenticateForm):
    pass


class ChangePasswordForm(_WithoutResetLink, account.ChangePasswordForm):
    pass


class ResetPasswordForm(Manners, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(Manners, account.ResetPasswordKeyForm):
    pass
