from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from .. import actions, reading
from ..doors import done
from ..forms import NewPasswordForm


@never_cache
@login_not_required
@sensitive_post_parameters()
def invitation(request, token):
    found = reading.open_invitation(token)
    if found is None:
        return render(request, "accounts/invitation/closed.html")
    form = NewPasswordForm(request.POST or None, account=found.user)
    if account := done(request, form, lambda data: actions.accept_invitation(token, data["password1"], by=None)):
        login(request, account)
        messages.success(request, "Hasło ustawione. Witamy.")
        return redirect("desk:home")
    return render(request, "accounts/invitation/accept.html", {"form": form, "account": found.user})
