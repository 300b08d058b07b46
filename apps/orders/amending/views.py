from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.core import clock
from apps.core.errors import DomainError
from apps.core.polish import day_in_words
from apps.documents import rendering
from apps.documents.http import pdf_response
from apps.orders.models import Order
from apps.orders.relations import standing_on

from . import pdf
from .forms import DayForm, DaysForm
from .reading import Amended
from .versions import differences, versions_of


@require_safe
def consolidated(request, pk):
    read, form, day = _asked(request, pk)
    try:
        sheet = pdf.sheet_on(read, day)
    except DomainError as refusal:
        return _refused(request, read, refusal)
    context = {
        "issued": read.issued,
        "form": form,
        "day": day,
        "is_today": day == clock.today(),
        "sheet": sheet,
        "standing": standing_on(read.issued, day),
        "versions": versions_of(read),
    }
    return render(request, "orders/consolidated/show.html", context)


@require_safe
def consolidated_pdf(request, pk):
    read, _, day = _asked(request, pk)
    name = f"Tekst ujednolicony zarządzenia nr {read.issued.number_text}, stan na {day_in_words(day)}"
    try:
        html = rendering.render_html("pdf/consolidated.html", pdf.context_on(read, day))
        return pdf_response(request, rendering.render_pdf(html), name)
    except DomainError as refusal:
        return _refused(request, read, refusal)


@require_safe
def compared(request, pk):
    """The text of one day beside the text of another."""
    read = Amended(_issued(request, pk))
    usual = {"od": read.issued.effective_on, "do": max(clock.today(), versions_of(read)[-1].since)}
    form = DaysForm(request.GET if {"od", "do"} & request.GET.keys() else None, initial=usual)
    days = form.cleaned_data if form.is_valid() else usual
    try:
        found = differences(read.tree_on(days["od"]), read.tree_on(days["do"]))
    except DomainError as refusal:
        return _refused(request, read, refusal)
    context = {"issued": read.issued, "form": form, "found": found, "versions": versions_of(read), **days}
    context["is_same"] = not any(one.lines for one in found)
    return render(request, "orders/consolidated/compared.html", context)


def _asked(request, pk):
    """The order with its amendments, the form, and the day asked for; today when it is unreadable."""
    form = DayForm(request.GET if "dzien" in request.GET else None, initial={"dzien": clock.today()})
    day = form.cleaned_data["dzien"] if form.is_valid() else clock.today()
    return Amended(_issued(request, pk)), form, day


def _issued(request, pk):
    orders = Order.objects.visible_to(request.user).select_related("centre", "pilot", "issued")
    order = get_object_or_404(orders, pk=pk, issued__isnull=False)
    if not order.issued.text.get("body"):
        raise Http404
    order.issued.order = order
    return order.issued


def _refused(request, read, refusal):
    messages.error(request, str(refusal))
    return redirect(read.issued)
