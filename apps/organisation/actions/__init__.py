from .employment import employ, end_employment, hire, record_leaving
from .structure import (
    add_key_post,
    add_position,
    add_unit,
    change_position,
    change_unit,
    close_position,
    close_unit,
    withdraw_key_post,
)

__all__ = [
    "add_key_post",
    "add_position",
    "add_unit",
    "change_position",
    "change_unit",
    "close_position",
    "close_unit",
    "employ",
    "end_employment",
    "hire",
    "record_leaving",
    "withdraw_key_post",
]
