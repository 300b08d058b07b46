"""Scopes of duties, written by the actions themselves."""

import datetime
from types import SimpleNamespace

from apps.organisation import actions as organisation
from apps.organisation.duties import actions
from apps.organisation.duties.wording import Typed
from tests import factories

from .organisation import position, unit

SINCE = datetime.date(2018, 6, 1)
SOCIAL = ("prowadzenie pracy socjalnej z osobami i rodzinami", "social_work")
PROCEDURE = ("przygotowywanie decyzji administracyjnych", "procedure")
SERVICES = ("organizowanie usług opiekuńczych", "services")


def keepers(centre):
    """Somebody of kadry and the director, each with an account."""
    people = {
        role: factories.person(centre, f"Osoba {role.title()}", roles=[role]) for role in ("hr", "director", "employee")
    }
    return SimpleNamespace(centre=centre, people=people, **{k: factories.user_of(one) for k, one in people.items()})


def drafted(of, by, *duties, since=SINCE, purpose="", note="", source=None):
    scope = actions.begin_scope(of, source, by=by)
    said = Typed(purpose, since, note, tuple(duties or (SOCIAL,)))
    return actions.save_scope(scope, said, scope.version, by=by)


def submitted(of, by, *duties, **more):
    return actions.submit_scope(drafted(of, by, *duties, **more), by=by)


def accepted(of, by, director, *duties, **more):
    scope = submitted(of, by, *duties, **more)
    return actions.accept_scope(scope, scope.version, by=director)


def employed(of, name, by, *, person=None, since=datetime.date(2018, 1, 1)):
    person = person or factories.person(of.centre, name)
    organisation.employ(of, person, 1, since, by=by)
    return person


def post(mine, name="pracownik socjalny", *duties, under=None, **more):
    """A position in a unit, with an accepted scope when there are duties."""
    under = under or unit(mine.centre, f"Dział {name}", mine.hr)
    made = position(under, name, mine.hr)
    if duties:
        accepted(made, mine.hr, mine.director, *duties, **more)
    return made
