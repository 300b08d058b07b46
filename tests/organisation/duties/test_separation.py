"""Which posts, and which people, mix social work with administrative procedure."""

import datetime

import pytest
from django.test import Client

from apps.organisation import chart, reading
from apps.organisation.duties.reading import scopes_on
from apps.organisation.duties.separation import Held, mark, mixed_people, mixed_posts, quoted, separation_on
from apps.organisation.models import Duty
from tests import factories
from tests.factories import duties as made
from tests.factories.duties import PROCEDURE, SERVICES, SOCIAL
from tests.factories.organisation import unit

DAY = datetime.date(2018, 6, 11)
ANNA, EWA = (1, "Anna"), (2, "Ewa")


def held(pk, *tags, people=()):
    duties = tuple(Duty(pk=n, body=f"{tag} {pk}", tag=tag) for n, tag in enumerate(tags))
    return Held(pk, f"stanowisko {pk}", "Dział", duties, people)


@pytest.mark.parametrize(
    ("tags", "mixes"),
    [
        ([], False),
        (["social_work"], False),
        (["procedure", "procedure"], False),
        (["social_work", "services", "first_contact", "other", ""], False),
        (["procedure", "first_contact", "services", "other"], False),
        (["services", "procedure", "social_work"], True),
        (["social_work", "procedure", "social_work"], True),
    ],
)
def test_a_post_mixes_when_it_has_both(tags, mixes):
    assert bool(mixed_posts([held(1, *tags)])) == mixes


def test_the_first_duty_of_each_kind_is_quoted():
    [one] = mixed_posts([held(7, "other", "social_work", "procedure")])
    assert (one.post.position_id, one.social_work.body, one.procedure.body) == (7, "social_work 7", "procedure 7")
    assert one.reason == "„social_work 7” i „procedure 7”"


def test_a_person_mixes_on_two_posts_that_do_not_mix_by_themselves():
    posts = [held(1, "procedure", people=(ANNA, EWA)), held(2, "social_work", people=(ANNA,))]
    [one] = mixed_people(posts)
    assert (one.name, one.social_post.position_id, one.procedure_post.position_id) == ("Anna", 2, 1)
    assert mixed_posts(posts) == []


def test_a_person_on_a_post_that_mixes_is_said_with_the_post_only():
    posts = [held(1, "procedure", "social_work", people=(ANNA,)), held(2, "procedure", people=(ANNA,))]
    assert mixed_people(posts) == []


def test_a_long_duty_is_quoted_up_to_a_whole_word():
    assert quoted(Duty(body="prowadzenie\n spraw; ")) == "prowadzenie spraw"
    assert quoted(Duty(body="słowo " * 60)) == "słowo " * 25 + "słowo…"


@pytest.fixture
def mine(db):
    return made.keepers(factories.centre())


def test_it_is_asked_of_the_scopes_of_the_day(mine):
    of = made.post(mine, "pracownik socjalny", SOCIAL, PROCEDURE)
    made.accepted(of, mine.hr, mine.director, SOCIAL, since=datetime.date(2018, 9, 1))
    empty = made.post(mine, "sekretarz")
    days = [datetime.date(2018, 5, 31), DAY, datetime.date(2018, 9, 1)]

    found = [separation_on(mine.centre, day) for day in days]

    assert [[one.post.name for one in one_day.posts] for one_day in found] == [[], ["pracownik socjalny"], []]
    assert [one_day.is_kept for one_day in found] == [True, False, True]
    assert [post.position_id for post in found[1].without] == [empty.pk]


def test_it_is_as_many_queries_for_many_posts_as_for_one(mine, django_assert_num_queries):
    for name in ("jeden", "dwa", "trzy"):
        made.employed(made.post(mine, name, SOCIAL, PROCEDURE), f"Osoba {name.title()}", mine.hr)
    with django_assert_num_queries(5):
        assert len(separation_on(mine.centre, DAY).posts) == 3


def seen(mine, address, who="employee"):
    client = Client()
    client.force_login(getattr(mine, who))
    return " ".join(client.get(address).content.decode().replace("&nbsp;", " ").split())


def test_the_page_quotes_both_duties_and_names_people_and_posts_without_a_scope(mine):
    of = made.post(mine, "pracownik socjalny", SOCIAL, PROCEDURE)
    for name, duty in (("aspirant", SOCIAL), ("inspektor", PROCEDURE)):
        made.employed(made.post(mine, name, duty), "", mine.hr, person=mine.people["employee"])
    made.post(mine, "sekretarz")

    page = seen(mine, "/organizacja/rozdzielenie/?dzien=11.06.2018")

    assert f"„{SOCIAL[0].replace(' z ', ' z ')}”" in page.replace("\u00a0", " ")
    assert f'href="/organizacja/stanowiska/{of.pk}/?dzien=2018-06-11"' in page
    assert "Osoby, które łączą jedno z drugim na dwóch stanowiskach" in page
    assert "Stanowiska bez zakresu czynności" in page
    assert "sekretarz</a>" in page


def test_the_position_says_it_on_its_page(mine):
    of = made.post(mine, "pracownik socjalny", SOCIAL, PROCEDURE)
    before, then = (seen(mine, f"/organizacja/stanowiska/{of.pk}/?dzien={day}") for day in ("31.05.2018", "11.06.2018"))
    assert "łączy pracę socjalną" not in before
    assert "bez zakresu czynności" in before
    assert "łączy pracę socjalną z postępowaniem administracyjnym" in then
    assert "przygotowywanie decyzji administracyjnych" in then


def test_the_unit_says_it_beside_the_post(mine):
    under = unit(mine.centre, "Dział", mine.hr)
    made.post(mine, "pracownik socjalny", SOCIAL, PROCEDURE, under=under)
    address = f"/organizacja/komorki/{under.pk}/?dzien="
    assert [
        "łączy pracę socjalną z postępowaniem" in seen(mine, address + day).replace("\u00a0", " ")
        for day in ("31.05.2018", "11.06.2018")
    ] == [False, True]


def test_the_chart_and_its_list_say_it_by_a_shape_and_in_words(mine):
    made.post(mine, "pracownik socjalny", SOCIAL, PROCEDURE, under=unit(mine.centre, "Dział", mine.hr))
    page = seen(mine, "/organizacja/?dzien=11.06.2018")
    drawing, words = page.split('<h2 id="lista">')
    assert 'class="schemat-znak"' in drawing
    assert "łączy pracę socjalną" in drawing
    assert "łączy pracę socjalną z postępowaniem" in words.replace("\u00a0", " ")
    assert "schemat-znak" not in seen(mine, "/organizacja/?dzien=31.05.2018")


def test_marking_the_chart_takes_the_structure_already_read(mine):
    made.post(mine, "pracownik socjalny", SOCIAL, PROCEDURE)
    made.post(mine, "inspektor", SERVICES)
    structure = reading.structure_on(mine.centre, DAY)
    found = mark(structure, scopes_on(mine.centre, DAY))
    assert {post.term.name: bool(post.mixed) for node in structure for post in node.posts} == {
        "pracownik socjalny": True,
        "inspektor": False,
    }
    assert [one.post.unit for one in found.posts] == ["Dział pracownik socjalny"]
    assert chart.whole(structure).count("schemat-znak") == 1
