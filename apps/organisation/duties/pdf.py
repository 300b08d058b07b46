"""The context of a scope of duties, on the page and on paper alike."""

from datetime import date
from typing import Any

from apps.accounts.models import User
from apps.core import clock
from apps.documents.rendering import verification_url

from ..models import Employment, ScopeOfDuties
from ..reading import unit_names_on
from . import reading

LONGEST = 480  # of a title; the column has room for 500


def context_of(scope: ScopeOfDuties, *, code: str = "", accepted: tuple[User, date] | None = None) -> dict[str, Any]:
    """Context of templates/pdf/scope.html. Without `accepted` it is a draft and says so."""
    centre, term = scope.position.centre, reading.position_on(scope)
    name = term.name if term else str(scope.position)
    return {
        "document": {
            "title": f"Zakres czynności: {name}"[:LONGEST],
            "centre_name": centre.name,
            "financing_line": "",
            "draft": accepted is None,
            "example": centre.is_example,
            "code": code,
            "verify_url": verification_url(code) if code else "",
        },
        "sheet": {
            "centre": centre,
            "scope": scope,
            "term": term,
            "name": name,
            "unit": _unit(scope, term),
            "people": _people(scope),
            "areas": reading.areas(scope.duties.all()),
            "accepted": accepted and {"by": accepted[0].full_name, "on": accepted[1]},
        },
    }


def shown(scope: ScopeOfDuties) -> dict[str, Any]:
    """The same for the page, whatever the state."""
    is_accepted = scope.status == ScopeOfDuties.Status.ACCEPTED
    accepted = (scope.accepted_by, scope.accepted_at.date()) if is_accepted else None
    return context_of(scope, accepted=accepted)


def _day(scope: ScopeOfDuties) -> date:
    return max(filter(None, [scope.effective_on, clock.today()]))


def _people(scope: ScopeOfDuties) -> list[Any]:
    """Who works on the position when the scope begins, or today when it began before."""
    employed = Employment.objects.on(_day(scope)).filter(position=scope.position_id)
    return [one.person for one in employed.select_related("person")]


def _unit(scope: ScopeOfDuties, term: Any) -> str:
    names = unit_names_on(scope.position.centre, scope.effective_on or clock.today())
    return names.get(term.unit_id, "") if term else ""
