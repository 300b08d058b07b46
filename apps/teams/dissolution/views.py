from apps.orders.drafting.sheets import Sheet
from apps.orders.models import Order

from .forms import DissolutionForm, empty, typed_in


class DissolutionSheet(Sheet):
    kind, room, name = Order.Kind.DISSOLUTION, "teams", "dissolution"
    slug, short = "rozwiazanie-zespolu", "rozwiazanie"
    template = "teams/dissolution/edit.html"

    def form(self, data, centre, *, judged=True):
        return DissolutionForm(data, centre=centre, judged=judged)

    def opening(self, request, centre):
        return empty(centre, request.GET.get("zespol", ""))

    def typed_in(self, data):
        return typed_in(data)
