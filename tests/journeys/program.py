"""The real program on a database of its own: gunicorn as the application's role, with the demo data."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager, suppress

import psycopg2
from django.db import connections
from environs import Env

from tests.house import ROOT

MIGRATED_BY = [("migrate", "1"), ("grant_app_role", "1")]
FILLED_BY = [("collectstatic --no-input", "1"), ("build_demo", "0")]
GUNICORN = ["-m", "gunicorn", "mops_pilot.wsgi", "--workers", "2", "--threads", "4", "--log-level", "warning"]


@contextmanager
def running(database, folder, like=None):
    """The address at which the program answers. `like`: a database that is migrated already and can be copied."""
    port = _free_port()
    environment = _environment(database, port, folder)
    for command, owner in FILLED_BY if _copied(like, database) else MIGRATED_BY + FILLED_BY:
        _manage(environment | {"MOPS_AS_OWNER": owner}, *command.split())
    server = subprocess.Popen([sys.executable, *GUNICORN, f"--bind=127.0.0.1:{port}"], cwd=ROOT, env=environment)
    try:
        _await_answer(server, f"http://127.0.0.1:{port}/konto/zaloguj/")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _environment(database, port, folder):
    addresses = {key: _of_database(os.environ[key], database) for key in ["DATABASE_URL", "DATABASE_OWNER_URL"]}
    return {
        **os.environ,
        **addresses,
        "DJANGO_SETTINGS_MODULE": "tests.journeys.settings",
        "MOPS_AS_OWNER": "0",
        "MOPS_JOURNEYS_STATIC": str(folder / "static"),
        "SECRET_KEY": "journeys-only",
        "DEBUG": "0",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "EMAIL_URL": "dummy://",
    }


def _of_database(url, name):
    head, _, query = url.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")


def _copied(like, database):
    """A fresh database; whether it is a copy. One that has a visitor, be it a forgotten thread, cannot be copied."""
    connections.close_all()
    own = Env().dj_db_url("DATABASE_OWNER_URL")
    connection = psycopg2.connect(
        dbname=own["NAME"],
        user=own["USER"],
        password=own["PASSWORD"] or None,
        host=own["HOST"],
        port=own["PORT"] or None,
    )
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
        if like:
            with suppress(psycopg2.errors.ObjectInUse):
                cursor.execute(f'CREATE DATABASE "{database}" TEMPLATE "{like}"')
                return True
        cursor.execute(f'CREATE DATABASE "{database}" TEMPLATE template0')
        return False


def _manage(environment, *command):
    command = [sys.executable, "manage.py", *command]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}: {done.stdout}\n{done.stderr}"


def _await_answer(server, address):
    for _ in range(100):
        try:
            return urllib.request.urlopen(address, timeout=5)
        except OSError:
            assert server.poll() is None, "gunicorn did not start"
            time.sleep(0.2)
    raise AssertionError("gunicorn does not answer")


def _free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]
