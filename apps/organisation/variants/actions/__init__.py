from .introducing import introduce_variant
from .proposing import (
    change_proposed_position,
    change_proposed_unit,
    draw_variant,
    drop_variant,
    propose_position,
    propose_unit,
    propose_usual_units,
    remove_proposed_position,
    remove_proposed_unit,
    rename_variant,
    restore_position,
    restore_unit,
)

__all__ = [
    "change_proposed_position",
    "change_proposed_unit",
    "draw_variant",
    "drop_variant",
    "introduce_variant",
    "propose_position",
    "propose_unit",
    "propose_usual_units",
    "remove_proposed_position",
    "remove_proposed_unit",
    "rename_variant",
    "restore_position",
    "restore_unit",
]
