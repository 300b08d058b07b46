"""Pages of two-step log-in. allauth's own views, whose writing happens inside our deeds."""

from allauth.mfa.base import views as base
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from ..doors import door, tried
from ..models import User
from . import actions, rules, session


class Index(base.IndexView):
    """Is it on, must it be, and what can be done."""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        codes = context["authenticators"].get(Authenticator.Type.RECOVERY_CODES)
        more = {"bound": rules.is_bound(self.request.user), "codes_left": len(codes.get_unused_codes()) if codes else 0}
        return context | more | {"due": session.due_on(self.request)}


class Activate(totp.ActivateTOTPView):
    def form_valid(self, form):
        user = self.request.user
        answer = actions.add_second_factor(user, lambda: super(Activate, self).form_valid(form), by=user)
        self.request.session["after_codes"] = session.forget_duty(self.request)
        return answer

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        secret = context["form"].secret
        groups = " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))
        return context | {"secret": groups, "overdue": session.is_overdue(self.request)}


class Deactivate(totp.DeactivateTOTPView):
    def form_valid(self, form):
        user = self.request.user
        answer = actions.drop_second_factor(user, lambda: super(Deactivate, self).form_valid(form), by=user)
        user.refresh_from_db(fields=["second_factor_asked_on"])
        session.remember_duty(self.request, user, rules.is_bound(user))
        return answer

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"bound": rules.is_bound(self.request.user)}


class Codes(recovery.ViewRecoveryCodesView):
    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"next": self.request.session.get("after_codes") or "/"}


class CodesNew(recovery.GenerateRecoveryCodesView):
    def form_valid(self, form):
        user = self.request.user
        return actions.renew_recovery_codes(user, lambda: super(CodesNew, self).form_valid(form), by=user)


class CodesFile(recovery.DownloadRecoveryCodesView):
    content_type = "text/plain; charset=utf-8"

    def render_to_response(self, context, **more):
        answer = super().render_to_response(context, **more)
        answer["Content-Disposition"] = 'attachment; filename="kody-zapasowe.txt"'
        return answer


def remove(request, pk):
    """Take two-step log-in from somebody who lost the phone."""
    account = get_object_or_404(User.objects.select_related("person__centre"), pk=pk)
    door(rules.may_remove_second_factor(request.user, account))
    back = _page_of(account, request.user)
    if request.method == "POST":
        told = f"Wyłączono logowanie dwuetapowe: {account}. Otwarte sesje zakończono, a osoba dostanie wiadomość."
        tried(request, told, actions.remove_second_factor, account)
        return redirect(back)
    context = {"account": account, "back": back, "has_it": rules.has_second_factor(account)}
    return render(request, "accounts/factor/remove.html", context)


def _page_of(account, user):
    """Where the one who removes came from."""
    if account.person_id and user.centre_id == account.centre_id:
        return account.person.get_absolute_url()
    return reverse("accounts:centre", args=[account.centre_id]) if account.person_id else reverse("accounts:reviewers")
