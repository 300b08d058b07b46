from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html

from apps.accounts.doors import done, tried
from apps.core import clock, rescue
from apps.core.forms import typed_day
from apps.core.polish import day_in_words

from .. import actions, reading
from ..forms import DroppingForm
from .common import kept_variant


def variant_introduce(request, pk):
    """First the day, then what would change from it, then the deed itself."""
    variant = kept_variant(request, pk)
    asked = (rescue.typed(request) or request.GET).get("dzien", "")
    day = typed_day(asked)
    if request.method == "POST" and day:
        shown = request.POST.get("shown", "")
        if tried(request, _introduced(day), actions.introduce_variant, variant, day, shown):
            return redirect(variant)
    context = {"variant": variant, "asked": asked, "day": day, "today": clock.today()}
    return render(request, "organisation/variants/introduce.html", context | _read(variant, day))


def variant_drop(request, pk):
    variant = kept_variant(request, pk)
    form = DroppingForm(rescue.typed(request))
    if done(request, form, lambda data: actions.drop_variant(variant, data["why"], by=request.user)):
        messages.success(request, "Odłożono wariant. Zostaje na liście.")
        return redirect(variant)
    return render(request, "organisation/variants/drop.html", {"form": form, "variant": variant})


def _introduced(day):
    return format_html(
        'Struktura obowiązuje od {}. <a href="{}?dzien={}">Zobacz strukturę w tym dniu</a>',
        day_in_words(day).rstrip("."),
        reverse("organisation:structure"),
        day,
    )


def _read(variant, day):
    if day is None:
        return {}
    beside = reading.beside(variant, day)
    last = day - timedelta(days=1)
    return {
        "last": last,
        "beside": beside,
        "obstacles": reading.obstacles(beside),
        "people": reading.left_behind(beside),
    }
