from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.doors import done, door
from apps.core import clock, rescue

from .. import actions, employing, reading, rules
from ..forms import EmploymentForm, LastDayForm, LeavingForm
from .hiring import told
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
        made, was = made_from
        told(request, made, was, f"Dopisano na stanowisko: {made.person}.")
        return redirect(position)
    return render(request, "organisation/employee/new.html", {"form": form, "position": position})


def employment_end(request, pk, person_pk):
    position = _kept(request, reading.positions_of(request.user), pk)
    person = get_object_or_404(position.centre.people, pk=person_pk)
    form = LastDayForm(rescue.typed(request))

    def end(data):
        return actions.end_employment(position, person, data["last_on"] + timedelta(days=1), by=request.user)

    if done(request, form, end):
        messages.success(request, f"Zakończono zatrudnienie na tym stanowisku: {person}.")
        return redirect(position)
    context = {"form": form, "position": position, "person": person}
    return render(request, "organisation/employee/end.html", context)


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
