"""Units, positions and the list of key posts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from apps.accounts.models import Centre, User
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.polish import day_in_words

from .. import rules
from ..models import KeyPost, Position, PositionTerm, Term, Unit, UnitTerm
from .laying import _lay, _locked, _require, _said, _settled

SAME = "Nic się nie zmienia: od tego dnia jest już tak, jak w formularzu."


@deed
def add_unit(centre: Centre, data: Mapping[str, Any], since: date, *, by: User) -> Unit:
    """A unit from this day on. `data`: name, symbol, parent (a Unit of the centre or None), rank among its siblings."""
    _locked(centre, by)
    _not_there_yet(centre, data)
    unit = Unit.objects.create(centre=centre)
    _lay(UnitTerm, {"unit": unit}, data, since, None, by)
    _settled()
    audit.record("unit.added", unit, by=by, since=since, **_plain(data))
    return unit


@deed
def change_unit(unit: Unit, data: Mapping[str, Any], since: date, *, by: User) -> Unit:
    """From this day the unit is as in `data`, until the next change already written or until further notice. From the
    first day of a term this corrects the whole of it."""
    _locked(unit.centre, by)
    before = _on(unit.terms, since, "takiej komórki")
    _change(UnitTerm, {"unit": unit}, before, data, since, by)
    audit.record("unit.changed", unit, by=by, since=since, changed=_changes(before, data))
    return unit


@deed
def close_unit(unit: Unit, since: date, *, by: User) -> Unit:
    """The unit does not exist from this day on. Refused while units or positions belong to it then."""
    _locked(unit.centre, by)
    _on(unit.terms, since, "takiej komórki")
    _lay(UnitTerm, {"unit": unit}, None, since, None, by)
    _settled()
    audit.record("unit.closed", unit, by=by, since=since)
    return unit


@deed
def add_position(centre: Centre, data: Mapping[str, Any], since: date, *, by: User) -> Position:
    """A position from this day on. `data`: unit, name, symbol, fte (Decimal), key_post (or None), leads (bool)."""
    _locked(centre, by)
    position = Position.objects.create(centre=centre)
    _lay(PositionTerm, {"position": position}, data, since, None, by)
    _settled()
    audit.record("position.added", position, by=by, since=since, **_plain(data))
    return position


@deed
def change_position(position: Position, data: Mapping[str, Any], since: date, *, by: User) -> Position:
    """From this day the position is as in `data`: also in another unit, with more or less time."""
    _locked(position.centre, by)
    before = _on(position.terms, since, "takiego stanowiska")
    _change(PositionTerm, {"position": position}, before, data, since, by)
    audit.record("position.changed", position, by=by, since=since, changed=_changes(before, data))
    return position


@deed
def close_position(position: Position, since: date, *, by: User) -> Position:
    """There is no such position from this day on. Refused while people are employed on it then."""
    _locked(position.centre, by)
    _on(position.terms, since, "takiego stanowiska")
    _lay(PositionTerm, {"position": position}, None, since, None, by)
    _settled()
    audit.record("position.closed", position, by=by, since=since)
    return position


@deed
def add_key_post(centre: Centre, name: str, *, by: User) -> KeyPost:
    """A key post that this centre counts besides those of the model."""
    _locked(centre, by)
    taken = {post.name.lower() for post in rules.key_posts(centre)}
    _require(name.lower() not in taken, "To stanowisko kluczowe jest już na liście.")
    post = KeyPost.objects.create(centre=centre, name=name)
    audit.record("key_post.added", post, by=by)
    return post


@deed
def withdraw_key_post(post: KeyPost, *, by: User) -> KeyPost:
    """Choose it no more. Positions marked with it keep the mark."""
    _require(post.centre_id is not None, "Stanowisk kluczowych modelu nie wycofuje się w ośrodku.")
    _locked(post.centre, by)
    post.withdrawn_at = clock.now()
    post.save(update_fields=["withdrawn_at"])
    audit.record("key_post.withdrawn", post, by=by)
    return post


def _not_there_yet(centre: Centre, data: Mapping[str, Any]) -> None:
    """The same name and symbol under the same unit, and until further notice, is the same unit."""
    same = {"name__iexact": data["name"], "symbol__iexact": data["symbol"], "parent": data["parent"]}
    there = UnitTerm.objects.standing().filter(unit__centre=centre, until_on=None, **same).first()
    _require(there is None, there and f"Jest już taka komórka (od {day_in_words(there.since_on)}).")


def _on(terms: Any, day: date, of_what: str) -> Term:
    found = terms.on(day).first()
    _require(found is not None, f"W dniu {day.day}.{day.month:02}.{day.year} r. nie ma {of_what}.")
    return found


def _change(
    model: type[Term], of: Mapping[str, Any], before: Term, data: Mapping[str, Any], since: date, by: User
) -> None:
    said = _said(before) | data
    _require(said != _said(before), SAME)
    _lay(model, of, said, since, before.until_on, by)
    _settled()


def _changes(before: Term, data: Mapping[str, Any]) -> dict[str, list[Any]]:
    was = _plain(_said(before))
    return {name: [was[name], value] for name, value in _plain(data).items() if was[name] != value}


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """As the register keeps it: things by their numbers."""
    return {name: getattr(value, "pk", value) for name, value in data.items()}
