"""Real workers: one killed in the middle of a job, and one that makes more than it may hold in memory."""

import json
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from apps.jobs import actions, tasks
from apps.jobs.models import Job, JobPart
from apps.jobs.reading import content_of
from tests.conftest import _app_password
from tests.house import ROOT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]
PATIENCE = 120  # seconds; the machine may be busy
MB = 1_000_000


def child(do, **asked):
    own = connection.settings_dict
    database = {"NAME": own["NAME"], "HOST": own["HOST"], "PORT": own["PORT"]}
    database |= {"USER": settings.APP_ROLE, "PASSWORD": _app_password() or ""}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.child"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    process.stdin.write(json.dumps({"do": do, "database": database} | asked) + "\n")
    process.stdin.flush()
    return process


@pytest.fixture
def worker():
    """Starts workers, and ends those that are left."""
    started = []

    def start():
        started.append(child("work"))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()


def until(happened, what):
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def killed_in_the_middle(job, worker):
    """Let a worker begin and kill it when it has written something."""
    start, process = Job.objects.get(pk=job.pk).starts + 1, worker()
    until(lambda: Job.objects.get(pk=job.pk).starts == start, "the worker does not begin")
    until(lambda: JobPart.objects.filter(job=job, rank=1).exists(), "the worker writes nothing")
    process.send_signal(signal.SIGKILL)
    process.wait()
    until(lambda: look(job) != "running", "nobody sees that the worker is gone")


def look(job):
    """What the watch would do in its time; the state it leaves."""
    tasks.watch_job.call(job_pk=job.pk)
    return Job.objects.values_list("status", flat=True).get(pk=job.pk)


def test_a_job_whose_worker_was_killed_is_made_by_another_once(ordered, worker):
    job = ordered(lines=60, times=10_000, pause=0.05)
    killed_in_the_middle(job, worker)
    worker()
    until(lambda: Job.objects.get(pk=job.pk).status == "done", "the second worker does not finish")
    job.refresh_from_db()
    whole = b"".join(b"wiersz %d\n" % n * 10_000 for n in range(1, 61))
    assert (job.starts, job.size, b"".join(content_of(job)) == whole) == (2, len(whole), True)


def test_a_job_that_kills_its_worker_three_times_fails(ordered, worker):
    job = ordered(lines=600, times=10_000, pause=0.05)
    for _ in range(3):
        killed_in_the_middle(job, worker)
    job.refresh_from_db()
    assert (job.status, job.starts, job.error, JobPart.objects.count()) == ("failed", 3, actions.KILLED, 0)


def test_a_worker_at_work_is_not_taken_for_a_dead_one(ordered, worker):
    job = ordered(lines=40, times=10_000, pause=0.05)
    worker()
    until(lambda: JobPart.objects.filter(job=job).exists(), "the worker writes nothing")
    assert look(job) == "running"
    tasks.run_job.call(job_pk=job.pk)  # a second worker finds it taken
    until(lambda: Job.objects.get(pk=job.pk).status == "done", "the worker does not finish")
    job.refresh_from_db()
    assert job.starts == 1


def test_a_result_of_200_MB_is_never_whole_in_memory(ordered):
    job = ordered(lines=200, times=96_000)
    process = child("measure", job=job.pk)
    told, _ = process.communicate(timeout=PATIENCE)
    found = json.loads(told)
    assert found["size"] > 199 * MB
    assert max(found["making"], found["reading"]) < 60 * MB, found
