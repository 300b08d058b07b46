"""The list of people as a spreadsheet."""

from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from apps.core import clock
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    centre = factories.centre()
    factories.person(centre, "Łucja =1+1", roles=["hr", "expert"])
    factories.person(centre, "Zenon Dawny", left_on=clock.today())
    return centre


def rows_for(role, centre, **asked):
    reader = factories.user_of(factories.person(centre, "Adam Czytający", roles=[role]), email="adam@example.org")
    client = Client()
    client.force_login(reader)
    answer = client.get(reverse("accounts:people_xlsx"), asked)
    return list(openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))


def test_accounts_are_told_to_who_manages_them(centre):
    heading, *rows = rows_for("admin", centre)
    assert heading == (
        "Nazwisko", "Imię", "Stanowisko i komórka", "Role", "Koniec pracy", "Konto", "Adres e-mail",
    )  # fmt: skip
    assert [row[:2] for row in rows] == [("=1+1", "Łucja"), ("Czytający", "Adam")]
    assert [row[6] or "" for row in rows] == ["", "adam@example.org"]


def test_others_see_names_posts_and_roles(centre):
    heading, *rows = rows_for("director", centre)
    assert (len(heading), {role for row in rows for role in row[3].split(", ")}) == (
        5,
        {"ekspert", "kadry", "dyrektor"},
    )


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"szukaj": "lucja"}, ["=1+1"]),
        ({"rola": "director"}, ["Czytający"]),
        ({"byli": "on"}, ["=1+1", "Czytający", "Dawny"]),
    ],
)
def test_the_sheet_is_narrowed_as_the_page(centre, asked, names):
    assert [row[0] for row in rows_for("director", centre, **asked)[1:]] == names
