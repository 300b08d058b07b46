import datetime

import pymupdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.core.errors import DomainError
from apps.orders import actions
from apps.orders.models import OrderCounter
from tests import factories

from .drafts import draft, issue

pytestmark = pytest.mark.django_db
REGISTER = "/zarzadzenia/"


@pytest.fixture
def issued(centre, director):
    made = []
    for day, subject in [
        ((2018, 6, 11), "powołania Zespołu"),
        ((2018, 6, 12), "Łączenia żądań"),
        ((2019, 1, 2), "wdrożenia modelu"),
    ]:
        with clock.pretend(datetime.date(*day)):
            made.append(issue(draft(centre, director, subject=subject), director))
    return made


def numbers(page):
    return [line.issued.number_text for line in page.context["page"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["1/2019", "2/2018", "1/2018"]),
        ("?rok=2018", ["2/2018", "1/2018"]),
        ("?szukaj=laczenia+ZADAN", ["2/2018"]),
        ("?szukaj=Zespo%C5%82u", ["1/2018"]),
        ("?szukaj=1/2019", ["1/2019"]),
        ("?rok=2018&szukaj=modelu", []),
        ("?rok=niedawno", ["1/2019", "2/2018", "1/2018"]),
    ],
)
def test_the_register_is_filtered_by_year_and_words_without_polish_signs(client, director, issued, query, expected):
    client.force_login(director)
    assert numbers(client.get(REGISTER + query)) == expected


def test_everybody_reads_the_register_and_only_director_and_hr_see_drafts(client, centre, director, hr, issued):
    order = draft(centre, director, subject="tajnego projektu")
    employee = factories.user_of(factories.person(centre, "Ewa Pracownicza", roles=["employee"]))
    for user, sees in [(director, True), (hr, True), (employee, False)]:
        client.force_login(user)
        page = client.get(REGISTER)
        assert (len(numbers(page)), "tajnego projektu" in page.content.decode()) == (3, sees)
        assert client.get(order.get_absolute_url()).status_code == (200 if sees else 404)


def test_the_register_asks_the_same_number_of_questions_for_one_order_and_for_three(client, centre, director):
    client.force_login(director)
    issue(draft(centre, director), director)
    draft(centre, director)
    with CaptureQueriesContext(connection) as one:
        client.get(REGISTER)
    for _ in range(2):
        issue(draft(centre, director), director)
        draft(centre, director)
    draft(centre, director)
    with CaptureQueriesContext(connection) as three:
        client.get(REGISTER)
    assert len(three) <= len(one)


def test_an_issued_order_shows_the_frozen_text_and_its_story(client, director, issued):
    client.force_login(director)
    page = client.get(issued[0].get_absolute_url()).content.decode()
    said = ["ZARZĄDZENIE NR\u00a01/2018", "z\u00a0dnia 11\u00a0czerwca 2018\u00a0r.", "Wydano zarządzenie nr 1/2018."]
    assert [words for words in said if words not in page] == []
    assert issued[0].text_hash in page
    assert issued[0].document.code in page
    assert "Brak podpisanego egzemplarza." in page


def test_what_is_shown_does_not_follow_a_later_change_of_the_centres_name(client, centre, director, issued):
    centre.name_genitive = "Centrum Usług Społecznych w Mieście"
    centre.save()
    client.force_login(director)
    page = client.get(issued[0].get_absolute_url()).content.decode()
    assert "MIEJSKIEGO OŚRODKA POMOCY SPOŁECZNEJ W\u00a0CZĘSTOCHOWIE" in page


def test_a_draft_prints_as_a_draft(client, centre, director):
    client.force_login(director)
    pdf = client.get(reverse("orders:pdf", args=[draft(centre, director).pk])).content
    text = pymupdf.open(stream=pdf)[0].get_text()
    assert "WERSJA ROBOCZA" in text.upper()


def test_the_last_number_on_paper_is_set_on_its_page(client, centre, director):
    client.force_login(director)
    page = client.post("/zarzadzenia/numeracja/", {"year": 2018, "last": 22}, follow=True)
    assert "Następne zarządzenie z 2018 r. dostanie numer 23." in page.content.decode()
    assert OrderCounter.objects.get().last == 22


def test_numbering_of_a_year_in_which_the_program_counts_is_refused_by_its_field(client, director, issued):
    client.force_login(director)
    page = client.post("/zarzadzenia/numeracja/", {"year": 2018, "last": 7})
    counts = "W 2018 r. program wydał już zarządzenie nr 2/2018 i liczy dalej sam. Zmiana zrobiłaby lukę w numeracji."
    assert page.context["form"].errors == {"last": [counts]}


@pytest.mark.parametrize(("role", "status"), [("director", 200), ("admin", 200), ("hr", 404), ("employee", 404)])
def test_who_sets_the_numbering(client, centre, role, status):
    client.force_login(factories.user_of(factories.person(centre, "Osoba Próbna", roles=[role])))
    assert client.get("/zarzadzenia/numeracja/").status_code == status


def test_the_action_asks_again_who_sets_the_numbering(centre, hr):
    with pytest.raises(DomainError, match="dyrektor albo administrator"):
        actions.set_last_number(centre, 2018, 5, by=hr)


def test_a_new_order_begins_with_the_choice_of_its_kind(client, centre, director):
    client.force_login(director)
    assert 'href="/zarzadzenia/nowe/"' in client.get(REGISTER).content.decode()
    page = client.get("/zarzadzenia/nowe/").content.decode()
    assert 'href="/zarzadzenia/nowe/powolanie-zespolu/"' in page
    assert 'href="/zarzadzenia/nowe/inne/"' in page


def test_an_issued_order_says_what_to_do_with_the_signed_copy(client, director, issued):
    client.force_login(director)
    page = client.get(issued[0].get_absolute_url()).content.decode().replace("&nbsp;", " ")
    assert "Podpisz i dołącz podpisany egzemplarz" in page
