"""Orders to read and confirm: for who was asked; for the director and HR, what still waits for others."""

from django.urls import reverse

from apps.accounts.models import Gender, User
from apps.acknowledgements import reading, rules, words
from apps.core import clock

from .matter import Elsewhere, Matter, Matters


def collect(user: User, found: Matters) -> None:
    waiting = reading.waiting_for(user)
    found.mine.extend(_to_read(reader) for reader in reading.my_tasks(user, waiting))
    if rules.may_manage(user, user.centre_id):
        found.others.extend(_waiting(order) for order in reading.under_way(waiting))


def _to_read(reader):
    request, issued = reader.request, reader.request.issued_order
    late = " – termin minął" if request.due_on and request.due_on < clock.today() else ""
    asker = request.asked_by.person
    asked = "Poprosiła" if asker and asker.gender == Gender.FEMININE else "Poprosił"
    what = f"Zapoznaj się z {words.with_the_order(issued)}{late}"
    url = reverse("acknowledgements:read", args=[issued.order_id])
    return Matter(what, url, "Przeczytaj i potwierdź", f"{asked} o to {request.asked_by_name}.", request.due_on)


def _waiting(order):
    url = reverse("acknowledgements:readers", args=[order.issued.order_id])
    late = f", po terminie: {order.overdue}" if order.overdue else ""
    waits = f"czeka na potwierdzenie {words.of_people(order.waiting)}{late}"
    return Elsewhere(f"Zapoznanie się z zarządzeniem nr {order.issued.number_text}", url, waits)
