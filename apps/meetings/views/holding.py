from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from apps.accounts.doors import done, tried
from apps.core import rescue

from .. import actions, rules
from ..forms import CloseForm, GuestForm, OpenForm, PresenceForm
from ..models import Guest
from .common import for_leaders, for_step, form_page

OPENED = "Otwarto posiedzenie. Zaznacz obecność, a potem zapisuj przebieg punktów."


@for_step("open")
def open_(request, meeting):
    form = OpenForm(rescue.typed(request), meeting=meeting)
    if done(request, form, lambda data: actions.open_meeting(meeting, *form.named, by=request.user)):
        messages.success(request, OPENED)
        return redirect("meetings:presence", meeting.pk)
    lead = "Skład zespołu i zasady z zarządzenia zostaną zapisane takie, jakie obowiązują w dniu posiedzenia."
    return form_page(request, meeting, form, "Otwarcie posiedzenia", "Otwórz posiedzenie", lead=lead)


@for_leaders(rules.RECORDED)
def presence(request, meeting):
    form = PresenceForm(rescue.typed(request), meeting=meeting)
    if done(request, form, lambda data: actions.mark_presence(meeting, form.marks, by=request.user)):
        messages.success(request, "Zapisano obecność.")
        return redirect(meeting)
    return form_page(request, meeting, form, "Lista obecności", "Zapisz obecność")


@for_leaders(rules.PLANNED | rules.RECORDED)
def guest_new(request, meeting):
    form = GuestForm(rescue.typed(request))
    if done(request, form, lambda data: actions.add_guest(meeting, **data, by=request.user)):
        messages.success(request, "Dopisano osobę zaproszoną.")
        return redirect(meeting)
    lead = "Osoby zaproszone nie głosują i nie liczą się do kworum."
    return form_page(request, meeting, form, "Nowa osoba zaproszona", "Dopisz osobę", lead=lead)


@require_POST
@for_leaders(rules.PLANNED | rules.RECORDED)
def guest_remove(request, meeting, guest_pk):
    guest = get_object_or_404(Guest, meeting=meeting, pk=guest_pk)
    tried(request, f"Usunięto z listy: {guest.name}.", actions.remove_guest, guest)
    return redirect(meeting)


@for_step("close")
def close(request, meeting):
    form = CloseForm(rescue.typed(request))
    if done(request, form, lambda data: actions.close_meeting(meeting, data["next_on"], by=request.user)):
        messages.success(request, "Zakończono posiedzenie. Dokończ protokół i przekaż go do uwag.")
        return redirect(meeting)
    lead = "Przebieg, obecność i ustalenia można jeszcze poprawiać aż do zatwierdzenia protokołu."
    return form_page(request, meeting, form, "Zakończenie posiedzenia", "Zakończ posiedzenie", lead=lead)
