"""Drafts of orders: the director issues, the director and HR finish writing, the legal adviser agrees."""

from django.urls import reverse

from apps.accounts.models import Role, User
from apps.consultations.outcome.opened import held_by
from apps.orders import rules
from apps.orders.legal import reading as legal_reading
from apps.orders.legal import rules as legal_rules
from apps.orders.models import Order

from .matter import Elsewhere, Matter, Matters

NAMELESS = "Projekt zarządzenia bez przedmiotu"
WRITERS = "Projekty zarządzeń pisze dyrektor albo pracownik kadr."


def collect(user: User, found: Matters) -> None:
    may_draft = rules.can_draft(user)
    if not may_draft and not user.has_role(Role.LEGAL):
        return
    drafts = list(Order.objects.visible_to(user).filter(status=Order.Status.DRAFT).order_by("changed_at"))
    for order in drafts:
        order.centre = user.centre
    standings = legal_reading.standings(drafts)
    held = held_by(drafts) if may_draft else {}
    for order in drafts:
        standing = standings[order.pk]
        if standing.is_waiting and legal_rules.is_adviser(user, order) and not legal_rules.is_author(user, order):
            found.mine.append(_to_agree(order, standing))
        elif may_draft:
            _sort(order, standing, held.get(order.pk, []), user, found)


def _to_agree(order, standing):
    why = f"Projekt przekazano radcy prawnemu do uzgodnienia ({standing.request.asked_by_name})."
    return Matter(f"{_name(order)} czeka na uzgodnienie prawne", _legal(order), "Przeczytaj i rozstrzygnij", why)


def _sort(order, standing, held, user, found):
    name = _name(order)
    if rules.missing(order):
        found.mine.append(Matter(f"{name} jest niedokończony", order.get_absolute_url(), "Dokończ projekt", WRITERS))
    elif standing.is_waiting:
        found.others.append(Elsewhere(name, order.get_absolute_url(), "czeka na radcę prawnego"))
    elif standing.is_returned and not standing.has_changed:
        what = f"{name} radca prawny zwrócił z uwagami"
        found.mine.append(Matter(what, _legal(order), "Przeczytaj uwagi", WRITERS))
    elif legal_rules.refusal_of(order, standing):
        found.mine.append(Matter(f"{name} trzeba uzgodnić z radcą prawnym", _legal(order), "Przekaż radcy", WRITERS))
    elif held:  # what is to be done about it is a matter of the document by which teams read the draft
        found.others.append(Elsewhere(name, order.get_absolute_url(), held[0].waits))
    elif user.has_role(Role.DIRECTOR):
        check = reverse("desk:order_check", args=[order.pk])
        found.mine.append(Matter(f"{name} jest gotowy", check, "Sprawdź i wydaj", "Zarządzenia wydaje dyrektor."))
    else:
        found.others.append(Elsewhere(name, order.get_absolute_url(), "czeka na wydanie przez dyrektora"))


def _name(order):
    return f"Projekt zarządzenia {order.title_prefix} {order.subject}" if order.subject else NAMELESS


def _legal(order):
    return reverse("orders:legal", args=[order.pk])
