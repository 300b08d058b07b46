from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from apps.accounts.doors import done, door, tried
from apps.core import rescue
from apps.core.forms import typed_day

from ... import rules
from .. import actions, people, reading
from ..forms import MovesForm
from .common import kept_variant, seen_variant


def variant_moves(request, pk):
    """Who goes where; those who need a decision, or everybody."""
    variant = kept_variant(request, pk)
    day, everybody = typed_day(request.GET.get("dzien", "")), "wszyscy" in request.GET
    beside = reading.beside(variant, day or reading.compared_day(variant))
    shown = beside.seats if everybody else people.to_decide(beside)
    form = MovesForm(rescue.typed(request), seats=shown, variant=variant)

    def plan(data):
        return actions.plan_moves(variant, *form.chosen, _version(request), by=request.user)

    if done(request, form, plan):
        messages.success(request, "Zapisano, kto na jakie stanowisko przejdzie.")
        return redirect(_back(variant, day))
    variant.refresh_from_db(fields=["version"])
    more = {"hidden": len(beside.seats) - len(shown), "back": _back(variant, day)}
    context = {"form": form, "variant": variant, "beside": beside, "shown": shown, "day": day} | more
    return render(request, "organisation/variants/moves.html", context)


def _version(request):
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 0


def _back(variant, day):
    """To handing it over, when the way led from there."""
    if day:
        return f"{reverse('organisation:variant_submit', args=[variant.pk])}?dzien={day}"
    return f"{variant.get_absolute_url()}#osoby"


@require_POST
def variant_show(request, pk):
    variant = seen_variant(request, pk)
    door(rules.may_show_variant(request.user, variant))
    tried(request, "Pracownicy ośrodka widzą teraz ten wariant, bez nazwisk.", actions.show_variant, variant)
    return redirect(variant)


@require_POST
def variant_hide(request, pk):
    variant = seen_variant(request, pk)
    door(rules.may_show_variant(request.user, variant))
    tried(request, "Wariant widzą teraz tylko kadry i dyrektor.", actions.hide_variant, variant)
    return redirect(variant)
