from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.core import rescue
from apps.core.errors import DomainError, StaleVersion
from apps.orders.models import Order
from apps.orders.rules import can_draft

from . import actions
from .forms import AppointmentForm, bound_to, empty, rows_changed, typed_in

ROW_BUTTONS = {"add", "remove", "up", "down", "pilot_chosen"}


def new(request):
    if not can_draft(request.user):
        raise Http404
    centre = request.user.centre
    if request.method != "POST" or ROW_BUTTONS & request.POST.keys():
        return _show(request, rescue.typed(request) or empty(centre), centre)
    form = AppointmentForm(request.POST, centre=centre)
    order = actions.start_appointment(centre, typed_in(request.POST), form.draft_fields(), by=request.user)
    return _saved(request, order, form)


def edit(request, pk):
    order = _draft(request, pk)
    if order.status == Order.Status.ISSUED:
        return redirect(order)
    if request.method != "POST" or ROW_BUTTONS & request.POST.keys():
        return _show(request, rescue.typed(request) or bound_to(order.appointment.typed), order.centre, order)
    form, version = AppointmentForm(request.POST, centre=order.centre), request.POST.get("version", "")
    fields, version = form.draft_fields(), int(version) if version.isdecimal() else 0
    try:
        actions.save_appointment(order, typed_in(request.POST), fields, version, by=request.user)
    except StaleVersion as lost:
        return _conflict(request, order, lost)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(order)
    return _saved(request, order, form)


@require_POST
def discard(request, pk):
    order = _draft(request, pk)
    try:
        actions.discard_appointment(order, by=request.user)
        messages.success(request, "Projekt zarządzenia został usunięty.")
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(order)
    return redirect("orders:register")


def _draft(request, pk):
    if not can_draft(request.user):
        raise Http404
    drafts = Order.objects.visible_to(request.user).filter(kind=Order.Kind.APPOINTMENT)
    return get_object_or_404(drafts.select_related("centre", "appointment", "changed_by"), pk=pk)


def _show(request, data, centre, order=None):
    """The form with what was typed; it finds fault only when the person asked to check."""
    if ROW_BUTTONS & request.POST.keys():
        data = rows_changed(data)
    judged = "sprawdz" in request.GET and request.method == "GET"
    form = AppointmentForm(data, centre=centre, judged=judged)
    if judged:
        form.is_valid()
    version = data.get("version") or (order.version if order else "")
    context = {"form": form, "forms": form.rows, "order": order, "version": version}
    return render(request, "teams/appointment/edit.html", context)


def _saved(request, order, form):
    """After saving: on to the check when that was asked for and the form is complete, otherwise back to the form."""
    edit_url = reverse("teams:appointment_edit", args=[order.pk])
    if "check" in request.POST:
        return redirect("desk:order_check", order.pk) if order.body else redirect(f"{edit_url}?sprawdz=1")
    messages.success(request, f"Zapisano projekt o {timezone.localtime():%H:%M}.")
    return redirect(edit_url)


def _conflict(request, order, lost):
    """Both versions side by side; neither is lost until the person chooses."""
    saved = Order.objects.select_related("changed_by", "appointment").get(pk=order.pk)
    mine, theirs = typed_in(request.POST), saved.appointment.typed
    labels = AppointmentForm(request.POST, centre=order.centre, judged=False)
    context = {
        "order": saved,
        "refusal": lost,
        "differences": list(_differences(labels, mine, theirs)),
        "mine": [(name, value) for name, values in mine.items() for value in values],
        "version": lost.version,
    }
    return render(request, "teams/appointment/conflict.html", context, status=409)


def _differences(form, mine, theirs):
    for name in dict.fromkeys([*mine, *theirs]):
        ours, others = "\n".join(mine.get(name, [])), "\n".join(theirs.get(name, []))
        if ours != others:
            label = form[name].label if name in form.fields else form.rows[0][name].label
            yield {"label": label, "mine": ours, "theirs": others}
