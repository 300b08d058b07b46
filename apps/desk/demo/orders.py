"""Orders of the example centres: typed into the real form by HR or the director, issued by the director."""

from typing import Any

from django.http import QueryDict

from apps.accounts.models import Role
from apps.core.errors import DomainError
from apps.orders.actions import issue_order
from apps.orders.drafting.actions import start_typed
from apps.orders.models import Order
from apps.orders.text import order_text, text_hash
from apps.teams.appointment.forms import AppointmentForm, empty, typed_in
from apps.teams.models import Team

from .centre import ExampleCentre

TYPED = ("name", "name_genitive", "opinion_days", "service", "quorum", "duration")


def appoint(centre: ExampleCentre, said: dict[str, Any]) -> None:
    """Draft the order, and issue it unless it is told to wait for the director."""
    order = _draft(centre, said)
    if not said.get("draft"):
        director = centre.holding(Role.DIRECTOR)
        shown = text_hash(order_text(order), order.effects)
        issued = issue_order(order, by=director, shown_hash=shown)
        centre.teams[said["key"]] = Team.objects.get(issued_order=issued)


def _draft(centre: ExampleCentre, said: dict[str, Any]) -> Order:
    form = AppointmentForm(_typed(centre, said), centre=centre.centre)
    if not form.is_valid():
        raise DomainError(f"Formularz przykładowego zarządzenia ma błędy: {form.errors.as_json()}")
    typed, hr = typed_in(form.data), centre.holding(Role.HR)
    return start_typed(centre.centre, Order.Kind.APPOINTMENT, typed, form.draft_fields(), by=hr)


def _typed(centre: ExampleCentre, said: dict[str, Any]) -> QueryDict:
    """The form as it opens, with what a person would type into it."""
    data = empty(centre.centre)
    for name in TYPED:
        if name in said:
            data[name] = str(said[name])
    data["tasks"] = "\n".join(said["tasks"])
    data.setlist("products", said["products"])
    data.setlist("documents", [str(centre.documents[key].pk) for key in said["documents"]])
    people = [centre.people[key] for key, _ in said["members"]]
    data.setlist("person", [str(person.pk) for person in people])
    data.setlist("function", [function for _, function in said["members"]])
    data.setlist("description", [person.job_title for person in people])
    if not said.get("list_work", True):
        data.pop("list_work")
    return data
