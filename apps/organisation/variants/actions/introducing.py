"""A proposed structure becomes the centre's own from a day: all of it, or nothing."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from apps.accounts.models import User
from apps.core import audit, clock
from apps.core.deeds import deed

from ...actions.laying import _lay, _locked, _require, _settled
from ...models import Position, PositionTerm, Term, Unit, UnitTerm, Variant, VariantPosition, VariantUnit
from ...workflow import VARIANT
from .. import reading

CHANGED = "Wariant albo struktura zmieniły się, odkąd ta strona została otwarta. Przeczytaj zmiany jeszcze raz."


@deed
def introduce_variant(variant: Variant, since: date, shown: str, *, by: User) -> Variant:
    """From this day the structure is as in the variant. `shown`: the fingerprint of the changes that were read.
    Refused while people sit on a position that would be gone, and when later days have changes of their own."""
    _locked(variant.centre, by)
    variant = Variant.objects.select_for_update(of=["self"]).select_related("centre").get(pk=variant.pk)
    step = VARIANT.check("introduce", by, variant)
    beside = reading.beside(variant, since)
    _require(beside.fingerprint == shown, CHANGED)
    _require(not (reasons := reading.obstacles(beside)), " ".join(reasons))
    _nobody_left(beside)
    _apply(beside, since, by)
    variant.status, variant.introduced_on = step.target, since
    variant.closed_by, variant.closed_at = by, clock.now()
    variant.save(update_fields=["status", "introduced_on", "closed_by", "closed_at"])
    audit.record("variant.introduced", variant, by=by, since=since, changes=[one.words for one in beside.changes])
    return variant


def _nobody_left(beside: reading.Beside) -> None:
    people = [f"{one.person} („{one.position_name}”)" for one in reading.left_behind(beside)]
    _require(
        not people,
        f"Na stanowiskach, których nie ma w wariancie, są zatrudnieni: {', '.join(people)}. "
        "Najpierw przenieś te osoby albo zakończ ich zatrudnienie na tych stanowiskach.",
    )


def _apply(beside: reading.Beside, since: date, by: User) -> None:
    """Everything that changes is first taken out of the structure from the day on, then laid anew: so a head can hand
    over to another, and two units can change places."""
    units, positions = _own_units(beside.variant), _own_positions(beside.variant)
    before = _terms(beside)
    wanted_units = {row.unit_id: _unit_said(row, units) for row in units.values()}
    wanted_positions = {row.position_id: _position_said(row, units) for row in positions}
    _cut(UnitTerm, "unit_id", before[0], wanted_units, since, by)
    _cut(PositionTerm, "position_id", before[1], wanted_positions, since, by)
    _laid(UnitTerm, "unit_id", before[0], wanted_units, since, by)
    _laid(PositionTerm, "position_id", before[1], wanted_positions, since, by)
    _settled()


def _own_units(variant: Variant) -> dict[int, VariantUnit]:
    """Rows of the variant by number, each with a unit of the centre: what was new gets one."""
    rows = {row.pk: row for row in variant.units.all()}
    new = [row for row in rows.values() if row.unit_id is None]
    for row in new:
        row.unit = Unit.objects.create(centre=variant.centre)
    VariantUnit.objects.bulk_update(new, ["unit"])
    return rows


def _own_positions(variant: Variant) -> list[VariantPosition]:
    rows = list(variant.positions.all())
    new = [row for row in rows if row.position_id is None]
    for row in new:
        row.position = Position.objects.create(centre=variant.centre)
    VariantPosition.objects.bulk_update(new, ["position"])
    return rows


def _unit_said(row: VariantUnit, units: Mapping[int, VariantUnit]) -> dict[str, Any]:
    above = units[row.parent_id].unit_id if row.parent_id else None
    return {"parent_id": above, "name": row.name, "symbol": row.symbol, "rank": row.rank}


def _position_said(row: VariantPosition, units: Mapping[int, VariantUnit]) -> dict[str, Any]:
    said = {name: getattr(row, name) for name in ("name", "symbol", "fte", "key_post_id", "leads")}
    return said | {"unit_id": units[row.unit_id].unit_id}


Said = Mapping[int, Mapping[str, Any]]


def _terms(beside: reading.Beside) -> tuple[Said, Said]:
    """The structure of the day in the same words."""
    names = ("unit_id", "name", "symbol", "fte", "key_post_id", "leads")
    units = {node.term.unit_id: _plain(node.term, ("parent_id", "name", "symbol", "rank")) for node in beside.today}
    posts = [post.term for node in beside.today for post in node.posts]
    return units, {term.position_id: _plain(term, names) for term in posts}


def _plain(term: Term, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(term, name) for name in names}


def _cut(model: type[Term], key: str, before: Said, wanted: Said, since: date, by: User) -> None:
    for pk, said in before.items():
        if wanted.get(pk) != said:
            _lay(model, {key: pk}, None, since, None, by)


def _laid(model: type[Term], key: str, before: Said, wanted: Said, since: date, by: User) -> None:
    for pk, said in wanted.items():
        if before.get(pk) != said:
            _lay(model, {key: pk}, said, since, None, by)
