from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from apps.core import rescue
from apps.core.errors import DomainError
from apps.documents.uploads import was_too_big
from apps.orders.drafting.typed import bound_to, typed_of
from apps.orders.models import IssuedOrder

from . import actions, rules, words
from .forms import CHOOSE_AGAIN, RecordedForm, StrikeForm, empty
from .rows import ROW, rows_changed

ROW_BUTTONS = {"add", "remove", "up", "down"}


def new(request):
    """An order from before the program, entered with its scan."""
    if not rules.can_record(request.user):
        raise Http404
    centre = request.user.centre
    if request.method != "POST" or ROW_BUTTONS & request.POST.keys():
        data = rescue.typed(request) or bound_to(empty(centre))
        data = rows_changed(data) if ROW_BUTTONS & request.POST.keys() else data
        return _show(request, RecordedForm(data, centre=centre, judged=False))
    form = RecordedForm(request.POST, request.FILES, centre=centre, too_big=was_too_big(request))
    if form.is_valid():
        try:
            return _entered(request, form)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    if request.FILES and "file" not in form.errors:
        form.add_error("file", CHOOSE_AGAIN)
    return _show(request, form)


def strike(request, pk):
    """Declare an entry void; it stays in the register with the reason."""
    if not rules.can_record(request.user):
        raise Http404
    entries = IssuedOrder.objects.filter(centre_id=request.user.centre_id, origin=IssuedOrder.Origin.RECORDED)
    issued = get_object_or_404(entries.select_related("order", "centre"), order_id=pk)
    form = StrikeForm(rescue.typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.strike_entry(issued, form.cleaned_data["reason"], by=request.user)
            messages.success(request, f"Unieważniono wpis zarządzenia nr {issued.number_text}.")
            return redirect(issued)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    refusal = rules.strike_refusal(issued)
    return render(request, "orders/recorded/strike.html", {"form": form, "issued": issued, "refusal": refusal})


def _entered(request, form):
    typed = typed_of(request.POST, {*form.fields, *ROW})
    entry = actions.Entry(**form.entry(typed))
    issued, raised = actions.record_order(form.centre, entry, form.cleaned_data["file"].read(), by=request.user)
    counter = f" {words.counter_raised(issued.year, raised)}" if raised else ""
    messages.success(request, f"Wpisano zarządzenie nr {issued.number_text} ze skanem.{counter}")
    return redirect(issued)


def _show(request, form):
    unsaved = "typed" if "csrfmiddlewaretoken" in form.data else "shown"
    return render(request, "orders/recorded/new.html", {"form": form, "unsaved": unsaved})
