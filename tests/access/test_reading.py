"""Who only looks changes nothing: every page, asked for by GET, writes no row (ASVS 3.5.3)."""

import pytest
from django.db import connection

from .reading import table
from .test_hostile import WHO
from .world import address as address_of
from .world import undone

TABLE = table()
PAGES = sorted(address for address, method in TABLE if method == "GET" and "ok" in TABLE[address, method].values())
# What is no data of anybody: the session itself, and how often costly pages were asked for.
OF_THE_PROGRAM = {"accounts_session", "core_tally"}
NAMED = {
    "mfa_view_recovery_codes": {"mfa_authenticator"},  # allauth notes that the codes were seen
    "mfa_download_recovery_codes": {"mfa_authenticator"},
}


def written():
    """{table: rows written in this transaction, also by what was rolled back}."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
            " WHERE n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return dict(cursor.fetchall())


def written_by(client, url):
    """Tables in which the GET wrote."""
    before = written()
    with undone():
        answer = client.get(url)
        b"" if not answer.streaming else b"".join(answer.streaming_content)
    return {table for table, rows in written().items() if rows != before.get(table, 0)} - OF_THE_PROGRAM


def visitors(address, people, stranger):
    """The first and the last of those who may open the page: somebody of the centre's head, somebody of its staff."""
    may = [who for who in WHO if TABLE[address, "GET"][who] == "ok"]
    return [people[0].get(who, stranger) for who in dict.fromkeys([may[0], may[-1]])]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_reading_writes_nothing(address, world, people, client):
    url = address_of(world[0], address)
    found = set().union(*(written_by(one, url) for one in visitors(address, people, client)))
    assert found - NAMED.get(address, set()) == set()


@pytest.mark.django_db
def test_a_write_is_seen_also_when_it_is_undone(world, people):
    before = written()
    with undone():
        people[0]["hr"].post("/osoby/nowa/", {"first_name": "Ewa", "last_name": "Nowa", "gender": "f"})
    grew = {table for table, rows in written().items() if rows != before.get(table, 0)}
    assert {"accounts_person", "core_auditevent"} <= grew
