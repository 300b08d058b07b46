"""Journeys drive a real browser against the real program: gunicorn as the application's role, on a database of its own
with the demo data."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg2
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from environs import Env

from tests.house import ROOT

CHROMIUM = os.environ.get("MOPS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
SERIOUS = {"serious", "critical"}


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.xdist_group("journeys"))
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason=os.environ.get("MOPS_NO_BROWSER") or "nie ma Chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-gpu", "--no-first-run", *quiet]}


@pytest.fixture(scope="session")
def browser_context_args(site):
    return {"base_url": site, "locale": "pl-PL", "viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of the running program, with fresh demo data."""
    name = f"{settings.DATABASES['default']['TEST']['NAME']}_journeys"
    port = _free_port()
    environment = _environment(name, port, tmp_path_factory.mktemp("static"))
    _fresh_database(name)
    for command, owner in [("migrate", "1"), ("grant_app_role", "1"), ("build_demo", "0")]:
        _manage(environment | {"MOPS_AS_OWNER": owner}, command)
    server = _serve(environment, port)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(10)


def _environment(name, port, folder):
    urls = {key: _other_database(os.environ[key], name) for key in ["DATABASE_URL", "DATABASE_OWNER_URL"]}
    return os.environ | urls | {
        "DJANGO_SETTINGS_MODULE": "mops_pilot.settings",
        "MOPS_AS_OWNER": "0",
        "MOPS_PLAIN_STATIC": "1",
        "SECRET_KEY": "journeys-only",
        "DEBUG": "1",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "EMAIL_URL": "dummy://",
    }


def _other_database(url, name):
    head, _, query = url.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


def _fresh_database(name):
    own = Env().dj_db_url("DATABASE_OWNER_URL")
    connection = psycopg2.connect(
        dbname=own["NAME"], user=own["USER"], password=own["PASSWORD"] or None, host=own["HOST"], port=own["PORT"] or None
    )
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    connection.close()


def _manage(environment, *command):
    done = subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}: {done.stdout}\n{done.stderr}"


def _serve(environment, port):
    command = [sys.executable, "-m", "gunicorn", "mops_pilot.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    server = subprocess.Popen([*command, "--log-level", "warning"], cwd=ROOT, env=environment)
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/konto/zaloguj/", timeout=5)
            return server
        except OSError:
            assert server.poll() is None, "gunicorn did not start"
            time.sleep(0.2)
    raise AssertionError("gunicorn does not answer")


def _free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@pytest.fixture
def look(page):
    """Check the page that is open: no serious finding of axe, no sideways scroll at 320 px, no message in the console."""
    messages = []
    page.on("console", lambda said: messages.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: messages.append(str(error)))

    def check(name):
        found = Axe().run(page).response["violations"]
        grave = [(f["id"], [n["target"] for n in f["nodes"]]) for f in found if f["impact"] in SERIOUS]
        assert grave == [], f"{name}: {grave}"
        page.set_viewport_size({"width": 320, "height": 700})
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        page.set_viewport_size({"width": 1280, "height": 900})
        assert wide <= 0, f"{name}: {wide} px sideways at 320 px"
        assert messages == [], f"{name}: {messages}"

    return check
