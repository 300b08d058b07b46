"""Questions about proposed structures."""

import hashlib
import json

from ..models import Variant, VariantPosition, VariantUnit

USUAL = [  # the usual new structure of the pilot
    "Zespół ds. Świadczeń",
    "Zespół ds. Usług",
    "Zespół ds. Pracy Socjalnej",
    "Stanowisko Pierwszego Kontaktu",
]


def is_proposed(variant: Variant) -> bool:
    return variant.status == Variant.Status.WORKING


def is_open(variant: Variant) -> bool:
    """Not decided yet: in work, or with the director."""
    return variant.status in (Variant.Status.WORKING, Variant.Status.SUBMITTED)


def seen(thing: Variant | VariantUnit | VariantPosition) -> str:
    """The fingerprint of what a form showed; another one means that somebody changed it meanwhile."""
    fields = {
        Variant: ["name", "description"],
        VariantUnit: ["name", "symbol", "parent_id", "rank"],
        VariantPosition: ["name", "symbol", "unit_id", "fte", "key_post_id", "leads"],
    }[type(thing)]
    said = json.dumps([str(getattr(thing, name)) for name in fields], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def below(unit: VariantUnit, units: list[VariantUnit]) -> set[int]:
    """The unit and all under it: where it cannot be moved."""
    found = {unit.pk}
    while more := {one.pk for one in units if one.parent_id in found} - found:
        found |= more
    return found


def missing_usual(units: list[VariantUnit]) -> list[str]:
    there = {unit.name.casefold() for unit in units}
    return [name for name in USUAL if name.casefold() not in there]
