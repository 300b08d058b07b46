import pytest
from django.urls import reverse

from apps.core.navigation import EVERY_ENTRY, entries
from tests import factories as make

pytestmark = pytest.mark.django_db

COMMON = [
    "Moje sprawy",
    "Zarządzenia",
    "Zespoły",
    "Posiedzenia",
    "Tabela 1",
    "Wdrażanie",
    "Opinie",
    "Dokumenty ekspertów",
    "Organizacja",
]


def labels(user):
    return [entry.label for entry in entries(user)]


@pytest.mark.parametrize(
    ("roles", "more"),
    [
        ([], []),
        (["employee"], []),
        (["expert"], []),
        (["hr"], ["Osoby"]),
        (["director"], ["Pilotaże", "Osoby"]),
        (["admin"], ["Pilotaże", "Osoby", "Ośrodek"]),
        (["director", "hr", "admin"], ["Pilotaże", "Osoby", "Ośrodek"]),
    ],
)
def test_people_of_a_centre_see_what_they_work_with(roles, more):
    journal = ["Dziennik"] if {"director", "admin"} & set(roles) else []
    found = labels(make.user_of(make.person(make.centre(), roles=roles)))
    assert found == [*COMMON, *more, "Moje zestawienia", *journal]


def test_a_reviewer_sees_the_library():
    assert labels(make.wrzos()) == [
        "Moje sprawy",
        "Biblioteka",
        "Rekomendacje",
        "Raporty",
        "Tabela 1",
        "Moje zestawienia",
    ]


def test_the_operator_sees_centres_and_reviewers():
    assert labels(make.operator()) == ["Moje sprawy", "Ośrodki", "Recenzenci", "Dziennik"]


@pytest.mark.parametrize("entry", EVERY_ENTRY, ids=lambda entry: entry.url_name)
def test_every_entry_leads_somewhere_below_its_prefix(entry):
    assert reverse(entry.url_name) == entry.prefix


@pytest.mark.parametrize(("path", "current"), [("/zespoly/", "page"), ("/zespoly/7/", "true"), ("/opinie/", "")])
def test_the_entry_of_this_page_is_current(path, current):
    teams = next(entry for entry in EVERY_ENTRY if entry.label == "Zespoły")
    assert teams.current(path) == current
