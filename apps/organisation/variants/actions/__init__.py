from .introducing import introduce_variant, return_variant, submit_variant, take_back_variant, withdraw_variant
from .moving import hide_variant, plan_moves, show_variant
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
    "hide_variant",
    "introduce_variant",
    "plan_moves",
    "propose_position",
    "propose_unit",
    "propose_usual_units",
    "remove_proposed_position",
    "remove_proposed_unit",
    "rename_variant",
    "restore_position",
    "restore_unit",
    "return_variant",
    "show_variant",
    "submit_variant",
    "take_back_variant",
    "withdraw_variant",
]
