"""Proposed structures: drawn from that of a day, changed row by row, dropped. To introduce one: introducing.py."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import F

from apps.accounts.models import Centre, User
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError

from ...actions.laying import _locked, _require
from ...actions.structure import _plain
from ...models import Position, Unit, Variant, VariantPosition, VariantUnit
from ...reading import Structure, structure_on
from ...workflow import VARIANT
from .. import rules

DECIDED = "Ten wariant został już rozstrzygnięty i nie można go zmieniać."
HANDED_OVER = "Ten wariant jest u dyrektora. Żeby go zmienić, najpierw cofnij go do poprawy."
AGAIN = "Jeśli ma być tak, jak w formularzu, zapisz jeszcze raz."


@deed
def draw_variant(centre: Centre, data: Mapping[str, Any], day: date, *, by: User) -> Variant:
    """Propose a structure, to begin with just as that of the day is. `data`: name, description."""
    _locked(centre, by)
    variant = Variant.objects.create(centre=centre, drawn_from_on=day, created_by=by, created_at=clock.now(), **data)
    _copy(structure_on(centre, day), variant)
    audit.record("variant.drawn", variant, by=by, day=day)
    return variant


@deed
def rename_variant(variant: Variant, data: Mapping[str, Any], seen: str, *, by: User) -> Variant:
    """`data`: name, description; `seen`: what the form showed (rules.seen)."""
    variant = _proposed(variant, by)
    _unchanged(variant, seen, f"Teraz wariant nazywa się „{variant.name}”.")
    Variant.objects.filter(pk=variant.pk).update(**data)
    return _done("variant.renamed", variant, by, **data)


@deed
def propose_unit(variant: Variant, data: Mapping[str, Any], *, by: User) -> VariantUnit:
    """A new unit. `data`: name, symbol, parent (a VariantUnit of the variant or None), rank."""
    variant = _proposed(variant, by)
    unit = VariantUnit.objects.create(variant=variant, **data)
    _done("variant.unit_proposed", variant, by, unit=unit.pk, **_plain(data))
    return unit


@deed
def propose_usual_units(variant: Variant, *, by: User) -> list[VariantUnit]:
    """Those of the usual new structure of the pilot that are not in the variant yet."""
    variant = _proposed(variant, by)
    units = list(variant.units.all())
    names, tops = rules.missing_usual(units), [unit for unit in units if unit.parent_id is None]
    _require(bool(names), "Wariant ma już wszystkie te komórki.")
    parent = tops[0] if len(tops) == 1 else None
    last = max((unit.rank for unit in units if unit.parent_id == (parent and parent.pk)), default=0)
    new = [VariantUnit(variant=variant, parent=parent, name=name, rank=last + n) for n, name in enumerate(names, 1)]
    made = VariantUnit.objects.bulk_create(new)
    _done("variant.usual_units_proposed", variant, by, names=names)
    return made


@deed
def change_proposed_unit(unit: VariantUnit, data: Mapping[str, Any], seen: str, *, by: User) -> VariantUnit:
    """Another name, symbol, place or rank."""
    variant = _proposed(unit.variant, by)
    unit = _row(VariantUnit, unit)
    _unchanged(unit, seen, f"Teraz jest to: „{unit.name}”, podlega: {unit.parent or 'kierującemu ośrodkiem'}.")
    above = data["parent"]
    inside = above is not None and above.pk in rules.below(unit, list(variant.units.all()))
    _require(not inside, f"Komórka „{unit.name}” podlegałaby sama sobie.")
    VariantUnit.objects.filter(pk=unit.pk).update(**data)
    _done("variant.unit_changed", variant, by, unit=unit.pk, **_plain(data))
    return unit


@deed
def remove_proposed_unit(
    unit: VariantUnit, into: VariantUnit | None = None, *, whole: bool = False, by: User
) -> Variant:
    """The variant does without the unit. What is in it goes `into` another one, or, `whole`, goes with it."""
    variant = _proposed(unit.variant, by)
    unit = _row(VariantUnit, unit)
    inside = rules.below(unit, list(variant.units.all()))
    if whole:
        VariantPosition.objects.filter(unit__in=inside).delete()
        VariantUnit.objects.filter(pk__in=inside).update(parent=None)
        VariantUnit.objects.filter(pk__in=inside).delete()
    else:
        _empty(unit, into, inside)
        unit.delete()
    return _done("variant.unit_removed", variant, by, unit=unit.name, into=into and into.name, whole=whole)


@deed
def restore_unit(variant: Variant, unit: Unit, *, by: User) -> VariantUnit:
    """A unit of today that the variant had done without comes back to it."""
    variant = _proposed(variant, by)
    term = unit.terms.on(clock.today()).first()
    _require(term is not None, "Dziś tej komórki nie ma w strukturze.")
    _require(not variant.units.filter(unit=unit).exists(), "Ta komórka jest w wariancie.")
    above = variant.units.filter(unit=term.parent_id).first() if term.parent_id else None
    said = {"parent": above, "name": term.name, "symbol": term.symbol, "rank": term.rank}
    row = VariantUnit.objects.create(variant=variant, unit=unit, **said)
    _done("variant.unit_restored", variant, by, unit=unit.pk)
    return row


@deed
def propose_position(variant: Variant, data: Mapping[str, Any], *, by: User) -> VariantPosition:
    """A new position. `data`: unit (a VariantUnit of the variant), name, symbol, fte, key_post, leads."""
    variant = _proposed(variant, by)
    _one_head(data, None)
    position = VariantPosition.objects.create(variant=variant, **data)
    _done("variant.position_proposed", variant, by, position=position.pk, **_plain(data))
    return position


@deed
def change_proposed_position(
    position: VariantPosition, data: Mapping[str, Any], seen: str, *, by: User
) -> VariantPosition:
    """Another name, unit, time, key post; or that it leads its unit."""
    variant = _proposed(position.variant, by)
    position = _row(VariantPosition, position)
    _unchanged(position, seen, f"Teraz jest to: „{position.name}” w komórce „{position.unit.name}”.")
    _one_head(data, position)
    VariantPosition.objects.filter(pk=position.pk).update(**data)
    _done("variant.position_changed", variant, by, position=position.pk, **_plain(data))
    return position


@deed
def remove_proposed_position(position: VariantPosition, *, by: User) -> Variant:
    """The variant does without the position."""
    variant = _proposed(position.variant, by)
    _row(VariantPosition, position).delete()
    return _done("variant.position_removed", variant, by, position=position.name)


@deed
def restore_position(variant: Variant, position: Position, *, by: User) -> VariantPosition:
    """A position of today comes back, to its unit; that one must be in the variant."""
    variant = _proposed(variant, by)
    term = position.terms.on(clock.today()).first()
    _require(term is not None, "Dziś tego stanowiska nie ma w strukturze.")
    _require(not variant.positions.filter(position=position).exists(), "To stanowisko jest w wariancie.")
    unit = variant.units.filter(unit=term.unit_id).first()
    _require(unit is not None, "Wariant nie ma komórki tego stanowiska. Najpierw ją przywróć.")
    said = {name: getattr(term, name) for name in ("name", "symbol", "fte", "key_post")}
    leads = term.leads and not unit.positions.filter(leads=True).exists()
    row = VariantPosition.objects.create(variant=variant, unit=unit, position=position, leads=leads, **said)
    _done("variant.position_restored", variant, by, position=position.pk)
    return row


@deed
def drop_variant(variant: Variant, why: str, *, by: User) -> Variant:
    """The variant will not be introduced; it stays readable."""
    _locked(variant.centre, by)
    variant = Variant.objects.select_for_update(of=["self"]).select_related("centre").get(pk=variant.pk)
    step = VARIANT.check("drop", by, variant)
    variant.status, variant.closed_why = step.target, why
    variant.closed_by, variant.closed_at = by, clock.now()
    variant.save(update_fields=["status", "closed_why", "closed_by", "closed_at"])
    audit.record("variant.dropped", variant, by=by, why=why)
    return variant


def _proposed(variant: Variant, by: User) -> Variant:
    """The variant, locked: whoever changes it waits here for the others."""
    _locked(variant.centre, by)
    variant = Variant.objects.select_for_update(of=["self"]).select_related("centre").get(pk=variant.pk)
    _require(variant.status != Variant.Status.SUBMITTED, HANDED_OVER)
    _require(rules.is_proposed(variant), DECIDED)
    return variant


def _done(verb: str, variant: Variant, by: User, **data: Any) -> Variant:
    Variant.objects.filter(pk=variant.pk).update(version=F("version") + 1)
    variant.refresh_from_db(fields=["name", "description", "version"])
    audit.record(verb, variant, by=by, **data)
    return variant


def _row(model: type, row: Any) -> Any:
    found = model.objects.select_related("unit" if model is VariantPosition else "parent").filter(pk=row.pk).first()
    _require(found is not None, "Ktoś usunął to w międzyczasie z wariantu.")
    return found


def _unchanged(thing: Any, seen: str, now: str) -> None:
    if rules.seen(thing) != seen:
        raise DomainError(f"W międzyczasie zmienił to ktoś inny. {now} {AGAIN}")


def _one_head(data: Mapping[str, Any], position: VariantPosition | None) -> None:
    if data["leads"]:
        others = VariantPosition.objects.filter(unit=data["unit"], leads=True).exclude(pk=position and position.pk)
        _require(not others.exists(), "Ta komórka ma już w wariancie stanowisko kierujące.")


def _empty(unit: VariantUnit, into: VariantUnit | None, inside: set[int]) -> None:
    """What was in the unit stands in another; who led it leads that one no more."""
    if unit.positions.exists() or unit.children.exists():
        _require(into is not None, "W tej komórce coś jest. Wskaż, dokąd to przenieść, albo usuń ją z zawartością.")
        _require(into.pk not in inside, "Wskaż komórkę, która nie podlega usuwanej.")
        unit.positions.update(unit=into, leads=False)
        unit.children.update(parent=into)


def _copy(structure: Structure, variant: Variant) -> None:
    said = {node.term.unit_id: node.term for node in structure}
    rows = {
        pk: VariantUnit(variant=variant, unit_id=pk, name=term.name, symbol=term.symbol, rank=term.rank)
        for pk, term in said.items()
    }
    VariantUnit.objects.bulk_create(rows.values())
    for pk, row in rows.items():
        row.parent = rows.get(said[pk].parent_id)
    VariantUnit.objects.bulk_update(rows.values(), ["parent"])
    positions = [post.term for node in structure for post in node.posts]
    VariantPosition.objects.bulk_create(_copied(term, variant, rows[term.unit_id]) for term in positions)


def _copied(term: Any, variant: Variant, unit: VariantUnit) -> VariantPosition:
    said = {name: getattr(term, name) for name in ("position_id", "name", "symbol", "fte", "key_post_id", "leads")}
    return VariantPosition(variant=variant, unit=unit, **said)
