from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.urls import reverse

from apps.core import letters

from . import actions, confirming, notifications, passwords


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come from invitations only; links in letters start with BASE_URL, never with what the request says."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Adres e-mail lub hasło jest nieprawidłowe.",
        "too_many_login_attempts": "Zbyt wiele nieudanych prób. Odczekaj 5 minut i spróbuj ponownie.",
        "rate_limited": "Zbyt wiele prób. Odczekaj chwilę i spróbuj ponownie.",
        "enter_current_password": "Podaj obecne hasło.",
        "incorrect_password": "To nie jest obecne hasło.",
        "invalid_password_reset": "Ten odnośnik wygasł albo został już użyty.",
    }

    def is_open_for_signup(self, request):
        return False

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who logged in a moment ago is not asked for the password again."""
        required = super().is_reauthentication_required(app=app, **kwargs)
        return required and not confirming.is_recent(self.request)

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            email, ip = credentials.get("email", ""), self.get_client_ip(request)
            actions.note_failed_login(email, by=None, ip=ip, blocked=True)
            raise

    def clean_password(self, password, user=None):
        passwords.check(password, user)
        return password

    def set_password(self, user, password):
        actions.change_password(user, password, by=user)

    def get_reset_password_from_key_url(self, key):
        user, _, token = key.partition("-")
        return settings.BASE_URL + reverse("account_reset_password_from_key", args=[user, token])

    def send_mail(self, template_prefix, email, context):
        """Into the queue: a mail server that fails must not show whether there was anything to send."""
        letter = self.render_mail(template_prefix, email, context)
        letters.enqueue(email, letter.subject, letter.body)

    def get_client_ip(self, request):
        """Who is nearest, where the proxies' header is missing or too short."""
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            return request.META.get("REMOTE_ADDR", "")

    def send_password_reset_mail(self, user, email, context):
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)
        else:
            notifications.send_invitation_reminder(user)
