"""Orders of the example centres: typed into the real forms by HR, issued by the director."""

from typing import Any

from django.http import QueryDict

from apps.accounts.models import Role
from apps.core.errors import DomainError
from apps.orders.actions import issue_order
from apps.orders.drafting.actions import Typed, start_typed
from apps.orders.models import IssuedOrder, Order
from apps.orders.text import order_text, text_hash
from apps.teams.appointment.forms import AppointmentForm, empty, typed_in
from apps.teams.composition import forms as composition
from apps.teams.models import Team

from .centre import ExampleCentre

TYPED = ("name", "name_genitive", "opinion_days", "service", "quorum", "duration")


def appoint(centre: ExampleCentre, said: dict[str, Any]) -> None:
    """Draft the order, and issue it unless it is told to wait for the director."""
    form = AppointmentForm(_typed(centre, said), centre=centre.centre)
    order = _draft(centre, Order.Kind.APPOINTMENT, form, typed_in(form.data))
    if not said.get("draft"):
        centre.teams[said["key"]] = Team.objects.get(issued_order=_issue(centre, order))


def change(centre: ExampleCentre, said: dict[str, Any]) -> None:
    """Draft and issue an order that changes a team's composition."""
    data = composition.empty(centre.centre, str(centre.teams[said["team"]].pk))
    data["effective"], data["effective_on"] = Order.Effective.ON_DATE, said["effective_on"]
    _type_people(data, centre, said)
    if said.get("adds"):
        after, texts = zip(*said["adds"], strict=True)
        data.setlist("addition_after", list(after))
        data.setlist("addition_text", list(texts))
    if "dissent_days" in said:
        data["changes_rules"], data["dissent_days"] = "on", str(said["dissent_days"])
    form = composition.CompositionForm(data, centre=centre.centre)
    _issue(centre, _draft(centre, Order.Kind.COMPOSITION, form, composition.typed_in(form.data)))


def _type_people(data: QueryDict, centre: ExampleCentre, said: dict[str, Any]) -> None:
    """Who leaves, who comes in whose place, who comes besides; the others stay as the form shows them."""
    keys = {person.pk: key for key, person in centre.people.items()}
    for row in composition.CompositionForm(data, centre=centre.centre, judged=False).seat_rows:
        successor = centre.people.get(said["successors"].get(keys[row.holder.person]))
        data.appendlist("who", str(row.holder.person))
        data.appendlist("now_function", row.holder.function)
        data.appendlist("now_description", row.holder.description)
        data.appendlist("successor", str(successor.pk) if successor else "")
        data.appendlist("successor_description", successor.job_title if successor else "")
    data.setlist("leaves", [str(centre.people[key].pk) for key in said["leaves"]])
    _type_members(data, centre, said["joins"])


def _type_members(data: QueryDict, centre: ExampleCentre, members: list[tuple[str, str]]) -> None:
    people = [centre.people[key] for key, _ in members]
    data.setlist("person", [str(person.pk) for person in people])
    data.setlist("function", [function for _, function in members])
    data.setlist("description", [person.job_title for person in people])


def _draft(centre: ExampleCentre, kind: str, form: Any, typed: Typed) -> Order:
    if not form.is_valid():
        raise DomainError(f"Formularz przykładowego zarządzenia ma błędy: {form.errors.as_json()}")
    return start_typed(centre.centre, kind, typed, form.draft_fields(), by=centre.holding(Role.HR))


def _issue(centre: ExampleCentre, order: Order) -> IssuedOrder:
    shown = text_hash(order_text(order), order.effects)
    return issue_order(order, by=centre.holding(Role.DIRECTOR), shown_hash=shown)


def _typed(centre: ExampleCentre, said: dict[str, Any]) -> QueryDict:
    """The form as it opens, with what a person would type into it."""
    data = empty(centre.centre)
    for name in TYPED:
        if name in said:
            data[name] = str(said[name])
    data["tasks"] = "\n".join(said["tasks"])
    data.setlist("products", said["products"])
    data.setlist("documents", [str(centre.documents[key].pk) for key in said["documents"]])
    _type_members(data, centre, said["members"])
    if not said.get("list_work", True):
        data.pop("list_work")
    return data
