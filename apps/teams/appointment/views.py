from uuid import uuid4

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from apps.core import rescue
from apps.core.errors import DomainError, StaleVersion
from apps.orders.models import Order
from apps.orders.rules import can_draft, missing

from . import actions
from .forms import AppointmentForm, bound_to, empty, form_key, rows_changed, typed_in
from .rows import ROW, titles_followed

ROW_BUTTONS = {"add", "remove", "up", "down", "pilot_chosen"}


def new(request):
    if not can_draft(request.user):
        raise Http404
    centre = request.user.centre
    if request.method != "POST" or ROW_BUTTONS & request.POST.keys():
        return _show(request, rescue.typed(request) or empty(centre), centre)
    form, typed = _typed(request, centre)
    key = form_key(request.POST)
    order = actions.start_appointment(centre, typed, form.draft_fields(), by=request.user, form_key=key)
    return _saved(request, order)


def edit(request, pk):
    order = _draft(request, pk)
    if order.status == Order.Status.ISSUED:
        return redirect(order)
    if request.method != "POST" or ROW_BUTTONS & request.POST.keys():
        return _show(request, rescue.typed(request) or bound_to(order.appointment.typed), order.centre, order)
    form, typed = _typed(request, order.centre)
    try:
        actions.save_appointment(order, typed, form.draft_fields(), _version(request), by=request.user)
    except StaleVersion as lost:
        return _conflict(request, order, lost)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(order)
    return _saved(request, order)


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


def _typed(request, centre):
    typed = typed_in(titles_followed(request.POST, centre))
    return AppointmentForm(bound_to(typed), centre=centre), typed


def _version(request):
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else 0


def _draft(request, pk):
    if not can_draft(request.user):
        raise Http404
    drafts = Order.objects.visible_to(request.user).filter(kind=Order.Kind.APPOINTMENT)
    return get_object_or_404(drafts.select_related("centre", "appointment", "changed_by"), pk=pk)


def _show(request, data, centre, order=None):
    """The form with what was typed; it finds fault only when the person asked to check."""
    data = titles_followed(data, centre)
    if ROW_BUTTONS & request.POST.keys():
        data = rows_changed(data)
    judged = "sprawdz" in request.GET and request.method == "GET"
    form = AppointmentForm(data, centre=centre, judged=judged)
    if judged:
        form.is_valid()
        form.find_gaps()
    version = data.get("version") or (order.version if order else "")
    key = None if order else form_key(data) or uuid4()
    unsaved = "typed" if "csrfmiddlewaretoken" in data else "shown"
    context = {"form": form, "order": order, "version": version, "key": key, "unsaved": unsaved}
    return render(request, "teams/appointment/edit.html", context)


def _saved(request, order):
    """After saving: on to the check when that was asked for and the form is complete, otherwise back to the form."""
    edit_url = reverse("teams:appointment_edit", args=[order.pk])
    if "check" in request.POST:
        return redirect(f"{edit_url}?sprawdz=1") if missing(order) else redirect("desk:order_check", order.pk)
    messages.success(request, f"Zapisano projekt o {timezone.localtime():%H:%M}.")
    return redirect(edit_url)


def _conflict(request, order, lost):
    """Both versions side by side; neither is lost until the person chooses."""
    saved = Order.objects.select_related("changed_by", "appointment").get(pk=order.pk)
    mine, theirs = typed_in(titles_followed(request.POST, order.centre)), saved.appointment.typed
    labels = AppointmentForm(request.POST, centre=order.centre, judged=False)
    context = {
        "order": saved,
        "refusal": lost,
        "differences": list(_differences(labels, mine, theirs)),
        "mine": [(name, value) for name, values in mine.items() for value in values],
        "version": lost.version,
    }
    return render(request, "teams/appointment/conflict.html", context, status=409)


def _label(form, name):
    if name in form.fields:
        return form[name].label
    return form.rows[0][name].label if name in ROW else name


def _differences(form, mine, theirs):
    for name in dict.fromkeys([*mine, *theirs]):
        ours, others = "\n".join(mine.get(name, [])), "\n".join(theirs.get(name, []))
        if ours != others:
            yield {"label": _label(form, name), "mine": ours, "theirs": others}
