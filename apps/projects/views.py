from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.doors import done, door
from apps.core import rescue

from . import actions, rules
from .forms import PilotForm
from .models import Pilot


@require_safe
def pilots(request):
    door(rules.may_see_pilots(request.user))
    context = {
        "pilots": Pilot.objects.visible_to(request.user).select_related("catalogue_version"),
        "may_run": rules.may_run_pilots(request.user, request.user.centre),
    }
    return render(request, "projects/pilot/list.html", context)


@require_safe
def pilot(request, pk):
    shown = _seen(request, pk)
    context = {"pilot": shown, "may_run": rules.may_run_pilots(request.user, shown.centre)}
    return render(request, "projects/pilot/show.html", context)


def pilot_new(request):
    centre = request.user.centre
    door(rules.may_run_pilots(request.user, centre))
    form = PilotForm(rescue.typed(request))
    if made := done(request, form, lambda data: actions.make_pilot(centre, data, by=request.user)):
        messages.success(request, "Założono pilotaż.")
        return redirect(made)
    return render(request, "projects/pilot/new.html", {"form": form})


def pilot_change(request, pk):
    shown = _seen(request, pk)
    door(rules.may_run_pilots(request.user, shown.centre))
    form = PilotForm(rescue.typed(request), instance=Pilot.objects.get(pk=pk))
    if done(request, form, lambda data: actions.change_pilot(shown, data, by=request.user)):
        messages.success(request, "Zapisano dane pilotażu.")
        return redirect(shown)
    return render(request, "projects/pilot/change.html", {"form": form, "pilot": shown})


def _seen(request, pk):
    found = Pilot.objects.visible_to(request.user).select_related("centre", "catalogue_version")
    return get_object_or_404(found, pk=pk)
