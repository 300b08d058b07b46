from apps.orders.drafting.sheets import Sheet
from apps.orders.models import Order
from apps.teams.appointment.forms import rows_changed
from apps.teams.appointment.rows import titles_followed

from .forms import CompositionForm, empty, typed_in, with_the_team
from .rows import ADDITION_ROW


class CompositionSheet(Sheet):
    kind, room, name = Order.Kind.COMPOSITION, "teams", "composition"
    slug, short = "zmiana-skladu-zespolu", "zmiana-skladu"
    template = "teams/composition/edit.html"
    buttons = {"add", "remove", "up", "down", "add_unit", "team_chosen"}

    def form(self, data, centre, *, judged=True):
        return CompositionForm(data, centre=centre, judged=judged)

    def opening(self, request, centre):
        return empty(centre, request.GET.get("zespol", ""))

    def typed_in(self, data):
        return typed_in(data)

    def followed(self, data, centre):
        return with_the_team(titles_followed(data, centre), CompositionForm(data, centre=centre, judged=False))

    def changed(self, data):
        changed = rows_changed(data)
        if "add_unit" in data:
            for name in ADDITION_ROW:
                changed.appendlist(name, "")
        return changed
