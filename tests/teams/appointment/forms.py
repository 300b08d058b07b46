"""Typing into the form of an appointment, as a browser would."""

from apps.orders.models import Order
from apps.teams.appointment.forms import bound_to, empty
from tests import factories

from . import example


def typed(centre, people, **fields):
    """What a browser sends: the form as it opens, with the people and fields filled in. `people`: (person, function)
    or (person, function, description)."""
    data = dict(empty(centre).lists())
    rows = [(*row, "")[:3] for row in people]
    data["person"] = [str(person.pk) for person, _, _ in rows]
    data["function"] = [function for _, function, _ in rows]
    data["description"] = [description for _, _, description in rows]
    for name, value in fields.items():
        data[name] = value if isinstance(value, list) else [str(value)]
        if value is False:
            del data[name]
    return data


def worked_example(centre):
    """Everything one types for worked example A."""
    pilot = factories.pilot(centre, factories.catalogue_version(), project_name=example.PROJECT)
    people = [
        (factories.person(centre, name, gender=gender, job_title=job), function)
        for name, gender, function, job in example.PEOPLE
    ]
    return typed(
        centre,
        people,
        pilot=pilot.pk,
        duration="project",
        name=example.NAME,
        name_genitive=example.NAME_GENITIVE,
        legal_basis=example.LEGAL_BASIS,
        tasks="\n".join(example.TASKS),
        opinion_days="14",
        service="Dział Organizacyjny",
    )


def draft(centre, by, data=None):
    """A complete draft, saved through the form and the action."""
    from apps.orders.drafting import actions
    from apps.teams.appointment.forms import AppointmentForm, typed_in

    query = bound_to(data or small(centre))
    form = AppointmentForm(query, centre=centre)
    order = actions.start_typed(centre, "appointment", typed_in(query), form.draft_fields(), by=by)
    return Order.objects.get(pk=order.pk)


def save_again(order, by, **fields):
    """Somebody changes these fields in the form and saves."""
    from apps.orders.drafting import actions
    from apps.teams.appointment.forms import AppointmentForm, typed_in

    changed = {name: [value] for name, value in fields.items()}
    query = bound_to(Order.objects.get(pk=order.pk).typed | changed)
    form = AppointmentForm(query, centre=order.centre)
    return actions.save_typed(order, typed_in(query), form.draft_fields(), order.version, by=by)


def small(centre, **fields):
    """A team of two, complete."""
    chair, member = factories.person(centre, "Anna Wzorowa"), factories.person(centre, "Jan Próbny", gender="m")
    usual = {
        "name": "Zespół do spraw prób",
        "name_genitive": "Zespołu do spraw prób",
        "duration": "indefinite",
        "tasks": "opracowanie planu",
        "legal_basis": "§ 7 ust. 2 Statutu",
    }
    return typed(centre, [(chair, "chair"), (member, "member")], **usual | fields)
