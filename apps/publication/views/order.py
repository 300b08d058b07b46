"""Inside: publishing an order and taking its publication back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from apps.core import rescue
from apps.core.errors import DomainError
from apps.documents import rendering
from apps.documents.http import pdf_response
from apps.orders import pdf
from apps.orders.models import IssuedOrder, Order

from .. import actions, reading, rules
from ..forms import PublishForm, WithdrawForm
from ..offer import offer, others_named


def publish(request, pk):
    """Fields, then a preview of exactly what goes out, then the deed. Nothing is written before the last."""
    issued = _order(request, pk)
    if refusal := rules.refusal(issued):
        messages.error(request, refusal)
        return redirect(issued)
    earlier = reading.latest(issued)
    form = PublishForm(rescue.typed(request), order=issued, earlier=earlier)
    if request.method != "POST" or "edit" in request.POST or not form.is_valid():
        return render(request, "publication/order/edit.html", {"form": form, "order": issued, "earlier": earlier})
    if "pdf" in request.POST:
        return _draft_pdf(request, offer(issued, form.said(), request.user))
    if "publish" in request.POST:
        return _published(request, issued, form)
    return _preview(request, offer(issued, form.said(), request.user), form)


def withdraw(request, pk):
    issued = _order(request, pk)
    publication = reading.latest(issued)
    if refusal := rules.withdrawing_refusal(publication):
        messages.error(request, refusal)
        return redirect(issued)
    form = WithdrawForm(rescue.typed(request), publication=publication)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(publication, **form.cleaned_data, by=request.user)
            messages.success(request, "Publikację wycofano. Jej wpis i powód pozostają na stronie publicznej.")
            return redirect(issued)
        except DomainError as refused:
            form.add_error("reason", str(refused))
    return render(request, "publication/order/withdraw.html", {"form": form, "order": issued, "it": publication})


def _order(request, pk):
    visible = Order.objects.visible_to(request.user).values("pk")
    orders = IssuedOrder.objects.filter(order__in=visible).select_related("centre", "order__centre", "order__pilot")
    issued = get_object_or_404(orders, order_id=pk)
    if not rules.can_publish(request.user, issued):
        raise Http404
    return issued


def _preview(request, found, form, refusal=""):
    context = {
        "form": form,
        "order": found.order,
        "said": found.said,
        "sheet": pdf.issued_sheet(found.order),
        "exclusion": found.exclusion,
        "left_out": found.left_out,
        "others": others_named(found),
        "hash": found.hash,
        "refusal": refusal,
    }
    return render(request, "publication/order/preview.html", context, status=409 if refusal else 200)


def _draft_pdf(request, found):
    html = rendering.render_html("pdf/public_order.html", found.pdf_context())
    try:
        return pdf_response(request, rendering.render_pdf(html), "Podgląd wersji publicznej")
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("publication:publish", found.order.order_id)


def _published(request, issued, form):
    said = form.said()
    try:
        publication = actions.publish_order(issued, said, by=request.user, shown_hash=request.POST.get("hash", ""))
    except DomainError as refusal:
        return _preview(request, offer(issued, said, request.user), form, str(refusal))
    messages.success(request, f"Zarządzenie nr {issued.number_text} jest opublikowane.")
    return redirect(publication.issued_order)
