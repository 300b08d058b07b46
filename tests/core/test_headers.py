"""What every answer says to the browser, whatever it is an answer to; and what the cookies are like over HTTPS."""

import json
import os
import subprocess
import sys

import pytest
from django.test import Client

from tests import factories
from tests.house import ROOT

CLOSED = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-src": "'self'",
    "frame-ancestors": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
}
SAID = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ANSWERS = {  # path: status for a stranger, for a director
    "/": (302, 200),
    "/konto/zaloguj/": (200, 302),
    "/sprawdz/": (200, 200),
    "/sprawdz/AAAA-AAAA-AAAA/": (404, 404),
    "/zaproszenie/nie-ma/": (200, 200),
    "/bip/nie-ma/": (404, 404),
    "/osoby/": (302, 200),
    "/organizacja/struktura.pdf": (302, 200),
    "/zarzadzenia/rejestr.xlsx": (302, 200),
    "/nie-ma/": (404, 404),
    "/?%00": (400, 400),
    "/konto/wyloguj/": (302, 200),
}


def policy(answer):
    parts = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


@pytest.fixture
def visitors(db):
    director = Client()
    director.force_login(factories.user_of(factories.person(factories.centre(), roles=["director", "hr"])))
    return Client(), director


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_closes_what_it_can(visitors, path):
    answers = [visitor.get(path) for visitor in visitors]
    assert tuple(answer.status_code for answer in answers) == ANSWERS[path]
    for answer in answers:
        assert policy(answer) == CLOSED
        assert {name: answer.get(name) for name in SAID} == SAID


@pytest.mark.parametrize("name", ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "a@evil.example", ""])
def test_another_host_is_no_name_of_ours(client, name):
    assert client.get("/konto/zaloguj/", headers={"host": name}).status_code == 400


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
@pytest.mark.parametrize("path", ["/", "/sprawdz/", "/osoby/", "/zarzadzenia/rejestr.xlsx"])
def test_pages_know_no_other_methods(visitors, path, method):
    assert getattr(visitors[1], method)(path).status_code == 405


@pytest.mark.parametrize("path", ["/", "/osoby/", "/zarzadzenia/rejestr.xlsx", "/sprawdz/"])
def test_a_question_for_headers_gets_them_without_the_page(visitors, path):
    answer = visitors[1].head(path)
    assert (answer.status_code, answer.content) == (200, b"")


ASKED = """
import json
from mops_pilot import settings as s
print(json.dumps([getattr(s, name, None) for name in %r]))
"""
NAMES = [
    "SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT", "DEBUG",
]  # fmt: skip


def settings_with(**variables):
    env = {"PATH": os.environ["PATH"], "SECRET_KEY": "x", **variables}
    command = [sys.executable, "-c", ASKED % NAMES]
    said = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return dict(zip(NAMES, json.loads(said.stdout), strict=True))


def test_over_https_cookies_are_of_this_host_alone_and_no_proxy_is_believed_unasked():
    assert settings_with(BASE_URL="https://pilotaz.example.org") == {
        "SESSION_COOKIE_NAME": "__Host-sesja",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "CSRF_COOKIE_SECURE": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_PROXY_SSL_HEADER": None,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 0,
        "DEBUG": False,
    }


def test_behind_a_proxy_of_ours_one_address_is_believed():
    found = settings_with(BASE_URL="https://pilotaz.example.org", BEHIND_PROXY="true")
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_the_cookie_of_the_session_is_closed_to_scripts_and_to_other_sites(db):
    director = factories.user_of(factories.person(factories.centre(), roles=["director"]), "anna@example.org")
    visitor = Client()
    visitor.post("/konto/zaloguj/", {"login": director.email, "password": factories.DIRECTOR_PASSWORD})
    cookie = visitor.cookies["sesja"]
    assert (cookie["httponly"], cookie["samesite"], cookie["domain"], cookie["path"]) == (True, "Lax", "", "/")
    assert (visitor.cookies["csrf"]["samesite"], visitor.cookies["csrf"]["domain"]) == ("Lax", "")
