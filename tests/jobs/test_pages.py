"""„Moje zestawienia”: what one sees, and who gets the file."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.jobs import actions
from apps.jobs.models import Job
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(client, anna):
    client.force_login(anna)
    return client


def page(client):
    return client.get(reverse("jobs:jobs")).content.decode()


def file_of(client, job):
    return client.get(reverse("jobs:download", args=[job.pk]))


def test_an_empty_list_teaches(mine):
    assert "Nie ma tu jeszcze żadnego zestawienia" in page(mine)


def test_a_finished_file_is_sent_as_an_attachment(mine, ordered, work):
    job = ordered()
    work()
    answer = file_of(mine, job)
    assert b"".join(answer.streaming_content) == b"wiersz 1\nwiersz 2\nwiersz 3\n"
    assert {name: answer[name] for name in ["Content-Disposition", "Content-Length", "X-Content-Type-Options"]} == {
        "Content-Disposition": 'attachment; filename="Wiersze.txt"',
        "Content-Length": "27",
        "X-Content-Type-Options": "nosniff",
    }
    assert reverse("jobs:download", args=[job.pk]) in page(mine)


def test_progress_stands_in_words(mine, ordered):
    job = ordered()
    actions.take_up(job.pk, by=None)
    actions.report(actions.Attempt(job.pk, 1), 2, 8, "opinia 2a", by=None)
    text = page(mine)
    assert "opinia 2a" in text
    assert "2 z 8 (25%)" in text
    assert '<progress max="100" value="25" aria-label="Postęp: Zestawienie wierszy">' in text


@pytest.mark.parametrize("name", ["download", "state", "stop", "again"])
def test_nobody_else_knows_of_it(client, ordered, centre, work, name):
    job = ordered()
    work()
    client.force_login(factories.user_of(factories.person(centre, "Ewa Druga", roles=["director"])))
    send = client.post if name in {"stop", "again"} else client.get
    assert send(reverse(f"jobs:{name}", args=[job.pk])).status_code == 404
    assert job.title not in page(client)


def test_who_lost_the_right_keeps_no_file(mine, ordered, work, anna):
    job = ordered()
    work()
    anna.person.grants.update(revoked_at=clock.now())
    assert file_of(mine, job).status_code == 404
    assert "Nie masz już prawa do tego, co jest w tym pliku." in page(mine)


def test_what_is_not_finished_has_no_file(mine, ordered):
    assert file_of(mine, ordered()).status_code == 404


def test_stopping_and_asking_again(mine, ordered):
    job = ordered()
    mine.post(reverse("jobs:stop", args=[job.pk]))
    answer = mine.post(reverse("jobs:again", args=[job.pk]))
    newer = Job.objects.first()
    assert [one.status for one in Job.objects.order_by("pk")] == ["stopped", "queued"]
    assert (newer.parameters, answer["Location"]) == (job.parameters, f"/zestawienia/#zestawienie-{newer.pk}")


def queries(client):
    with CaptureQueriesContext(connection) as found:
        page(client)
    return len(found)


def test_a_long_list_asks_no_more_than_a_short_one(mine, ordered, work):
    ordered(lines=1)
    work()
    few = queries(mine)
    for n in (2, 3, 4):
        ordered(lines=n)
        work()
    assert (queries(mine), few <= 15) == (few, True)


def done_in(job, seconds):
    begun = clock.now()
    finished = {"status": "done", "file_name": "x", "media_type": "x", "sha256": "0" * 64}
    Job.objects.filter(pk=job.pk).update(status="running")
    Job.objects.filter(pk=job.pk).update(
        started_at=begun, finished_at=begun + datetime.timedelta(seconds=seconds), **finished
    )


@pytest.mark.parametrize(
    ("took", "said"),
    [
        ([100, 130], "Nie wiadomo jeszcze, ile to potrwa"),
        ([100, 130, 900], "Zwykle trwa to około 2 minut."),
        ([50, 61, 70], "Zwykle trwa to około 1 minuty."),
        ([5, 6, 7], "Zwykle trwa to mniej niż minutę."),
    ],
)
def test_a_job_tells_how_long_its_kind_usually_takes(mine, ordered, took, said):
    for lines, seconds in enumerate(took, start=10):
        done_in(ordered(lines=lines), seconds)
    waiting = ordered(lines=99)
    state = mine.get(reverse("jobs:state", args=[waiting.pk])).content.decode()

    assert page(mine).replace("\u00a0", " ").count(said) == 1
    assert said in state.replace("\u00a0", " ")


def test_of_a_finished_job_nothing_is_foretold(mine, ordered, work):
    ordered()
    work()
    assert "ile to potrwa" not in page(mine)
