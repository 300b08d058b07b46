"""Teams whose orders have real text, laid straight into the tables; and what a change of them would say."""

import datetime

from apps.core import clock
from apps.orders.drafting.typed import bound_to
from apps.orders.text import from_json, to_text
from apps.teams.appointment.forms import AppointmentForm
from apps.teams.composition.forms import CompositionForm
from apps.teams.models import Team
from tests import factories
from tests.factories.amended import order_of_text
from tests.teams.appointment import forms as appointment

from . import forms

JUNE_11, AUGUST_20 = datetime.date(2018, 6, 11), datetime.date(2018, 8, 20)
WOMEN = {"Anna", "Maria", "Ewa", "Barbara", "Alicja", "Zofia"}


def people(centre, *names):
    """By first name. Women are those of the list."""
    return {
        name: factories.person(centre, f"{name} Testowa", gender="f", job_title="inspektor")
        if name in WOMEN
        else factories.person(centre, f"{name} Testowy", gender="m", job_title="inspektor")
        for name in names
    }


def appointed(centre, composition, **fields) -> Team:
    """A team appointed by an order of the program's own words. `composition`: (person, function)."""
    usual = {"name": "Zespół do spraw prób", "name_genitive": "Zespołu do spraw prób", "duration": "indefinite"}
    usual |= {"tasks": "opracowanie planu\nocena planu", "legal_basis": "§ 7 Statutu", "opinion_days": "14"}
    form = AppointmentForm(bound_to(appointment.typed(centre, composition, **usual | fields)), centre=centre)
    said = form.draft_fields()
    assert said["body"], form.refusals()
    tree = from_json(said["body"])
    issued = order_of_text(
        centre, tree, on=JUNE_11, subject=said["subject"], kind="appointment", effects=said["effects"]
    )
    return Team.objects.get(issued_order=issued)


def change(team, *, on=AUGUST_20, **ticked):
    """What the order says about the change, „§ 1 W zarządzeniu …” cut off; or the refusals."""
    fields, form = composed(team, on=on, **ticked)
    if not fields["body"]:
        return form.refusals()
    text = to_text(from_json(fields["body"][:1]))
    return text.partition(fields["subject"] + " ")[2]


def composed(team, *, on=AUGUST_20, **ticked):
    with clock.pretend(on):
        form = CompositionForm(bound_to(forms.typed(team, legal_basis="§ 7 Statutu", **ticked)), centre=team.centre)
        return form.draft_fields(), form


def issued(team, *, on=AUGUST_20, **ticked):
    """The change laid into the tables as issued that day."""
    fields, form = composed(team, on=on, **ticked)
    assert fields["body"], form.refusals()
    day = fields["effective_on"] or on
    tree, effects = from_json(fields["body"]), fields["effects"]
    return order_of_text(
        team.centre, tree, on=on, effective_on=day, subject=fields["subject"], kind="composition", effects=effects
    )
