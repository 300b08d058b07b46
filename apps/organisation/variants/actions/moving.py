"""Where people go when the structure is introduced; and whether employees see what is proposed."""

from collections.abc import Mapping

from apps.accounts.models import Person, User
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError

from ... import rules
from ...actions.laying import _require, _waited_for
from ...models import Position, Variant, VariantMove, VariantPosition
from ..people import Pair
from .proposing import _done, _proposed

MEANWHILE = "W międzyczasie ktoś zmienił ten wariant. Sprawdź, czy wybór jest nadal dobry, i zapisz jeszcze raz."


@deed
def plan_moves(
    variant: Variant, wanted: Mapping[Pair, VariantPosition | None], unplanned: set[Pair], version: int, *, by: User
) -> Variant:
    """`wanted`: by position and person, the position of the variant they go to (None: they only leave theirs);
    `unplanned`: for whom nothing is planned any more. Others stay as planned. `version`: what the form showed."""
    variant = _proposed(variant, by)
    if variant.version != version:
        raise DomainError(MEANWHILE)
    for position, person in {*wanted, *unplanned}:
        variant.moves.filter(position=position, person=person).delete()
    for (position, person), target in wanted.items():
        _planned(variant, position, person, target)
    said = [[*pair, target and target.pk] for pair, target in wanted.items()]
    return _done("variant.moves_planned", variant, by, moves=said, dropped=sorted(map(list, unplanned)))


def _planned(variant: Variant, position: int, person: int, target: VariantPosition | None) -> None:
    own = variant.centre_id
    known = Position.objects.filter(pk=position, centre=own).exists() and Person.objects.filter(pk=person, centre=own)
    _require(bool(known), "Nie ma takiej osoby na takim stanowisku.")
    _require(target is None or target.variant_id == variant.pk, "Tego stanowiska nie ma w wariancie.")
    _require(target is None or target.position_id != position, "Osoba jest już na tym stanowisku.")
    VariantMove.objects.create(variant=variant, position_id=position, person_id=person, target=target)


@deed
def show_variant(variant: Variant, *, by: User) -> Variant:
    """From now on everybody in the centre can read it; names of those who would change posts stay hidden."""
    variant = _for_showing(variant, by)
    _require(variant.shown_at is None, "Pracownicy już widzą ten wariant.")
    variant.shown_at, variant.shown_by = clock.now(), by
    return _shown(variant, "variant.shown", by)


@deed
def hide_variant(variant: Variant, *, by: User) -> Variant:
    """Only kadry and the director read it again."""
    variant = _for_showing(variant, by)
    _require(variant.shown_at is not None, "Pracownicy nie widzą tego wariantu.")
    variant.shown_at = variant.shown_by = None
    return _shown(variant, "variant.hidden", by)


def _for_showing(variant: Variant, by: User) -> Variant:
    _require(rules.may_show_variant(by, variant), "Wariant pokazują pracownikom kadry albo dyrektor.")
    _waited_for(variant.centre)
    return Variant.objects.select_for_update(of=["self"]).select_related("centre").get(pk=variant.pk)


def _shown(variant: Variant, verb: str, by: User) -> Variant:
    variant.save(update_fields=["shown_at", "shown_by"])
    audit.record(verb, variant, by=by)
    return variant
