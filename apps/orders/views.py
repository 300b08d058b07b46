from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.core import clock, rescue
from apps.core.errors import DomainError
from apps.documents import rendering
from apps.documents.http import pdf_response

from . import actions, pdf, reading, rules
from .drafting.patterns import is_pattern
from .forms import NumberingForm
from .kinds import KINDS
from .legal import rules as legal_rules
from .models import Order
from .relations import shown_relations, standing
from .sections import told_by_rooms_above
from .workflow import ORDER


@require_safe
def order(request, pk):
    shown = _visible(request, pk)
    issued = getattr(shown, "issued", None)
    context = {
        "order": shown,
        "issued": issued,
        "standing": standing(issued, shown_relations(issued), clock.today()) if issued else None,
        "paper": pdf.issued_paper(issued) if issued else None,
        "sheet": None if issued else pdf.draft_sheet(shown),
        "story": reading.story(shown),
        "kind": KINDS[shown.kind],
        "can_draft": rules.can_draft(request.user, shown.centre),
        "is_pattern": is_pattern(shown),
        "steps": ORDER.allowed(request.user, shown),
        "missing": [] if issued else rules.missing(shown),
        "legal": "" if issued else legal_rules.waits_for(shown),
        **told_by_rooms_above(shown, request.user),
    }
    return render(request, "orders/order/show.html", context)


@require_safe
def order_pdf(request, pk):
    shown = _visible(request, pk)
    issued = getattr(shown, "issued", None)
    if issued:
        return pdf_response(request, issued.document, f"Zarządzenie nr {issued.number_text}")
    html = rendering.render_html("pdf/order.html", pdf.draft_context(shown))
    try:
        return pdf_response(request, rendering.render_pdf(html), "Projekt zarządzenia")
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(shown)


@require_safe
def new(request):
    if not rules.can_draft(request.user):
        raise Http404
    return render(request, "orders/order/new.html", {"kinds": KINDS.values()})


def numbering(request):
    """Which number was the last one before the program."""
    centre = request.user.centre
    if centre is None or not rules.can_set_number(request.user, centre):
        raise Http404
    year = clock.today().year
    usual = {"year": year, "last": rules.last_number(centre, year)}
    form = NumberingForm(rescue.typed(request), initial=usual)
    if request.method == "POST" and form.is_valid():
        try:
            counter = actions.set_last_number(centre, **form.cleaned_data, by=request.user)
            messages.success(request, f"Następne zarządzenie z {counter.year} r. dostanie numer {counter.last + 1}.")
            return redirect("orders:register")
        except DomainError as refusal:
            form.add_error("last", str(refusal))
    return render(request, "orders/order/numbering.html", {"form": form})


def _visible(request, pk):
    with_issued = ("issued__document", "issued__struck")
    found = get_object_or_404(Order.objects.visible_to(request.user).select_related(*with_issued), pk=pk)
    found.centre = request.user.centre  # it is theirs, or they would not see it
    return found
