"""People of a centre as a spreadsheet."""

from typing import Any

from django.db.models import QuerySet

from apps.core import spreadsheet

from .models import Person
from .reading import account_state

COLUMNS = [("Nazwisko", 26), ("Imię", 18), ("Stanowisko i komórka", 44), ("Role", 34), ("Koniec pracy", 14)]
OF_ACCOUNTS = [("Konto", 26), ("Adres e-mail", 34)]


def people(found: QuerySet[Person], *, with_accounts: bool) -> bytes:
    """`found` comes from `reading.people`, with roles and open invitations."""
    if not with_accounts:
        return spreadsheet.workbook("Osoby", COLUMNS, map(_cells, found))
    rows = ([*_cells(person), *_account(person)] for person in found)
    return spreadsheet.workbook("Osoby", COLUMNS + OF_ACCOUNTS, rows)


def _cells(person: Person) -> list[Any]:
    roles = ", ".join(grant.get_role_display() for grant in person.current_grants)
    return [person.last_name, person.first_name, person.job_title, roles, person.left_on]


def _account(person: Person) -> list[str]:
    state = account_state(person.account, waiting=person.waiting, left=person.left_on is not None)
    return [state.word, person.account.email if person.account else person.email]
