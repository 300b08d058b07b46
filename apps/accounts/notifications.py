"""Letters about accounts, put into the queue with the deed; no personal data in them beyond the addressee's own."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from apps.core import letters

from .models import Invitation, User


def invitation_link(token: str) -> str:
    return settings.BASE_URL + reverse("accounts:invitation", args=[token])


def send_invitation(invitation: Invitation, token: str) -> None:
    account = invitation.user
    context = {"account": account, "invitation": invitation, "link": invitation_link(token)}
    _send("invitation", account.email, context)


def send_invitation_reminder(account: User) -> None:
    """Somebody asked for a new password of an account whose invitation was never accepted."""
    _send("invitation_waits", account.email, {"account": account})


def send_email_change(account: User, before: str) -> None:
    for address in (before, account.email):
        _send("email_changed", address, {"account": account, "before": before})


def send_second_factor(account: User, what: str, left: int = 0) -> None:
    """`what`: added, dropped, renewed, recovered (logged in by a recovery code, `left` remain) or removed by others."""
    _send("second_factor", account.email, {"account": account, "what": what, "left": left})


def _send(name: str, to: str, context: dict) -> None:
    """The first line of the template is the subject."""
    subject, _, body = render_to_string(f"mail/{name}.txt", context).strip().partition("\n")
    letters.enqueue(to, subject, body.strip() + "\n")
