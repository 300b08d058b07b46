"""What the worker does: parts, progress, one end."""

import hashlib

import pytest
from django.db import InternalError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from apps.core import clock
from apps.jobs import actions, tasks
from apps.jobs.kinds import Made
from apps.jobs.models import Job, JobPart
from apps.jobs.reading import DamagedResult, content_of
from apps.jobs.writing import Progress, Result

pytestmark = pytest.mark.django_db


def begun(job):
    """The job in a worker's hands, and its attempt."""
    job = actions.take_up(job.pk, by=None)
    return actions.Attempt(job.pk, job.starts)


def seen(job):
    job.refresh_from_db()
    return job.status, job.starts, JobPart.objects.filter(job=job).count()


def test_a_result_is_made_in_parts_and_read_back_whole(ordered, work):
    job = ordered(lines=30, times=10_000)
    work()
    whole = b"".join(b"wiersz %d\n" % n * 10_000 for n in range(1, 31))
    job.refresh_from_db()
    assert (job.status, job.file_name, job.media_type, job.size) == ("done", "Wiersze.txt", "text/plain", len(whole))
    assert job.sha256 == hashlib.sha256(whole).hexdigest()
    assert [len(part) for part in content_of(job)] == [1_000_000, 1_000_000, len(whole) - 2_000_000]
    assert b"".join(content_of(job)) == whole
    assert (job.done, job.total, job.expires_on) == (30, 30, clock.today() + actions.KEPT)


def test_one_large_write_is_cut_into_parts_too(ordered):
    attempt = begun(ordered())
    write = Result(attempt)
    write(b"a" * 2_100_000)
    write.close_up()
    assert [len(part.content) for part in JobPart.objects.order_by("rank")] == [1_000_000, 1_000_000, 100_000]


def test_progress_is_reported_in_words(ordered):
    job = ordered()
    progress = Progress(begun(job))
    progress(1, 8, "opinia 2a")
    progress(2, 8, "opinia 2a")  # too soon to be worth a write
    job.refresh_from_db()
    assert (job.done, job.total, job.step, job.percent) == (1, 8, "opinia 2a", 12)
    progress(3, 8, "opinia 2b")
    job.refresh_from_db()
    assert (job.done, job.step, job.quarter) == (3, "opinia 2b", 1)


@pytest.mark.parametrize(
    ("kind", "error"), [("refusing", "Nie ma czego zebrać."), ("broken", "z powodu błędu w programie")]
)
def test_what_cannot_be_made_says_why_and_keeps_no_bytes(ordered, work, kind, error):
    job = ordered(kind)
    work()
    assert seen(job) == ("failed", 1, 0)
    assert error in job.error


def test_a_right_lost_before_the_work_begins_stops_it(ordered, work, anna):
    job = ordered()
    type(anna).objects.filter(pk=anna.pk).update(is_active=False)
    work()
    assert (seen(job), job.error) == (("failed", 1, 0), "Nie masz już prawa do tego zestawienia.")


@pytest.mark.parametrize("meanwhile", ["stopped", "in other hands"])
def test_a_worker_that_lost_the_job_writes_nothing_more(ordered, anna, meanwhile):
    job = ordered()
    attempt = begun(job)
    write, progress = Result(attempt), Progress(attempt)
    write(b"a" * 1_500_000)
    if meanwhile == "stopped":
        actions.stop(job, by=anna)
    else:
        actions.put_back(job.pk, by=None)
        begun(job)
    before = seen(job)
    for word in [
        lambda: write(b"b" * 1_000_000),
        lambda: progress(1, 2),
        lambda: actions.finish(attempt, Made("x", "y"), 1, "0" * 64, by=None),
        lambda: actions.fail(attempt, "błąd", by=None),
    ]:
        with pytest.raises(actions.Interrupted):
            word()
    assert seen(job) == before == (("stopped", 1, 0) if meanwhile == "stopped" else ("running", 2, 0))


def test_a_job_begun_anew_begins_from_nothing_and_has_one_file(ordered, work):
    job = ordered()
    write = Result(begun(job))
    write(b"z" * 2_000_000)
    tasks.watch_job.call(job_pk=job.pk)
    assert seen(job)[:2] == ("queued", 1)
    work()
    assert seen(job) == ("done", 2, 1)
    assert b"".join(content_of(job)) == b"wiersz 1\nwiersz 2\nwiersz 3\n"


def test_after_three_starts_it_fails(ordered):
    job = ordered()
    for start in (1, 2, 3):
        assert begun(job).number == start
        actions.put_back(job.pk, by=None)
    assert (seen(job), job.error) == (("failed", 3, 0), actions.KILLED)


def test_a_place_in_the_queue_that_was_lost_is_found_again(ordered, work):
    job = ordered()
    DBTaskResult.objects.filter(task_path__endswith="run_job").delete()
    work()
    assert seen(job)[0] == "queued"
    tasks.watch_job.call(job_pk=job.pk)
    tasks.watch_job.call(job_pk=job.pk)
    assert DBTaskResult.objects.filter(task_path__endswith="run_job").count() == 1
    work()
    assert seen(job)[0] == "done"


def test_a_job_that_runs_for_hours_is_given_up(ordered):
    job = ordered()
    attempt = begun(job)
    Job.objects.filter(pk=job.pk).update(started_at=timezone.now() - actions.LONGEST * 1.1)
    tasks.watch_job.call(job_pk=job.pk)
    assert (seen(job)[0], job.error) == ("failed", actions.TOO_LONG)
    with pytest.raises(actions.Interrupted):
        actions.report(attempt, 1, 2, "", by=None)


def test_old_results_are_deleted_on_their_day_and_not_before(ordered, work):
    job = ordered()
    work()
    [waiting] = DBTaskResult.objects.filter(task_path__endswith="forget_job")
    assert timezone.localdate(waiting.run_after) == clock.today() + actions.KEPT
    tasks.forget_job.call(job_pk=job.pk)
    assert Job.objects.count() == 1
    with clock.pretend(clock.today() + actions.KEPT):
        tasks.forget_job.call(job_pk=job.pk)
    assert (Job.objects.count(), JobPart.objects.count()) == (0, 0)


def test_a_damaged_file_breaks_off_before_its_end(ordered, work, transactional_db):
    from django.db import connection

    job = ordered(lines=30, times=10_000)
    work()
    job.refresh_from_db()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE jobs_jobpart DISABLE TRIGGER USER")
        cursor.execute("UPDATE jobs_jobpart SET content = overlay(content placing 'X' from 5) WHERE rank = 1")
        cursor.execute("ALTER TABLE jobs_jobpart ENABLE TRIGGER USER")
    read = content_of(job)
    assert [len(next(read)), len(next(read))] == [1_000_000] * 2
    with pytest.raises(DamagedResult):
        next(read)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        (lambda job: Job.objects.filter(pk=job.pk).update(status="running"), "już się zakończyło"),
        (lambda job: Job.objects.filter(pk=job.pk).update(sha256="0" * 64), "już się zakończyło"),
        (lambda job: JobPart.objects.create(job=job, rank=9, content=b"x"), "póki zestawienie się robi"),
        (lambda job: JobPart.objects.filter(job=job).update(content=b"x"), "Raz zapisane nie zmienia się"),
        (
            lambda job: Job.objects.create(
                kind="x", title="x", asked_by=job.asked_by, asked_at=clock.now(), status="done"
            ),
            "Stan początkowy",
        ),
    ],
)
def test_the_database_keeps_what_was_finished(ordered, work, change, refusal):
    job = ordered()
    work()
    with pytest.raises(InternalError, match=refusal), transaction.atomic():
        change(job)


def test_the_moves_in_the_database_are_those_of_the_model():
    import importlib

    assert importlib.import_module("apps.jobs.migrations.0002_one_file_of_one_try").MOVES == Job.MOVES
