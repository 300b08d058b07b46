"""The organisation of an example centre: units, positions, people, scopes of duties, staffing, a proposed structure."""

from datetime import date
from decimal import Decimal
from typing import Any

from apps.accounts.models import Role, User
from apps.core import clock
from apps.organisation import actions
from apps.organisation.duties import actions as scopes
from apps.organisation.duties.wording import Typed
from apps.organisation.models import KeyPost, Measure, Position, Unit
from apps.organisation.staffing import actions as staffing
from apps.organisation.variants import actions as variants

from .centre import ExampleCentre


def organise(centre: ExampleCentre, at: dict[str, Any]) -> None:
    """All of it on its days, unless an interrupted build did it."""
    said = at.get("organisation")
    if not said or Unit.objects.filter(centre=centre.centre).exists():
        return
    by, since = centre.holding(Role.HR), date.fromisoformat(said["since"])
    with clock.pretend(date.fromisoformat(said["on"])):
        posts = _structure(centre, said, since, by)
        _staff(centre, said, since, by)
    for scope in said["scopes"]:
        with clock.pretend(date.fromisoformat(scope["on"])):
            _scope(centre, posts[scope["position"]], scope, by)
    if "variant" in said:
        _propose(centre, said["variant"], by)


def _propose(centre, said, by) -> None:
    """A structure with the new teams of the project, for HR to move positions into."""
    with clock.pretend(day := date.fromisoformat(said["on"])):
        about = {name: said[name] for name in ("name", "description")}
        variants.propose_usual_units(variants.draw_variant(centre.centre, about, day, by=by), by=by)


def _structure(centre, said, since, by: User) -> dict[str, Position]:
    units: dict[str, Unit] = {}
    for rank, one in enumerate(said["units"]):
        data = {"name": one["name"], "symbol": one["symbol"], "parent": units.get(one.get("parent")), "rank": rank}
        units[one["key"]] = actions.add_unit(centre.centre, data, since, by=by)
    return {one["key"]: _position(centre, units[one["unit"]], one, since, by) for one in said["positions"]}


def _position(centre, unit, said, since, by) -> Position:
    data = {
        "unit": unit,
        "name": said["name"],
        "symbol": "",
        "fte": Decimal(said.get("fte", "1")),
        "key_post": _key_post(said["key_post"]) if "key_post" in said else None,
        "leads": said.get("leads", False),
    }
    position = actions.add_position(centre.centre, data, since, by=by)
    for key in said["people"]:
        actions.employ(position, centre.people[key], Decimal(1), since, by=by)
    return position


def _staff(centre, said, since, by) -> None:
    for one in said["values"]:
        data = {"value": Decimal(one["value"]), "source": one["source"]}
        staffing.enter_value(centre.centre, _measure(one["measure"]), data, since, by=by)
    for one in said["indicators"]:
        data = {"measure": _measure(one["measure"]), "per": Decimal(one["per"])}
        data |= {"at_least": Decimal(one["at_least"]), "source": one["source"]}
        staffing.set_indicator(centre.centre, _key_post(one["key_post"]), data, since, by=by)


def _scope(centre, position, said, by) -> None:
    """Drafted by HR, accepted by the director, confirmed by some of those on the position."""
    duties = tuple((body, tag) for tag, body in said["duties"])
    typed = Typed(said["purpose"], date.fromisoformat(said["effective_on"]), "", duties)
    scope = scopes.save_scope(scopes.begin_scope(position, by=by), typed, 1, by=by)
    scope = scopes.submit_scope(scope, by=by)
    scope = scopes.accept_scope(scope, scope.version, by=centre.holding(Role.DIRECTOR))
    for key in said["acknowledged"]:
        scopes.acknowledge_scope(scope, by=centre.users[key])


def _key_post(name: str) -> KeyPost:
    return KeyPost.objects.get(centre=None, name=name)


def _measure(key: str) -> Measure:
    return Measure.objects.get(centre=None, key=key)
