import os
import subprocess
import sys

import psycopg2
import pytest
from django.db import connection

from tests.house import ROOT

ASK = (
    "import django; django.setup(); from django.db import connection; connection.ensure_connection(); print('started')"
)
POWERFUL = {
    "creates roles": "CREATEROLE",
    "creates databases": "CREATEDB",
    "becomes the owner by SET ROLE": "NOINHERIT IN ROLE {owner}",
    "inherits from the owner": "IN ROLE {owner}",
    "writes everywhere": "IN ROLE pg_write_all_data",
    "only steps down to the application": "CREATEDB IN ROLE {app}",
}


def run(*command, **variables):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "mops_pilot.settings", "DEBUG": "1"}
    environment.pop("MOPS_AS_OWNER", None)
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment | variables, capture_output=True, text=True
    )


def start(url):
    return run("-c", ASK, DATABASE_URL=url)


def url_of(user):
    own = connection.settings_dict
    return f"postgres://{user}@{own['HOST'].replace('/', '%2F')}:{own['PORT'] or 5432}/{own['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_the_program_starts_as_the_application_role(settings):
    assert start(url_of(settings.APP_ROLE)).stdout == "started\n"


@pytest.fixture
def superuser(transactional_db):
    """The cluster's own administrator, where the tests may log in as one: roles are made by nobody else."""
    own = connection.settings_dict
    try:
        session = psycopg2.connect(dbname=own["NAME"], user="postgres", host=own["HOST"], port=own["PORT"] or None)
    except psycopg2.OperationalError:
        pytest.skip("nie ma dostępu administratora serwera PostgreSQL")
    session.autocommit = True
    with session.cursor() as cursor:
        yield cursor
    session.close()


@pytest.mark.parametrize("power", POWERFUL)
def test_the_program_refuses_a_role_that_may_become_powerful(superuser, settings, power):
    own, app = connection.settings_dict, settings.APP_ROLE
    step = f"?options=-c%20role%3D{app}" if "steps down" in power else ""
    name = f"{own['NAME']}_powerful"
    superuser.execute(f"DROP ROLE IF EXISTS {name}")
    superuser.execute(f"CREATE ROLE {name} LOGIN " + POWERFUL[power].format(owner=own["USER"], app=app))
    try:
        refused = start(url_of(name) + step)
    finally:
        superuser.execute(f"DROP ROLE {name}")
    assert (refused.returncode, "rolę, która może się nimi stać" in refused.stderr) == (1, True)


@pytest.mark.parametrize(
    "command", [["manage.py", "worker"], ["manage.py", "runserver", "--noreload"], ["-c", "import mops_pilot.wsgi"]]
)
def test_nothing_that_serves_people_runs_as_the_owner(command):
    refused = run(*command, MOPS_AS_OWNER="1")
    assert (refused.returncode, "MOPS_AS_OWNER=1 służy tylko poleceniom" in refused.stderr) == (1, True)


@pytest.mark.django_db(transaction=True)
def test_the_program_refuses_to_start_as_the_owner_of_the_tables():
    refused = start(url_of(connection.settings_dict["USER"]))
    assert refused.returncode != 0
    assert "DATABASE_URL wskazuje właściciela tabel" in refused.stderr
