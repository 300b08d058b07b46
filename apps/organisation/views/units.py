from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.doors import done, door
from apps.core import clock, rescue

from .. import actions, reading, rules
from ..forms import ClosingForm, UnitForm
from .structure import asked_day, marked


@require_safe
def unit(request, pk):
    shown, day = _seen(request, pk), asked_day(request)
    standing, replaced = reading.history(shown)
    found = reading.path(marked(shown.centre, day)[0].roots, shown.pk)
    context = {
        "unit": shown,
        "term": reading.shown_of((standing, replaced), day),
        "exists": bool(found),
        "path": found[:-1],
        "node": found[-1] if found else None,
        "day": day,
        "today": clock.today(),
        "standing": standing,
        "replaced": replaced,
        "may_keep": rules.may_keep_structure(request.user, shown.centre),
    }
    return render(request, "organisation/unit/show.html", context)


def unit_new(request):
    centre = request.user.centre
    door(rules.may_keep_structure(request.user, centre))
    above = request.GET.get("pod", "")
    form = UnitForm(rescue.typed(request), centre=centre, initial={"since": clock.today(), "parent": above})
    if made := done(request, form, lambda data: actions.add_unit(centre, form.said, data["since"], by=request.user)):
        messages.success(request, "Dopisano komórkę.")
        return redirect(made)
    return render(request, "organisation/unit/new.html", {"form": form})


def unit_change(request, pk):
    shown = _kept(request, pk)
    term = reading.shown_of(reading.history(shown), clock.today())
    said = {name: getattr(term, name) for name in ("name", "symbol", "rank")} if term else {}
    initial = said | {"since": clock.today(), "parent": term and term.parent_id}
    form = UnitForm(rescue.typed(request), centre=shown.centre, unit=shown, initial=initial)
    if done(request, form, lambda data: actions.change_unit(shown, form.said, data["since"], by=request.user)):
        messages.success(request, "Zapisano zmianę komórki.")
        return redirect(shown)
    return render(request, "organisation/unit/change.html", {"form": form, "unit": shown})


def unit_close(request, pk):
    shown = _kept(request, pk)
    form = ClosingForm(rescue.typed(request))
    if done(request, form, lambda data: actions.close_unit(shown, data["since"], by=request.user)):
        messages.success(request, "Zamknięto komórkę.")
        return redirect(shown)
    return render(request, "organisation/unit/close.html", {"form": form, "unit": shown})


def _seen(request, pk):
    return get_object_or_404(reading.units_of(request.user), pk=pk)


def _kept(request, pk):
    shown = _seen(request, pk)
    door(rules.may_keep_structure(request.user, shown.centre))
    return shown
