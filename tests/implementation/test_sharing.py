"""„Rozdziel zadania”: many tasks given at once, as Tabela 1 means."""

import datetime

import pytest
from django.urls import reverse

from apps.core import clock
from apps.implementation.models import Task
from tests import factories
from tests.factories.implementation import step

from .test_pages import TODAY, client_of, planned, queries, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_the_pilot():
    with clock.pretend(TODAY):
        yield


def test_tasks_that_nobody_holds_are_shared_at_once_as_tabela_1_means(mine):
    planned(mine, mine.workshop, TODAY, ["employee"])
    client, url = client_of(mine.director), reverse("implementation:share", args=[mine.pilot.pk])
    rows = client.get(url).context["forms"]
    assert {row.line.label: str(row.known[row["person"].value()]) for row in rows} == {
        "1.2": "Osoba Director",
        "1.3": "Osoba Hr",
        "2a.1": "Osoba Chair",
        "2a.2": "Osoba Chair",
    }

    data = {f"krok-{mine.analysis.pk}-person": mine.people["member"].pk, f"krok-{mine.analysis.pk}-due_on": "1.11.2018"}
    page = client.post(url, data | {f"krok-{mine.duties.pk}-person": mine.people["hr"].pk}, follow=True)

    assert "Powierzono 2 zadania." in words(page)
    held = {task.step.pk: (task.due_on, [str(one.person) for one in task.holders.all()]) for task in Task.objects.all()}
    assert held[mine.analysis.pk] == (datetime.date(2018, 11, 1), ["Osoba Member"])
    assert held[mine.duties.pk] == (None, ["Osoba Hr"])
    assert mine.rules.pk not in held
    assert "Wybierz wykonawcę co najmniej jednego zadania" in words(client.post(url, {}))


def test_sharing_asks_the_same_few_queries_whatever_there_is_to_share(mine):
    client, url = client_of(mine.director), reverse("implementation:share", args=[mine.pilot.pk])
    few = queries(client, url)
    for _ in range(6):
        step(mine.products[1])
        factories.person(mine.centre, "Nowa Osoba")

    assert (queries(client, url), few <= 15) == (few, True)
