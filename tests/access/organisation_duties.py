"""Where the addresses of scopes of duties lead in the world of the table."""

import datetime
from types import SimpleNamespace

from tests.factories import duties
from tests.factories.organisation import position

ON_THE_POSITION = ("scopes", "scope_new", "scope_compare")
ACCEPTED = ("scope", "scope_pdf", "scope_acknowledge")
SUBMITTED = ("scope_take_back", "scope_return", "scope_accept")


def of_duties(mine):
    """Made once for each centre: one position with an accepted scope and a draft, another that waits for the
    director."""
    hr, director = mine.users["hr"], mine.users["dir"]
    own, other = (position(mine.organised.unit, name, hr) for name in ("aspirant pracy socjalnej", "inspektor"))
    duties.employed(own, "", hr, person=mine.people["emp"])
    duties.accepted(own, hr, director)
    duties.drafted(own, hr, duties.SERVICES, since=datetime.date(2018, 9, 1))
    duties.submitted(other, hr, duties.PROCEDURE)
    return SimpleNamespace(own=own, other=other)


def of_scopes(mine, page, state):
    if page == "separation":
        return {}
    if page in ON_THE_POSITION:
        return {"pk": mine.duties.own.pk}
    if page in SUBMITTED or state == "submitted":
        return {"pk": mine.duties.other.pk, "number": 1}
    return {"pk": mine.duties.own.pk, "number": 1 if page in ACCEPTED and state != "draft" else 2}
