"""Hostile requests: whatever is asked for, whatever a form sends, the answer is a page and never a failure.

What a page asks a request for is seen while it answers, so that a new page or field is covered the day it is born."""

import copy
import re
import sys
import traceback
from urllib.parse import urlsplit

import pytest
from django.core.signals import got_request_exception
from django.http import QueryDict
from django.test import Client
from django.urls import resolve
from lxml import html

from .reading import table
from .world import address as address_of
from .world import undone

TABLE = table()
OPEN = {address for address, method in TABLE if method == "GET" and "ok" in TABLE[address, method].values()}
PAGES = sorted(OPEN - {address for address in OPEN if address.partition("@")[0] in OPEN and "@" in address})
WHO = ["dir", "exp", "cha", "hr", "wrz", "ope", "adm", "mem", "leg", "emp", "str"]
HUGE = "9" * 30
HOSTILE = ["²", "9" * 5000, "a\0b", "-1", "31.02.2018", "x" * 100_000, "a\u202e\ufffe"]
ASKED = [HUGE, "%C2%B2", "9" * 5000, "%00", "-1", "31.02.2018", "%ED%A0%80"]  # the last is half of a surrogate pair
OURS = "csrfmiddlewaretoken"


@pytest.fixture
def asked(monkeypatch):
    """Names that a request was asked for."""
    names = set()

    def seen(method):
        original = getattr(QueryDict, method)

        def noted(self, key, *rest, **more):
            names.add(key)
            return original(self, key, *rest, **more)

        monkeypatch.setattr(QueryDict, method, noted)

    for method in ("__getitem__", "__contains__", "getlist"):
        seen(method)
    return names


@pytest.fixture
def failures():
    """What went wrong behind a page of failure, with the place."""
    found = []

    def note(sender, **more):
        kind, error, trace = sys.exc_info()
        place = [frame for frame in traceback.extract_tb(trace) if "/apps/" in frame.filename][-1:]
        found.append((kind.__name__, str(error)[:80], *[f"{one.filename}:{one.lineno}" for one in place]))

    got_request_exception.connect(note)
    yield found
    got_request_exception.disconnect(note)


@pytest.fixture
def visitor(world, people):
    """Who may open the page, most likely with its forms; a failure is a page to them."""

    def of(address):
        who = next(who for who in WHO if TABLE[address, "GET"][who] == "ok")
        client = people[0].get(who) or Client()
        client.raise_request_exception = False
        return client

    yield of
    for client in people[0].values():
        client.raise_request_exception = True


def names_of(asked):
    """Each kind of name once: of rows that bear their number, the first."""
    kinds = {re.sub(r"\d+", "0", name): name for name in sorted(asked, reverse=True) if isinstance(name, str)}
    return sorted(set(kinds.values()) - {OURS})


def sent(client, url, data=None):
    cookies = copy.deepcopy(client.cookies)
    with undone():
        answer = client.get(url) if data is None else client.post(url, data)
        content = b"" if answer.streaming else answer.content
    client.cookies = cookies  # who has just logged out is rolled back, too
    return answer, content


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_no_question_and_no_field_makes_a_page_fail(address, world, visitor, asked, failures):
    url, client = address_of(world[0], address), visitor(address)
    _, page = sent(client, url)
    for place, name in enumerate(names_of(asked)):
        sent(client, f"{url}?{name}={ASKED[place % len(ASKED)]}")
    for action, fields in forms_of(page, url):
        asked.clear()
        sent(client, action, fields)
        for place, name in enumerate(names_of(asked | set(fields))):
            for said in ({name: [HUGE]}, {name: [HOSTILE[place % len(HOSTILE)]]}):
                sent(client, action, fields | said)
        sent(client, action, {})
    assert failures == []


def forms_of(page, url):
    """(where it is sent, what a browser would send) of the forms of the page that lead to it."""
    if b"<form" not in page:
        return
    for form in html.fromstring(page).forms:
        action = form.action if (form.action or "").startswith("/") else url
        if form.method == "POST" and resolve(urlsplit(action).path).view_name == resolve(urlsplit(url).path).view_name:
            fields = {}
            for name, value in form.form_values():
                fields.setdefault(name, []).append(value)
            yield action, fields
