from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.doors import door
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.forms import typed_day
from apps.core.numbers import number_in
from apps.documents.http import pdf_response
from apps.documents.rendering import render_html, render_pdf

from ... import chart, rules
from ...views.structure import asked_day
from ...workflow import VARIANT
from .. import pdf, reading
from ..forms import MOST
from ..rules import is_open, is_proposed, missing_usual
from ..story import story
from .common import seen_variant

NO_DAY = "Nie ma takiego dnia. Wariant stoi obok struktury z dnia, według którego go narysowano."


@require_safe
def variants(request):
    door(rules.may_see_structure(request.user))
    context = {
        "variants": reading.listed(request.user),
        "may_keep": rules.may_keep_structure(request.user, request.user.centre),
    }
    return render(request, "organisation/variants/list.html", context)


@require_safe
def variant(request, pk):
    shown = _beside(request, pk)
    found, may_keep = shown.variant, rules.may_keep_variant(request.user, shown.variant)
    context = {
        "variant": found,
        "beside": shown,
        "drift": reading.drift(shown) if is_open(found) else [],
        "chart": chart.whole(shown.proposed),
        "staffing": reading.staffing_of(shown.proposed, found.centre),
        "steps": {step.name for step in VARIANT.available(request.user, found)},
        "may_keep": may_keep and is_proposed(found),
        "may_see_names": rules.may_see_names(request.user, found),
        "may_show": is_open(found) and rules.may_show_variant(request.user, found),
        "needs_another": rules.may_take_back_structure(request.user, found) and found.submitted_by == request.user,
        "last_day": found.introduced_on and found.introduced_on - timedelta(days=1),
        "story": story(found) if rules.may_show_variant(request.user, found) else [],
        "missing_usual": may_keep and missing_usual([node.term for node in shown.proposed]),
        "today": clock.today(),
    }
    return render(request, "organisation/variants/show.html", context)


@require_safe
def variant_pdf(request, pk):
    shown = _beside(request, pk)
    try:
        named = rules.may_see_names(request.user, shown.variant)
        content = render_pdf(render_html("pdf/variant.html", pdf.context_of(shown, named=named)))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(shown.variant)
    return pdf_response(request, content, f"Wariant struktury {shown.variant.name}")


@require_safe
def variants_compare(request):
    door(rules.may_see_structure(request.user))
    asked = [pk for pk in map(number_in, request.GET.getlist("w")) if pk][:MOST]
    found = {one.pk: one for one in reading.variants_of(request.user).filter(pk__in=asked)}
    chosen = [found[pk] for pk in dict.fromkeys(asked) if pk in found]
    if not chosen:
        messages.info(request, "Zaznacz warianty, które chcesz porównać.")
        return redirect("organisation:variants")
    comparison = reading.compared(chosen, request.user.centre, clock.today())
    return render(request, "organisation/variants/compare.html", {"comparison": comparison})


@require_safe
def days_compare(request):
    door(rules.may_see_structure(request.user))
    shown = reading.two_days(request.user.centre, asked_day(request, "od"), asked_day(request, "do"))
    context = {"days": shown, "structures": [shown.first, shown.second]}
    return render(request, "organisation/variants/days.html", context)


def _beside(request, pk):
    found = seen_variant(request, pk)
    asked = request.GET.get("dzien", "").strip()
    day = typed_day(asked)
    if asked and not day:
        messages.warning(request, NO_DAY)
    return reading.beside(found, day or reading.compared_day(found), named=rules.may_see_names(request.user, found))
