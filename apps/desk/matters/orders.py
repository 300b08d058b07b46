"""Drafts of orders: the director issues, the director and HR finish writing."""

from django.urls import reverse

from apps.accounts.models import Role, User
from apps.orders import rules
from apps.orders.models import Order

from .matter import Elsewhere, Matter, Matters


def collect(user: User, found: Matters) -> None:
    if not rules.can_draft(user):
        return
    drafts = Order.objects.visible_to(user).filter(status=Order.Status.DRAFT).select_related("centre").defer("effects")
    for order in drafts.order_by("changed_at"):
        _sort(order, user, found)


def _sort(order, user, found):
    name = f"Projekt zarządzenia w sprawie {order.subject}" if order.subject else "Projekt zarządzenia bez przedmiotu"
    check = reverse("desk:order_check", args=[order.pk])
    if rules.missing(order):
        why = "Projekty zarządzeń pisze dyrektor albo pracownik kadr."
        found.mine.append(Matter(f"{name} jest niedokończony", order.get_absolute_url(), "Dokończ projekt", why))
    elif user.has_role(Role.DIRECTOR):
        found.mine.append(Matter(f"{name} jest gotowy", check, "Sprawdź i wydaj", "Zarządzenia wydaje dyrektor."))
    else:
        found.others.append(Elsewhere(name, order.get_absolute_url(), "czeka na wydanie przez dyrektora"))
