from apps.orders.drafting.sheets import Sheet
from apps.orders.models import Order

from .forms import AppointmentForm, empty, rows_changed, typed_in
from .rows import titles_followed


class AppointmentSheet(Sheet):
    kind, room, name = Order.Kind.APPOINTMENT, "teams", "appointment"
    slug, short = "powolanie-zespolu", "powolanie"
    template = "teams/appointment/edit.html"
    buttons = {"add", "remove", "up", "down", "pilot_chosen"}
    final = "further"

    def form(self, data, centre, *, judged=True):
        return AppointmentForm(data, centre=centre, judged=judged)

    def opening(self, request, centre):
        return empty(centre)

    def typed_in(self, data):
        return typed_in(data)

    def followed(self, data, centre):
        return titles_followed(data, centre)

    def changed(self, data):
        return rows_changed(data)
