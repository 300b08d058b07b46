"""How a proposed structure is laid over the centre's own from a day, and how that is undone. No action of its own."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from apps.accounts.models import Centre, User
from apps.core import clock

from ...actions.laying import TERMS, _lay, _require, _settled, _write
from ...models import Employment, Position, PositionTerm, Term, Unit, UnitTerm, Variant, VariantPosition, VariantUnit
from .. import people, reading

Said = Mapping[int, Mapping[str, Any]]
Laid = dict[str, dict[str, list[int]]]
Stretch = tuple[date, date | None, Decimal]  # from, until (exclusive), how much of full time
OF_CENTRE = {UnitTerm: "unit__centre", PositionTerm: "position__centre", Employment: "position__centre"}
LATER = "Tego wprowadzenia nie można już wycofać w całości, bo po nim zmieniono: "


def _carried_out(beside: reading.Beside, since: date, by: User) -> Laid:
    """Lay it all; return which terms that withdrew and which it wrote, by table."""
    centre = beside.variant.centre
    before = _standing(centre)
    _apply(beside, since, by)
    return {
        model._meta.model_name: {"withdrawn": sorted(before[model] - now), "written": sorted(now - before[model])}
        for model, now in _standing(centre).items()
    }


def _taken_back(laid: Laid, by: User) -> list[str]:
    """What was written is withdrawn, and what it had withdrawn is written anew. People whose employment was changed
    since (they left, they got another part of full time) stay as that says; their names are returned."""
    _nobody_changed(laid)
    written, withdrawn = ({model: _terms_of(laid, model, what) for model in TERMS} for what in ("written", "withdrawn"))
    others = {one.person_id: str(one.person) for one in written[Employment] if not one.is_standing}
    trace = {"recorded_at": clock.now(), "recorded_by": by}
    for model in TERMS:
        ours = [one.pk for one in written[model] if getattr(one, "person_id", None) not in others]
        model.objects.filter(pk__in=ours).update(withdrawn_at=trace["recorded_at"], withdrawn_by=by)
    for model in TERMS:
        names = [model._meta.get_field(name).attname for name in [*model.OF, *model.SAID]]
        for one in withdrawn[model]:
            if getattr(one, "person_id", None) not in others:
                _write(model, _plain(one, names) | trace, one.since_on, one.until_on)
    _settled()
    return sorted(others.values())


def _terms_of(laid: Laid, model: type[Term], what: str) -> list[Term]:
    found = model.objects.filter(pk__in=laid[model._meta.model_name][what]).order_by("pk")
    return list(found.select_related("person") if model is Employment else found)


def _nobody_changed(laid: Laid) -> None:
    for model, word in ((UnitTerm, "komórkę"), (PositionTerm, "stanowisko")):
        changed = [one for one in _terms_of(laid, model, "written") if not one.is_standing]
        names = ", ".join(f"{word} „{one}”" for one in changed)
        _require(not names, f"{LATER}{names}. Zmień strukturę na stronach komórek i stanowisk albo nowym wariantem.")


def _standing(centre: Centre) -> dict[type[Term], set[int]]:
    return {
        model: set(model.objects.standing().filter(**{own: centre}).values_list("pk", flat=True))
        for model, own in OF_CENTRE.items()
    }


def _apply(beside: reading.Beside, since: date, by: User) -> None:
    """Everything that changes is first taken out of the structure from the day on, then laid anew: so a head can hand
    over to another, and two units can change places."""
    units, positions = _own_units(beside.variant), _own_positions(beside.variant)
    before = _terms(beside)
    wanted_units = {row.unit_id: _unit_said(row, units) for row in units.values()}
    wanted_positions = {row.position_id: _position_said(row, units) for row in positions.values()}
    _cut(UnitTerm, "unit_id", before[0], wanted_units, since, by)
    _cut(PositionTerm, "position_id", before[1], wanted_positions, since, by)
    _laid(UnitTerm, "unit_id", before[0], wanted_units, since, by)
    _laid(PositionTerm, "position_id", before[1], wanted_positions, since, by)
    _move(beside, positions, since, by)
    _settled()


def _own_units(variant: Variant) -> dict[int, VariantUnit]:
    """Rows of the variant by number, each with a unit of the centre: what was new gets one."""
    rows = {row.pk: row for row in variant.units.all()}
    new = [row for row in rows.values() if row.unit_id is None]
    for row in new:
        row.unit = Unit.objects.create(centre=variant.centre)
    VariantUnit.objects.bulk_update(new, ["unit"])
    return rows


def _own_positions(variant: Variant) -> dict[int, VariantPosition]:
    rows = {row.pk: row for row in variant.positions.all()}
    new = [row for row in rows.values() if row.position_id is None]
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


def _move(beside: reading.Beside, positions: Mapping[int, VariantPosition], since: date, by: User) -> None:
    """Everybody with a plan leaves the old position; who comes to one from two, or to one held already, has both parts
    of full time there."""
    leaving = {(seat.move.position_id, seat.person.pk): seat.move for seat in beside.moves}
    coming = {(positions[one.target_id].position_id, pair[1]) for pair, one in leaving.items() if one.target_id}
    stretches: dict[people.Pair, list[Stretch]] = {}
    for one in list(people.employed_from(beside.variant.centre_id, since)):
        pair = one.position_id, one.person_id
        if (move := leaving.get(pair)) is None:
            goal = pair if pair in coming else None
        else:
            _lay(Employment, {"position_id": one.position_id, "person_id": one.person_id}, None, since, None, by)
            goal = (positions[move.target_id].position_id, one.person_id) if move.target_id else None
        if goal:
            stretches.setdefault(goal, []).append((max(one.since_on, since), one.until_on, one.fte))
    for (position, person), own in stretches.items():
        for start, end, fte in _summed(own):
            _lay(Employment, {"position_id": position, "person_id": person}, {"fte": fte}, start, end, by)


def _summed(stretches: list[Stretch]) -> list[Stretch]:
    """Stretches that may overlap, as stretches one after another with what they make together."""
    days = sorted({day for start, end, _ in stretches for day in (start, end) if day})
    pairs = zip(days, [*days[1:], None], strict=True)
    lasting = [(start, end, [fte for since, until, fte in stretches if since <= start and _lasts(until, start)])
               for start, end in pairs]  # fmt: skip
    return [(start, end, sum(parts, Decimal(0))) for start, end, parts in lasting if parts]


def _lasts(until: date | None, day: date) -> bool:
    return until is None or until > day
