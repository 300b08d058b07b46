"""Who may do what: every action × every kind of person, own and foreign centre, straight at the action."""

import pytest
from django.db import transaction

from apps.accounts import actions, rules
from apps.accounts.models import User
from apps.core import clock
from apps.core.errors import DomainError
from tests import factories

from .test_actions import CENTRE, EWA

pytestmark = pytest.mark.django_db
WHO = ["ope", "wrz", "dir", "hr", "adm", "exp", "coo", "emp", "for"]  # for: administrator of another centre
TABLE = """
make_centre           +  .  .  .  .  .  .  .  .
appoint_administrator +  .  .  .  .  .  .  .  .
change_centre         +  .  .  .  +  .  .  .  .
add_person            .  .  .  +  +  .  .  .  .
change_person         .  .  .  +  +  .  .  .  .
set_roles             .  .  .  .  +  .  .  .  .
withdraw_person       .  .  .  .  +  .  .  .  .
return_person         .  .  .  .  +  .  .  .  .
invite                .  .  .  .  +  .  .  .  .
invite_again          .  .  .  .  +  .  .  .  .
invite_again_admin    +  .  .  .  +  .  .  .  .
change_email          .  .  .  .  +  .  .  .  .
disable_account       .  .  .  .  +  .  .  .  .
enable_account        .  .  .  .  +  .  .  .  .
invite_reviewer       +  .  .  .  .  .  .  .  .
disable_reviewer      +  .  .  .  .  .  .  .  .
"""
ROWS = {line.split()[0]: dict(zip(WHO, line.split()[1:], strict=True)) for line in TABLE.strip().splitlines()}


@pytest.fixture
def world():
    centre, foreign = factories.centre(), factories.centre()
    roles = {"dir": "director", "hr": "hr", "adm": "admin", "exp": "expert", "coo": "coordinator", "emp": "employee"}
    users = {key: factories.user_of(factories.person(centre, roles=[role])) for key, role in roles.items()}
    users |= {"ope": factories.operator(), "wrz": factories.wrzos()}
    return users | {
        "for": factories.user_of(factories.person(foreign, roles=["admin"])),
        "centre": centre,
        "empty": factories.centre(),
        "jan": factories.person(centre, "Jan Próbny"),
        "active": factories.user_of(factories.person(centre, "Ewa Czynna")),
        "waiting": waiting(factories.person(centre, "Iza Zaproszona")),
        "new_admin": waiting(factories.person(centre, "Ada Nowa", roles=["admin"])),
        "reviewer": factories.wrzos("Rita Recenzencka"),
        "gone": factories.person(centre, "Bogdan Były", left_on=clock.today()),
    }


def waiting(person):
    account = factories.user_of(person)
    account.set_unusable_password()
    account.save()
    return account


DO = {
    "make_centre": lambda w, by: actions.make_centre(CENTRE, by=by),
    "appoint_administrator": lambda w, by: actions.appoint_administrator(w["empty"], EWA, by=by),
    "change_centre": lambda w, by: actions.change_centre(w["centre"], {"city": "Próba"}, by=by),
    "add_person": lambda w, by: actions.add_person(w["centre"], EWA, by=by),
    "change_person": lambda w, by: actions.change_person(w["jan"], {"job_title": "x"}, by=by),
    "set_roles": lambda w, by: actions.set_roles(w["jan"], {"hr"}, by=by),
    "withdraw_person": lambda w, by: actions.withdraw_person(w["jan"], clock.today(), by=by),
    "return_person": lambda w, by: actions.return_person(w["gone"], by=by),
    "invite": lambda w, by: actions.invite(w["jan"], "jan@example.org", by=by),
    "invite_again": lambda w, by: actions.invite_again(w["waiting"], by=by),
    "invite_again_admin": lambda w, by: actions.invite_again(w["new_admin"], by=by),
    "change_email": lambda w, by: actions.change_email(w["active"], "nowy@example.org", by=by),
    "disable_account": lambda w, by: actions.disable_account(w["active"], by=by),
    "enable_account": lambda w, by: actions.enable_account(w["active"], by=by),
    "invite_reviewer": lambda w, by: actions.invite_reviewer("r@example.org", "Rena", by=by),
    "disable_reviewer": lambda w, by: actions.disable_account(w["reviewer"], by=by),
}


@pytest.mark.parametrize("deed", DO)
def test_who_may_do_what(deed, world):
    outcome = {}
    for who in WHO:
        with transaction.atomic():
            outcome[who] = answer(DO[deed], world, world[who])
            transaction.set_rollback(True)
    assert outcome == ROWS[deed]


def answer(do, world, by):
    try:
        do(world, by=by)
    except DomainError:
        return "."
    return "+"


def test_every_action_of_the_room_stands_in_the_table():
    others = {
        "accept_invitation",
        "change_password",
        "end_work",
        "make_first_operator",
        "note_login",
        "note_failed_login",
    }
    assert set(actions.__all__) - others == {row.removesuffix("_admin") for row in ROWS} - {"disable_reviewer"}


def test_a_disabled_administrator_may_nothing(world):
    User.objects.filter(pk=world["adm"].pk).update(is_active=False)
    disabled = User.objects.get(pk=world["adm"].pk)
    assert not rules.may_manage_people(disabled, disabled.centre)
    assert not rules.may_change_centre(disabled, disabled.centre)


@pytest.mark.parametrize(
    ("pattern", "good"),
    [
        ("{n}/{yyyy}", True),
        ("DK.021.{n}.{yy}", True),
        ("{n}", False),
        ("{n}/{n}/{yyyy}", False),
        ("{n}/{yyyy}/{yy}", False),
        ("{n}/{yyyy}{", False),
        ("{n}/{yyyy}}", False),
        ("{n.__class__}/{yyyy}", False),
        ("15/2018", False),
        ("MOPS-{n}/{yyyy} (DŚ)", True),
        ("{n}/{yyyy} ", False),
        ("{n}/{yyyy}\x00", False),
        ("{n}\n{yyyy}", False),
        ("{n}/{yyyy}\u202e", False),
        ("{n}/{yyyy}\xa0", False),
    ],
)
def test_a_number_pattern_has_the_number_and_the_year_once(pattern, good):
    assert rules.is_number_pattern(pattern) == good
