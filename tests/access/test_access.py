"""Every address × every role × own and foreign centre × GET and POST, against table.txt."""

import copy

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.constants import ERROR
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from .reading import COLUMNS, table
from .world import address as address_of
from .world import said, undone

TABLE = table()
ACCOUNT_PAGES = {
    "account_login",
    "account_logout",
}  # allauth's own pages; the table holds those that a stranger may see


def every_address(patterns=None, namespace=""):
    """Names of all URL patterns."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from every_address(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"an address without a name: {pattern}"
            yield f"{namespace}{pattern.name}"


def test_every_address_stands_in_the_table_with_get_and_post():
    rows = {(address.split("@")[0], method) for address, method in TABLE}
    wanted = {(address, method) for address in every_address() for method in ["GET", "POST"]}
    assert wanted - rows == set()
    assert rows - wanted == set()


def outcome(client, method, url, data=None):
    """What this person meets there: login, 404, no (the method is not for this address), refused or ok."""
    send, cookies = (client.get if method == "GET" else client.post), copy.deepcopy(client.cookies)
    with undone():
        answer = send(url, data if method == "POST" else None)
        said_no = [m for m in get_messages(answer.wsgi_request) if m.level >= ERROR]
    client.cookies = cookies
    if answer.status_code in (404, 405):
        return {404: "404", 405: "no"}[answer.status_code]
    if answer.status_code == 302 and answer["Location"].startswith(reverse("account_login")):
        return "login"
    if answer.status_code == 403 or said_no:
        return "refused"
    assert answer.status_code in (200, 302, 304, 409), f"{method} {url}: {answer.status_code}"
    return "ok"


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "method"), TABLE, ids=lambda value: value)
def test_the_table(address, method, client, world, people):
    mine, (known, foreigners) = world[0], people
    url, data, expected = address_of(mine, address), said(mine, address), TABLE[address, method]
    found = {column: outcome(someone, method, url, data) for column, someone in ({"str": client} | known).items()}
    if expected["for"] != "-":
        strangers = {outcome(someone, method, url, data) for someone in foreigners}
        found["for"] = strangers.pop() if len(strangers) == 1 else f"various: {sorted(strangers)}"
    assert found == {column: said for column, said in expected.items() if column in found}


def test_the_table_is_read_whole():
    assert all(set(row) == set(COLUMNS) for row in TABLE.values())
