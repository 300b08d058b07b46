import os
import shutil
import socket
import subprocess
import sys

import pytest

from mops_pilot.local.places import ROOT


@pytest.fixture
def checkout(tmp_path):
    """A copy that has only the starter, so that a demo running from this checkout is not in the way."""
    shutil.copytree(ROOT / "mops_pilot" / "local", tmp_path / "mops_pilot" / "local")
    (tmp_path / "mops_pilot" / "__init__.py").touch()
    shutil.copy(ROOT / "Makefile", tmp_path)
    return tmp_path


def said(checkout, *command, **variables):
    env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DATABASE_OWNER_URL")} | variables
    done = subprocess.run(command, cwd=checkout, env=env, capture_output=True, text=True, timeout=60)
    return done.returncode, done.stderr


def starter(checkout, *arguments, **variables):
    return said(checkout, sys.executable, "-m", "mops_pilot.local", *arguments, **variables)


def test_a_busy_port_gets_one_line_and_a_failing_exit(checkout):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        answer = starter(checkout, "demo", "--port", str(port))
    assert answer == (1, f"Błąd: port {port} jest zajęty; wybierz inny: make demo PORT=8765\n")


def test_make_passes_the_port_on(checkout):
    code, errors = said(checkout, "make", "demo", "PORT=osiem", f"PYTHON={sys.executable}")
    assert (code, errors.splitlines()[0]) == (2, "Błąd: PORT=osiem: numer portu to liczba od 1 do 65535")


def test_half_an_outside_database_is_refused(checkout):
    answer = starter(checkout, "test", DATABASE_URL="postgres://mops_app@db/x")
    assert answer == (1, "Błąd: ustaw obie zmienne albo żadnej: DATABASE_URL i DATABASE_OWNER_URL\n")


def test_a_missing_lock_is_named(checkout):
    both = {"DATABASE_URL": "postgres://mops_app@db/x", "DATABASE_OWNER_URL": "postgres://mops_owner@db/x"}
    answer = starter(checkout, "test", **both)
    assert answer == (1, "Błąd: brak pliku requirements/dev.txt; utwórz go: make lock\n")


def test_a_folder_that_may_not_be_written_gets_one_line(checkout):
    (checkout / ".local").touch()
    code, errors = starter(checkout, "demo", "--port", "8765")
    assert (code, errors.count("\n"), "Traceback" in errors) == (1, 1, False)
