import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.house import ROOT

ASK = (
    "import django; django.setup(); from django.db import connection; connection.ensure_connection(); print('started')"
)


def start(url):
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "mops_pilot.settings", "DEBUG": "1"}
    environment.pop("MOPS_AS_OWNER", None)
    return subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True)


def url_of(user):
    own = connection.settings_dict
    return f"postgres://{user}@{own['HOST'].replace('/', '%2F')}:{own['PORT'] or 5432}/{own['NAME']}"


@pytest.mark.django_db(transaction=True)
def test_the_program_starts_as_the_application_role(settings):
    assert start(url_of(settings.APP_ROLE)).stdout == "started\n"


@pytest.mark.django_db(transaction=True)
def test_the_program_refuses_to_start_as_the_owner_of_the_tables():
    refused = start(url_of(connection.settings_dict["USER"]))
    assert refused.returncode != 0
    assert "DATABASE_URL wskazuje właściciela tabel" in refused.stderr
