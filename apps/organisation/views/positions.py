from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.doors import done, door
from apps.core import clock, rescue

from .. import actions, reading, rules
from ..duties import separation
from ..duties.reading import next_scope, scope_on
from ..forms import ClosingForm, PositionForm
from .structure import asked_day


@require_safe
def position(request, pk):
    shown, day = _seen(request, pk), asked_day(request)
    standing, replaced = reading.history(shown)
    post = next(iter(reading.posts_on(shown.centre, day, position=shown.pk)), None)
    scope = scope_on(shown, day)
    context = {
        "position": shown,
        "post": post,
        "scope": scope,
        "coming": next_scope(shown, day),
        "mixed": separation.of_scope(scope),
        "term": reading.shown_of((standing, replaced), day),
        "day": day,
        "today": clock.today(),
        "standing": standing,
        "replaced": replaced,
        "may_keep": rules.may_keep_structure(request.user, shown.centre),
    }
    return render(request, "organisation/position/show.html", context)


def position_new(request):
    centre = request.user.centre
    door(rules.may_keep_structure(request.user, centre))
    initial = {"since": clock.today(), "unit": request.GET.get("komorka", "")}
    form = PositionForm(rescue.typed(request), centre=centre, initial=initial)
    if made := done(
        request, form, lambda data: actions.add_position(centre, form.said, data["since"], by=request.user)
    ):
        messages.success(request, "Dopisano stanowisko.")
        return redirect(made)
    return render(request, "organisation/position/new.html", {"form": form})


def position_change(request, pk):
    shown = _kept(request, pk)
    term = reading.shown_of(reading.history(shown), clock.today())
    said = {name: getattr(term, name) for name in ("name", "symbol", "fte", "key_post", "leads")} if term else {}
    initial = said | {"since": clock.today(), "unit": term and term.unit_id}
    form = PositionForm(rescue.typed(request), centre=shown.centre, initial=initial)
    if done(request, form, lambda data: actions.change_position(shown, form.said, data["since"], by=request.user)):
        messages.success(request, "Zapisano zmianę stanowiska.")
        return redirect(shown)
    return render(request, "organisation/position/change.html", {"form": form, "position": shown})


def position_close(request, pk):
    shown = _kept(request, pk)
    form = ClosingForm(rescue.typed(request))
    form.fields["since"].label = "Pierwszy dzień, w którym go już nie ma"
    if done(request, form, lambda data: actions.close_position(shown, data["since"], by=request.user)):
        messages.success(request, "Zamknięto stanowisko.")
        return redirect(shown)
    return render(request, "organisation/position/close.html", {"form": form, "position": shown})


def _seen(request, pk):
    return get_object_or_404(reading.positions_of(request.user), pk=pk)


def _kept(request, pk):
    shown = _seen(request, pk)
    door(rules.may_keep_structure(request.user, shown.centre))
    return shown
