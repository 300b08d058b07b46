import pytest
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from apps.jobs.actions import ask
from tests import factories

from . import kinds  # noqa: F401  registers them


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def anna(centre):
    return factories.user_of(factories.person(centre, "Anna Przykładowa", roles=["director"]))


@pytest.fixture
def ordered(anna, centre):
    """Asks for a job in Anna's name."""

    def ask_for(kind="lines", by=anna, **parameters):
        if kind == "lines":
            parameters = {"lines": 3} | parameters
        return ask(kind, "Zestawienie wierszy", parameters, by=by, centre=centre)

    return ask_for


@pytest.fixture
def work():
    """Lets a worker do all that waits, in this connection (its own loop would close it)."""
    worker = Worker(
        queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, backend_name="default",
        startup_delay=False, max_tasks=None, worker_id="test",
    )  # fmt: skip

    def done():
        for one in DBTaskResult.objects.ready():
            one.claim("test")
            worker.run_task(one)

    return done
