"""Everything that writes centres, people, roles and accounts."""

from .accounts import (
    accept_invitation,
    change_email,
    change_password,
    disable_account,
    enable_account,
    invite,
    invite_again,
    invite_reviewer,
    make_first_operator,
    note_failed_login,
    note_login,
)
from .centres import appoint_administrator, change_centre, make_centre
from .people import add_person, change_person, end_work, return_person, set_roles, withdraw_person

__all__ = [
    "accept_invitation",
    "add_person",
    "appoint_administrator",
    "change_centre",
    "change_email",
    "change_password",
    "change_person",
    "disable_account",
    "enable_account",
    "end_work",
    "invite",
    "invite_again",
    "invite_reviewer",
    "make_centre",
    "make_first_operator",
    "note_failed_login",
    "note_login",
    "return_person",
    "set_roles",
    "withdraw_person",
]
