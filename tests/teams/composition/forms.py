"""Typing into the form of a change, as a browser would."""

from django.http import QueryDict

from apps.orders.models import IssuedOrder, Order
from apps.teams.composition.forms import CompositionForm, empty
from apps.teams.models import Team


def opened(team, **fields) -> dict[str, list[str]]:
    """What a browser would send of the form as it opens for the team, with these fields typed."""
    data = empty(team.centre, str(team.pk))
    for name, value in fields.items():
        _put(data, name, value)
    form = CompositionForm(data, centre=team.centre, judged=False)
    for row in form.seat_rows:
        data.appendlist("who", str(row.holder.person))
        data.appendlist("now_function", row.holder.function)
        data.appendlist("now_description", row.holder.description)
        data.appendlist("successor", "")
        data.appendlist("successor_description", "")
    return dict(data.lists())


def typed(team, *, leaves=(), successors=None, functions=None, descriptions=None, joins=(), adds=(), **fields):
    """`leaves`: people; `successors`, `functions`, `descriptions`: by person; `joins`: (person, function) or (person,
    function, description); `adds`: (after which unit, text)."""
    data = opened(team, **fields)
    data["leaves"] = [str(person.pk) for person in leaves]
    for column, said in [("successor", successors), ("now_function", functions), ("now_description", descriptions)]:
        for person, value in (said or {}).items():
            data[column][data["who"].index(str(person.pk))] = str(getattr(value, "pk", value))
    if joins:
        rows = [(*row, "")[:3] for row in joins]
        data["person"] = [str(person.pk) for person, _, _ in rows]
        data["function"] = [function for _, function, _ in rows]
        data["description"] = [description for _, _, description in rows]
    data["addition_after"] = [after for after, _ in adds]
    data["addition_text"] = [text for _, text in adds]
    return data


def _put(data: QueryDict, name, value):
    if value is False or value is None:
        data.pop(name, None)
    else:
        data[name] = "on" if value is True else str(value)


def of(centre, name):
    first, last = name.split(" ", 1)
    return centre.people.get(first_name=first, last_name=last)


def team_of(issued: IssuedOrder) -> Team:
    return Team.objects.get(issued_order=issued)


def latest_draft() -> Order:
    return Order.objects.filter(status=Order.Status.DRAFT).latest("pk")
