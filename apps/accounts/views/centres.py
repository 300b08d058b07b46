from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from apps.core import rescue

from .. import actions, reading, rules
from ..doors import done, door, tried
from ..factors.rules import with_second_factor
from ..forms import AdministratorForm, CentreForm, NewCentreForm
from ..models import Centre, Role, User

NO_ADVISER = (
    "Nikt w ośrodku nie ma jeszcze roli radcy prawnego, a bez jego uzgodnienia nie będzie można wydać zarządzenia."
)


def own_centre(request):
    centre = request.user.centre
    door(centre is not None and rules.may_change_centre(request.user, centre))
    form = CentreForm(rescue.typed(request), instance=Centre.objects.get(pk=centre.pk))
    if done(request, form, lambda data: actions.change_centre(centre, data, by=request.user)):
        where = format_html('Nadaj tę rolę w <a href="{}">Osobach</a>.', reverse("accounts:people"))
        _say_saved(request, centre, where)
        return redirect("accounts:own_centre")
    return render(request, "accounts/centre/own.html", {"form": form, "centre": centre})


@require_safe
def centres(request):
    door(rules.may_make_centres(request.user))
    return render(request, "accounts/centre/list.html", {"centres": reading.centres(request.user)})


def centre_new(request):
    door(rules.may_make_centres(request.user))
    typed = rescue.typed(request)
    form, person = NewCentreForm(typed), AdministratorForm(typed, prefix="administrator")
    complete = person.is_valid()  # asked always, so that mistakes of both forms show at once

    def make(data):
        return actions.make_centre(data, administrator=person.cleaned_data, by=request.user)

    if complete and (made := done(request, form, make)):
        messages.success(request, f"Założono ośrodek {made}. Administrator dostanie zaproszenie.")
        return redirect("accounts:centre", made.pk)
    return render(request, "accounts/centre/new.html", {"form": form, "person": person, "forms": [person]})


def centre(request, pk):
    shown = _of_operator(request, pk)
    form = CentreForm(rescue.typed(request), instance=Centre.objects.get(pk=pk))
    if done(request, form, lambda data: actions.change_centre(shown, data, by=request.user)):
        _say_saved(request, shown, "Nadaje ją administrator ośrodka.")
        return redirect("accounts:centre", pk)
    context = {
        "form": form,
        "centre": shown,
        "administrators": reading.administrators(shown),
        "two_steps": with_second_factor(shown),
        "may_appoint": rules.may_appoint_administrator(request.user, shown),
    }
    return render(request, "accounts/centre/change.html", context)


def administrator_new(request, pk):
    shown = _of_operator(request, pk)
    form = AdministratorForm(rescue.typed(request))
    if made := done(request, form, lambda data: actions.appoint_administrator(shown, data, by=request.user)):
        messages.success(request, f"Zaproszenie wysyłamy na adres {made.user.email}.")
        return redirect("accounts:centre", pk)
    may_appoint = rules.may_appoint_administrator(request.user, shown)
    context = {"form": form, "centre": shown, "may_appoint": may_appoint}
    return render(request, "accounts/centre/administrator.html", context)


@require_POST
def administrator_invite(request, pk, account):
    shown = _of_operator(request, pk)
    found = User.objects.filter(person__grants__role=Role.ADMIN, person__grants__revoked_at=None)
    account = get_object_or_404(found, pk=account, person__centre=shown)
    tried(request, f"Nowe zaproszenie wysyłamy na adres {account.email}.", actions.invite_again, account)
    return redirect("accounts:centre", pk)


def _say_saved(request, centre, where):
    """`where`: how to give somebody the role of the legal adviser, should the centre now wait for one in vain."""
    messages.success(request, "Zapisano ustawienia ośrodka.")
    if reading.lacks_adviser(centre):
        messages.warning(request, format_html("{} {}", NO_ADVISER, where))


def _of_operator(request, pk):
    door(rules.may_make_centres(request.user))
    return get_object_or_404(Centre.objects.visible_to(request.user), pk=pk)
