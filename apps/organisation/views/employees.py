from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.accounts.doors import done, door
from apps.core import clock, rescue
from apps.core.forms import typed_day

from .. import actions, employing, reading, rules
from ..forms import EmploymentForm, LastDayForm, LeavingForm
from .structure import asked_day


@require_safe
def employees(request):
    door(rules.may_see_structure(request.user))
    centre, day = request.user.centre, asked_day(request)
    context = {
        "employed": reading.employed_on(centre, day),
        "day": day,
        "today": clock.today(),
        "may_keep": rules.may_keep_structure(request.user, centre),
    }
    return render(request, "organisation/employee/list.html", context)


def employment_new(request, pk):
    position = _kept(request, reading.positions_of(request.user), pk)
    form = EmploymentForm(rescue.typed(request), centre=position.centre, initial={"since": clock.today()})

    def employ(data):
        until = data["last_on"] + timedelta(days=1) if data["last_on"] else None
        was = employing.time_on(position, data["person"], data["since"])
        return actions.employ(position, data["person"], data["fte"], data["since"], until, by=request.user), was

    if made_from := done(request, form, employ):
        _told(request, *made_from)
        return redirect(position)
    return render(request, "organisation/employee/new.html", {"form": form, "position": position})


def _told(request, made, was):
    messages.success(request, f"Dopisano na stanowisko: {made.person}.")
    for said in employing.remarks(made, was):
        messages.warning(request, said)


def employment_end(request, pk, person_pk):
    position = _kept(request, reading.positions_of(request.user), pk)
    person = get_object_or_404(position.centre.people, pk=person_pk)
    form = LastDayForm(rescue.typed(request), initial={"last_on": typed_day(request.GET.get("ostatni", ""))})

    def end(data):
        return actions.end_employment(position, person, data["last_on"] + timedelta(days=1), by=request.user)

    if done(request, form, end):
        messages.success(request, f"Zakończono zatrudnienie na tym stanowisku: {person}.")
        return redirect(_back(request, position))
    return render(
        request,
        "organisation/employee/end.html",
        {"form": form, "position": position, "person": person, "back": _back(request, position)},
    )


def _back(request, position):
    """To the introduction of a variant, on its day, when the way led from there."""
    variant, last = request.GET.get("wariant", ""), typed_day(request.GET.get("ostatni", ""))
    if not variant.isdecimal() or last is None:
        return position.get_absolute_url()
    return f"{reverse('organisation:variant_introduce', args=[variant])}?dzien={last + timedelta(days=1)}"


def leaving(request, pk):
    person = _kept(request, request.user.centre.people.all() if request.user.centre_id else None, pk)
    form = LeavingForm(rescue.typed(request))
    if done(request, form, lambda data: actions.record_leaving(person, data["last_on"], by=request.user)):
        messages.success(request, f"Odnotowano odejście: {person}. Konto i role wygasły.")
        return redirect("organisation:employees")
    return render(request, "organisation/employee/leaving.html", {"form": form, "person": person})


def _kept(request, things, pk):
    door(rules.may_keep_structure(request.user, request.user.centre))
    return get_object_or_404(things, pk=pk)
