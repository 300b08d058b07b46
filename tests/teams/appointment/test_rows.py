"""The job title in a row follows the person of the row."""

import pytest
from django.urls import reverse

from apps.orders.models import Order
from tests import factories

from . import forms

pytestmark = pytest.mark.django_db
NEW = "/zarzadzenia/nowe/powolanie-zespolu/"


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def director(client, centre):
    user = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    client.force_login(user)
    return user


@pytest.fixture
def people(centre):
    before = factories.person(centre, "Barbara Modelowa", job_title="pracownik socjalny w Dziale A")
    after = factories.person(centre, "Halina Niedookreślona", job_title="inspektor w Dziale B")
    return before, after


def chosen(centre, before, after, description):
    data = forms.small(centre) | forms.typed(centre, [(after, "chair", description)])
    usual = {name: forms.small(centre)[name] for name in ("name", "name_genitive", "duration", "tasks", "legal_basis")}
    return data | usual | {"person_was": [str(before.pk) if before else ""]}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pracownik socjalny w Dziale A", "inspektor w Dziale B"),
        (" pracownik socjalny w Dziale A ", "inspektor w Dziale B"),
        ("koordynator", "koordynator"),
        ("", ""),
    ],
)
def test_a_changed_person_does_not_keep_the_title_of_the_one_before(client, director, centre, people, typed, expected):
    client.post(NEW, chosen(centre, *people, typed) | {"save": ""})
    assert Order.objects.get().typed["description"] == [expected]


def test_the_title_of_somebody_who_has_left_goes_too(client, director, centre, people):
    before, after = people
    before.left_on = "2018-01-01"
    before.save()
    client.post(NEW, chosen(centre, before, after, before.job_title) | {"check": ""})
    assert Order.objects.get().effects["composition"][0]["description"] == "inspektor w Dziale B"


@pytest.mark.parametrize("was", ["same", "nobody"])
def test_a_title_typed_for_the_same_person_stays(client, director, centre, people, was):
    before, after = people
    data = chosen(centre, after if was == "same" else None, after, before.job_title)
    client.post(NEW, data | {"save": ""})
    assert Order.objects.get().typed["description"] == [before.job_title]


def test_a_saved_row_says_whom_it_shows(client, director, centre):
    order = forms.draft(centre, director)
    page = client.get(reverse("teams:appointment_edit", args=[order.pk])).content.decode()
    first, second = Order.objects.get().typed["person"]
    shown = [f'name="person_was" value="{pk}"' for pk in (first, second)]
    assert [words in page for words in shown] == [True, True]


def test_a_row_button_sees_the_change_as_well(client, director, centre, people):
    page = client.post(NEW, chosen(centre, *people, people[0].job_title) | {"add": "1"})
    assert [row["description"].value() for row in page.context["form"].rows] == ["inspektor w Dziale B", ""]


def test_a_row_without_a_person_loses_the_title(client, director, centre, people):
    data = chosen(centre, *people, people[0].job_title) | {"person": [""], "save": ""}
    client.post(NEW, data)
    assert Order.objects.get().typed["description"] == [""]
