from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from apps.core import rescue
from apps.core.errors import DomainError
from apps.orders import pdf
from apps.orders import rules as order_rules
from apps.orders.models import LegalReview, Order
from apps.orders.recomposing import ChangedSinceShown, bring_up_to_date
from apps.orders.text import order_text

from . import actions, reading, rules
from .forms import ReviewForm, SendingForm

DONE = {
    LegalReview.Verdict.AGREED: "Uzgodniono projekt pod względem prawnym.",
    LegalReview.Verdict.RETURNED: "Zwrócono projekt z uwagami.",
}


def legal(request, pk):
    """The exact text, for the adviser to judge and for who drafts to send."""
    order = _draft(request, pk)
    if order.status == Order.Status.ISSUED:
        return redirect(order)
    return _judge(request, order) if rules.can_review(request.user, order) else _send(request, order)


def _judge(request, order):
    form = ReviewForm(rescue.typed(request))
    if request.method != "POST" or not form.is_valid():
        return _show(request, order, form)
    verdict, note = request.POST["verdict"], form.cleaned_data["note"]
    try:
        actions.review_draft(order, verdict, note, shown_hash=request.POST.get("shown_hash", ""), by=request.user)
    except ChangedSinceShown:
        return _show(request, order, form, shown=request.POST.get("shown_text", "").splitlines())
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, order, form)
    messages.success(request, DONE[verdict])
    return redirect("desk:home")


def _send(request, order):
    form = SendingForm(rescue.typed(request)) if rules.can_send(request.user, order) else None
    if form is None and request.method == "POST":
        messages.error(request, actions.OWN if rules.is_author(request.user, order) else actions.WHO_REVIEWS)
    if form is None or request.method != "POST" or not form.is_valid():
        return _show(request, order, form)
    try:
        actions.send_to_adviser(order, form.cleaned_data["note"], by=request.user)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _show(request, order, form)
    messages.success(request, "Przekazano projekt radcy prawnemu.")
    return redirect(order)


def _show(request, order, form, *, shown=None):
    """The draft as its form composes it today; `shown`: the lines of an older page that the adviser judged."""
    order = Order.objects.select_related("centre", "pilot").get(pk=order.pk)
    refusals = bring_up_to_date(order)
    text, standing = order_text(order), reading.standing_of(order)
    lines = reading.lines_of(text)
    before = shown if shown is not None else _judged(standing)
    context = {
        "order": order,
        "form": form,
        "sheet": pdf.draft_sheet(order),
        "standing": standing,
        "missing": refusals or order_rules.missing(order),
        "can_review": rules.can_review(request.user, order),
        "is_author": rules.is_author(request.user, order),
        "shown_text": "\n".join(lines),
        "changed": shown is not None,
        "differences": reading.differences(before, lines) if before else [],
        "past": reading.past_of(order),
    }
    return render(request, "orders/legal/show.html", context, status=409 if shown is not None else 200)


def _judged(standing):
    """The lines of the text that the adviser's last word was about, when the draft now says something else."""
    return reading.lines_of(standing.review.text) if standing.has_changed and standing.review.text else []


def _draft(request, pk):
    orders = Order.objects.visible_to(request.user).select_related("centre", "pilot")
    order = get_object_or_404(orders, pk=pk)
    if not (order_rules.can_draft(request.user, order.centre) or rules.is_adviser(request.user, order)):
        raise Http404
    return order
