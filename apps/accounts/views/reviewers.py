from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.core import rescue

from .. import actions, reading, rules
from ..doors import done, door, tried
from ..factors.rules import with_second_factor
from ..forms import ReviewerForm
from ..models import User


@require_safe
def reviewers(request):
    door(rules.may_make_centres(request.user))
    context = {"reviewers": reading.reviewers(), "two_steps": with_second_factor(None)}
    return render(request, "accounts/reviewer/list.html", context)


def reviewer_new(request):
    door(rules.may_make_centres(request.user))
    form = ReviewerForm(rescue.typed(request))
    if made := done(request, form, lambda data: actions.invite_reviewer(**data, by=request.user)):
        messages.success(request, f"Zaproszenie wysyłamy na adres {made.user.email}. Odnośnik działa 7 dni.")
        return redirect("accounts:reviewers")
    return render(request, "accounts/reviewer/new.html", {"form": form})


@require_POST
def reviewer_invite(request, pk):
    account = _reviewer(request, pk)
    tried(request, f"Nowe zaproszenie wysyłamy na adres {account.email}.", actions.invite_again, account)
    return redirect("accounts:reviewers")


def reviewer_disable(request, pk):
    account = _reviewer(request, pk)
    if request.method == "POST":
        tried(request, f"Wyłączono konto: {account}. Otwarte sesje zakończono.", actions.disable_account, account)
        return redirect("accounts:reviewers")
    return render(request, "accounts/reviewer/disable.html", {"account": account})


@require_POST
def reviewer_enable(request, pk):
    account = _reviewer(request, pk)
    tried(request, f"Włączono konto: {account}.", actions.enable_account, account)
    return redirect("accounts:reviewers")


def _reviewer(request, pk):
    door(rules.may_make_centres(request.user))
    return get_object_or_404(User, pk=pk, is_wrzos=True)
