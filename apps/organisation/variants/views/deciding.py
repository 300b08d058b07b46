from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from apps.accounts.doors import done, door, tried
from apps.core import clock, rescue
from apps.core.errors import DomainError
from apps.core.forms import typed_day
from apps.core.polish import day_in_words

from ... import rules
from ...workflow import VARIANT
from .. import actions, reading
from ..forms import DroppingForm, NoteForm, SubmittingForm
from .common import kept_variant, seen_variant


def variant_submit(request, pk):
    """First the day, then what would change from it, then handing it over to the director."""
    variant = kept_variant(request, pk)
    asked = (rescue.typed(request) or request.GET).get("dzien") or _written(variant.planned_on)
    day = typed_day(asked)
    form = SubmittingForm(rescue.typed(request), initial={"basis": variant.basis})

    def submit(data):
        return actions.submit_variant(variant, day, data["basis"], request.POST.get("shown", ""), by=request.user)

    if day and done(request, form, submit):
        messages.success(request, "Przekazano dyrektorowi. Dopóki nie zdecyduje, wariantu nie można zmieniać.")
        return redirect(variant)
    context = {"variant": variant, "asked": asked, "day": day, "today": clock.today(), "form": form}
    return render(request, "organisation/variants/submit.html", context | _read(variant, day))


@require_POST
def variant_take_back(request, pk):
    variant = seen_variant(request, pk)
    door(rules.may_keep_variant(request.user, variant))
    tried(request, "Wariant wrócił do poprawy.", actions.take_back_variant, variant)
    return redirect(variant)


def variant_introduce(request, pk):
    """The director reads what changes, and introduces it."""
    variant = seen_variant(request, pk)
    door(rules.may_take_back_structure(request.user, variant))
    if refusal := _refusal("introduce", request.user, variant):
        messages.error(request, refusal)
        return redirect(variant)
    if request.method == "POST":
        said, shown = _introduced(variant.planned_on), request.POST.get("shown", "")
        if tried(request, said, actions.introduce_variant, variant, shown):
            return redirect(variant)
    context = {"variant": variant, "day": variant.planned_on, "today": clock.today()}
    return render(request, "organisation/variants/introduce.html", context | _read(variant, variant.planned_on))


def variant_return(request, pk):
    return _noted(request, pk, "return", actions.return_variant, "Zwrócono kadrom do poprawy.")


def variant_withdraw(request, pk):
    said = "Wycofano wprowadzenie. Struktura ośrodka jest taka jak przed nim, a wariant wrócił do kadr."
    return _noted(request, pk, "withdraw", actions.withdraw_variant, said)


def _noted(request, pk, step, action, said):
    """A step of the director that says why."""
    variant = seen_variant(request, pk)
    door(rules.may_take_back_structure(request.user, variant))
    if refusal := _refusal(step, request.user, variant):
        messages.error(request, refusal)
        return redirect(variant)
    form = NoteForm(rescue.typed(request))
    if made := done(request, form, lambda data: action(variant, data["note"], by=request.user)):
        messages.success(request, said)
        if names := ", ".join(getattr(made, "kept", [])):
            messages.warning(request, f"Zatrudnienie zmieniono później, więc zostało po zmianie: {names}.")
        return redirect(variant)
    return render(request, f"organisation/variants/{step}.html", {"form": form, "variant": variant})


def _refusal(step, user, variant):
    try:
        VARIANT.check(step, user, variant)
    except DomainError as refusal:
        return str(refusal)
    return ""


def variant_drop(request, pk):
    variant = kept_variant(request, pk)
    form = DroppingForm(rescue.typed(request))
    if done(request, form, lambda data: actions.drop_variant(variant, data["why"], by=request.user)):
        messages.success(request, "Odłożono wariant. Zostaje na liście.")
        return redirect(variant)
    return render(request, "organisation/variants/drop.html", {"form": form, "variant": variant})


def _written(day):
    return f"{day.day}.{day.month:02}.{day.year}" if day else ""


def _introduced(day):
    begins = "zacznie obowiązywać" if day > clock.today() else "obowiązuje"
    return format_html(
        'Struktura {} od {}. <a href="{}?dzien={}">Zobacz strukturę w tym dniu</a>',
        begins,
        day_in_words(day).rstrip("."),
        reverse("organisation:structure"),
        day,
    )


def _read(variant, day):
    if day is None:
        return {}
    beside = reading.beside(variant, day)
    last = day - timedelta(days=1)  # on which it can still be taken back
    return {"beside": beside, "obstacles": reading.obstacles(beside), "last": last}
