"""Words for orders against posts of the structure, and somebody new on a position in one form."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client

from apps.accounts.models import Person
from apps.core import clock
from apps.core.models import AuditEvent
from apps.organisation import titles
from apps.organisation.actions import close_position, employ
from tests import factories
from tests.factories.organisation import SINCE, position, unit

pytestmark = pytest.mark.django_db
TOMORROW = datetime.timedelta(days=1)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def plain(text):
    return text.replace("\u00a0", " ").replace("&nbsp;", " ")


@pytest.fixture
def office(office):
    office.first = unit(office.centre, "Dział Organizacyjny", office.hr, symbol="DO")
    office.second = unit(office.centre, "Dział Świadczeń", office.hr, symbol="DŚ")
    office.inspector = position(office.first, "inspektor do spraw kadr", office.hr, fte="2")
    office.head = position(office.second, "kierownik działu", office.hr, leads=True)
    return office


def held(office, title, where, since=SINCE):
    person = factories.person(office.centre, "Ewa Próbna", job_title=title)
    employ(where, person, Decimal(1), since, by=office.hr)
    return person, titles.posts_of([person], office.centre, clock.today())[person.pk]


@pytest.mark.parametrize(
    ("title", "is_same", "proposal", "elsewhere"),
    [
        ("inspektor ds. kadr", True, "inspektor do spraw kadr", ""),
        ("Inspektor do spraw kadr w Dziale Organizacyjnym", True,
         "inspektor do spraw kadr w Dziale Organizacyjnym", ""),
        ("podinspektor w Dziale Organizacyjnym", False, "inspektor do spraw kadr w Dziale Organizacyjnym", ""),
        ("inspektor do spraw kadr w Dziale Świadczeń", True, "inspektor do spraw kadr", "Dział Świadczeń"),
        ("inspektor do spraw kadrowych", False, "inspektor do spraw kadr", ""),
        ("", False, "inspektor do spraw kadr", ""),
    ],
)  # fmt: skip
def test_words_for_orders_are_held_against_the_post(office, title, is_same, proposal, elsewhere):
    [post] = held(office, title, office.inspector)[1]
    assert (post.is_same, post.proposal, post.elsewhere) == (is_same, proposal, elsewhere)


def test_a_head_of_the_unit_is_its_head(office):
    assert held(office, "kierownik Działu Świadczeń", office.head)[1][0].is_same
    assert not held(office, "kierownik Działu Organizacyjnego", office.head)[1][0].is_same


def test_units_differ_by_their_numbers(office):
    one = position(unit(office.centre, "RZPS Nr 1", office.hr), "pracownik socjalny", office.hr)
    unit(office.centre, "RZPS Nr 2", office.hr)
    assert held(office, "pracownik socjalny w RZPS Nr 2", one)[1][0].elsewhere == "RZPS Nr 2"
    assert held(office, "pracownik socjalny w RZPS Nr 1", one)[1][0].elsewhere == ""


def test_one_of_two_posts_is_enough(office):
    person, _ = held(office, "kierownik Działu Świadczeń", office.head)
    employ(office.inspector, person, Decimal("0.5"), SINCE, by=office.hr)
    assert titles.differing(titles.posts_of([person], office.centre, clock.today())[person.pk]) == []


def test_a_post_to_come_is_shown_and_one_that_ended_is_not(office):
    person, [post] = held(office, "", office.inspector, clock.today() + TOMORROW)
    assert post.employment.since_on == clock.today() + TOMORROW
    gone = factories.person(office.centre)
    employ(office.head, gone, Decimal(1), SINCE, clock.today(), by=office.hr)
    assert titles.posts_of([person, gone], office.centre, clock.today()).keys() == {person.pk}
    close_position(office.head, clock.today(), by=office.hr)
    assert titles.posts_of([gone], office.centre, clock.today()) == {}


def test_the_page_of_a_person_takes_the_name_of_the_post_with_one_click(office):
    person, _ = held(office, "podinspektor w Dziale Organizacyjnym", office.inspector)
    client = client_of(office.hr)
    page = plain(client.get(person.get_absolute_url()).content.decode())
    assert "W zarządzeniach stoi „podinspektor w Dziale Organizacyjnym”, a w strukturze jest inaczej." in page
    assert "Przyjmij: „inspektor do spraw kadr w Dziale Organizacyjnym”" in page
    listed = plain(client.get("/osoby/").content.decode())
    assert "w strukturze: inspektor do spraw kadr" in listed

    client.post(f"/organizacja/pracownicy/{person.pk}/nazwa-stanowiska/", {"stanowisko": office.inspector.pk})
    person.refresh_from_db()
    assert person.job_title == "inspektor do spraw kadr w Dziale Organizacyjnym"
    page = plain(client.get(person.get_absolute_url()).content.decode())
    assert ("jest inaczej" in page, "Stanowisko w strukturze" in page) == (False, True)
    assert "w strukturze:" not in plain(client.get("/osoby/").content.decode())


def test_the_director_reads_it_and_changes_nothing(office):
    person, _ = held(office, "podinspektor", office.inspector)
    page = plain(client_of(office.director).get(person.get_absolute_url()).content.decode())
    assert ("jest inaczej" in page, "Przyjmij:" in page, "Dopisz na stanowisko" in page) == (True, False, False)
    path = f"/organizacja/pracownicy/{person.pk}/nazwa-stanowiska/"
    assert client_of(office.director).post(path, {"stanowisko": office.inspector.pk}).status_code == 404


def test_a_person_gets_a_position_from_their_own_page(office):
    person = factories.person(office.centre, "Jan Nowy", job_title="")
    client, path = client_of(office.hr), f"/organizacja/pracownicy/{person.pk}/stanowisko/"
    assert path in client.get(person.get_absolute_url()).content.decode()
    labels = dict(client.get(path).context["form"].fields["position"].choices)["Dział Organizacyjny (DO)"]
    assert labels == [(office.inspector.pk, "inspektor do spraw kadr – wolne: 2")]
    sent = {"position": office.inspector.pk, "fte": "0,5", "since": "1.09.2018", "last_on": ""}
    assert client.post(path, sent).url == person.get_absolute_url()
    [post] = titles.posts_of([person], office.centre, clock.today())[person.pk]
    assert (post.term.name, post.employment.fte) == ("inspektor do spraw kadr", Decimal("0.5"))


NEW = {"first_name": "Zofia", "last_name": "Nowa", "gender": "f", "email": "", "job_title": "", "fte": "1",
       "since": "1.09.2018", "last_on": ""}  # fmt: skip


def test_somebody_new_is_on_a_position_after_one_form(office):
    client, path = client_of(office.hr), "/organizacja/pracownicy/nowy/"
    assert path in client.get("/organizacja/pracownicy/").content.decode()
    answer = client.post(path, NEW | {"position": office.inspector.pk})
    person = Person.objects.get(last_name="Nowa")
    assert (answer.url, person.job_title) == (person.get_absolute_url(), "inspektor do spraw kadr")
    [post] = titles.posts_of([person], office.centre, clock.today())[person.pk]
    assert (post.term.name, post.employment.since_on) == ("inspektor do spraw kadr", datetime.date(2018, 9, 1))
    verbs = AuditEvent.objects.filter(centre_id=office.centre.pk).order_by("-sequence").values_list("verb", flat=True)
    assert list(verbs[:2]) == ["employment.written", "person.added"]


def test_a_namesake_is_asked_about(office):
    known = factories.person(office.centre, "Zofia Nowa")
    client, path = client_of(office.hr), "/organizacja/pracownicy/nowy/"
    page = plain(client.post(path, NEW | {"position": office.inspector.pk}).content.decode())
    assert "W ośrodku jest już osoba o tym imieniu i nazwisku." in page
    assert f'href="{known.get_absolute_url()}"' in page
    client.post(path, NEW | {"position": office.inspector.pk, "another": "on"})
    assert Person.objects.filter(last_name="Nowa").count() == 2


def test_nobody_is_added_when_the_position_refuses(office):
    """The position does not stand before 2018."""
    page = client_of(office.hr).post(
        "/organizacja/pracownicy/nowy/", NEW | {"position": office.inspector.pk, "since": "1.09.2017"}
    )
    assert "nie byłoby stanowiska dla osób: Zofia Nowa" in plain(page.content.decode())
    assert not Person.objects.filter(last_name="Nowa").exists()


def test_the_list_of_people_asks_as_much_for_many_as_for_one(office, django_assert_max_num_queries):
    client = client_of(office.hr)

    def asked():
        with django_assert_max_num_queries(30) as queries:
            client.get("/osoby/")
        return len(queries)

    held(office, "podinspektor", office.inspector)
    asked()
    alone = asked()
    for _ in range(5):
        held(office, "podinspektor", office.inspector)
    assert asked() == alone
