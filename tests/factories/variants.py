"""Proposed structures, written by the actions themselves."""

import datetime
from decimal import Decimal

from apps.organisation.models import Variant
from apps.organisation.variants import actions, reading, rules

DAY = datetime.date(2019, 3, 1)


def drawn(centre, by, name="Nowy Regulamin", *, day=DAY):
    return actions.draw_variant(centre, {"name": name, "description": ""}, day, by=by)


def change_unit(variant, which, by, /, **changes):
    row = variant.units.get(name=which)
    said = {"name": row.name, "symbol": row.symbol, "parent": row.parent, "rank": row.rank} | changes
    return actions.change_proposed_unit(row, said, rules.seen(row), by=by)


def change_position(variant, which, by, /, **changes):
    row = variant.positions.get(name=which)
    said = {key: getattr(row, key) for key in ("unit", "name", "symbol", "fte", "key_post", "leads")} | changes
    return actions.change_proposed_position(row, said, rules.seen(row), by=by)


def new_position(variant, unit_name, name, by, **more):
    said = {"unit": variant.units.get(name=unit_name), "name": name, "symbol": "", "fte": Decimal(1)}
    return actions.propose_position(variant, said | {"key_post": None, "leads": False} | more, by=by)


def submitted(variant, day, hr, basis=""):
    return actions.submit_variant(variant, day, basis, shown(variant, day), by=hr)


def introduced(variant, day, hr, director):
    """Handed over by kadry and introduced by the director, each having read the same."""
    variant = submitted(variant, day, hr)
    return actions.introduce_variant(variant, shown(variant, day), by=director)


def shown(variant, day):
    """The fingerprint of the page."""
    return reading.beside(_fresh(variant), day).fingerprint


def planned(variant, by, /, **goals):
    """Moves by the surname of the person: from the position held to one of the variant, or to none."""
    seats = {seat.person.last_name: seat for seat in reading.beside(_fresh(variant), variant.drawn_from_on).seats}
    wanted = {
        (seats[name].position.key[1], seats[name].person.pk): goal and variant.positions.get(name=goal)
        for name, goal in goals.items()
    }
    return actions.plan_moves(variant, wanted, set(), _fresh(variant).version, by=by)


def _fresh(variant):
    return Variant.objects.select_related("centre").get(pk=variant.pk)
