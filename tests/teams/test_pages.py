import datetime
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.teams import rules
from apps.teams.actions import add_expert_document
from apps.teams.reading import changes_of, rules_of_work
from apps.teams.words import unbroken
from tests import factories
from tests.factories.orders import RULES
from tests.gate import assert_gate, pdf_text

pytestmark = pytest.mark.django_db
JUNE, SEPTEMBER = datetime.date(2018, 6, 11), datetime.date(2018, 9, 1)


def text_of(response):
    return " ".join(response.content.decode().replace("&nbsp;", " ").replace("\u00a0", " ").split())


@pytest.fixture
def scene():
    """A team of a woman, a man, and a man who leaves on 1 September; two products and a document."""
    centre = factories.centre()
    version = factories.catalogue_version()
    factories.product(version, "2a")
    pilot = factories.pilot(centre, version)
    director = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    document = add_expert_document(pilot, "Regulamin Organizacyjny", authority="mayor", by=director)
    people = [("Anna Przykładowa", "f"), ("Jan Wzorcowy", "m"), ("Piotr Szablonowy", "m")]
    people = [factories.person(centre, name, gender=gender) for name, gender in people]
    members = list(zip(people, ["chair", "deputy", "member"], strict=True))
    team = factories.team(centre, members, pilot=pilot, products=["2a"], documents=[document.pk])
    dismissal = {"op": "dismiss", "person": people[2].pk, "name": "Piotr Szablonowy", "provision": "§ 1 pkt 1"}
    effects = {"kind": "change_team", "team": {"id": team.pk}, "composition": [dismissal]}
    factories.issued_order(centre, on=SEPTEMBER, effects=effects, by=director)
    return {"team": team, "director": director, "people": people, "pilot": pilot, "document": document}


ON_A_DAY = {
    "10.06.2018": (False, False),  # before the order
    "11.6.2018": (True, True),
    "2018-08-31": (True, True),
    "1.09.2018": (True, False),
}


@pytest.mark.parametrize("day", ON_A_DAY)
def test_the_page_shows_the_roster_of_the_chosen_day(client, scene, day):
    client.force_login(scene["director"])
    table = text_of(client.get(scene["team"].get_absolute_url(), {"dzien": day})).partition("Nad czym pracuje")[0]
    assert tuple(f"{name} <span" in table for name in ("Anna Przykładowa", "Piotr Szablonowy")) == ON_A_DAY[day]


def test_each_person_stands_with_function_and_provision(client, scene):
    client.force_login(scene["director"])
    text = text_of(client.get(scene["team"].get_absolute_url(), {"dzien": "11.06.2018"}))
    number = scene["team"].issued_order.number_text
    said = ["<td>przewodnicząca</td>", "<td>zastępca przewodniczącej</td>", "<td>członek</td>"]
    said += [f"§ 2 pkt 2 zarządzenia nr {number}", ">31.08.2018</td>", "opinia 2a", "Regulamin Organizacyjny"]
    assert {words: words in text for words in said} == dict.fromkeys(said, True)


@pytest.mark.parametrize(("role", "may"), [("director", True), ("hr", True), ("coordinator", False)])
def test_who_writes_orders_may_appoint_a_team_from_the_list(client, scene, role, may):
    client.force_login(factories.user_of(factories.person(scene["team"].centre, "Marek Etatowy", roles=[role])))
    button = f'href="{reverse("teams:appointment_new")}">Powołaj zespół</a>'
    assert (button in text_of(client.get(reverse("teams:teams")))) == may


def test_a_provision_breaks_only_before_its_order():
    assert [unbroken("§ 2 pkt 1 zarządzenia nr 1/2026").split(" "), unbroken("§ 4 ust. 3").split(" ")] == [
        ["§\u00a02\u00a0pkt\u00a01", "zarządzenia\u00a0nr\u00a01/2026"],
        ["§\u00a04\u00a0ust.\u00a03"],
    ]


def test_a_day_that_does_not_exist_is_refused_and_today_is_shown(client, scene):
    client.force_login(scene["director"])
    text = text_of(client.get(scene["team"].get_absolute_url(), {"dzien": "31.6.2018"}))
    assert ["Podaj dzień, np. 11.06.2018." in text, "(dziś)" in text, 'value="31.6.2018"' in text] == [True] * 3


def test_changes_are_told_with_their_orders(scene):
    told = [(c.on, [e["name"] for e in c.joined], [e["name"] for e in c.left]) for c in changes_of(scene["team"])]
    everybody = [str(person) for person in scene["people"]]
    assert told == [(SEPTEMBER, [], ["Piotr Szablonowy"]), (JUNE, everybody, [])]


def test_the_rules_of_work_are_told_in_words_with_their_provisions():
    assert [(rule.words, rule.provision) for rule in rules_of_work(RULES)] == [
        ("Głosowanie jest ważne, gdy bierze w nim udział co najmniej połowa członków zespołu.", "§ 4 ust. 3"),
        ("Rozstrzyga zwykła większość głosów: „za” musi być więcej niż „przeciw”.", "§ 4 ust. 3"),
        ("Przy równej liczbie głosów rozstrzyga głos prowadzącego posiedzenie.", "§ 4 ust. 3"),
        ("Można głosować w trybie obiegowym.", "§ 4 ust. 4"),
        ("Zdanie odrębne można zgłosić w ciągu 3 dni roboczych od przyjęcia opinii.", "§ 4 ust. 5"),
    ]


@pytest.mark.parametrize(
    ("days", "kind", "words"),
    [
        (1, "working", "Zdanie odrębne można zgłosić w ciągu 1 dnia roboczego od przyjęcia opinii."),
        (14, "calendar", "Zdanie odrębne można zgłosić w ciągu 14 dni od przyjęcia opinii."),
        (0, "working", "Nie przewidziano zdań odrębnych."),
    ],
)
def test_the_right_to_dissent_in_words(days, kind, words):
    assert rules_of_work(RULES | {"dissent_days": days, "dissent_day_kind": kind})[-1].words == words


def test_functions_follow_from_the_roster_of_the_day(scene):
    anna, _, piotr = (factories.user_of(person) for person in scene["people"])
    team = scene["team"]
    assert [rules.function_of(piotr, team, day) for day in (JUNE, SEPTEMBER)] == ["member", None]
    assert (rules.is_chair(anna, team), rules.is_chair(piotr, team, JUNE)) == (True, False)
    assert [list(rules.teams_of(piotr, day)) for day in (JUNE, SEPTEMBER)] == [[team], []]
    assert rules.function_of(factories.wrzos(), team, JUNE) is None


def test_the_team_for_a_product_is_the_one_appointed_last(scene):
    pilot, first = scene["pilot"], scene["team"]
    again = [(scene["people"][0], "chair")]
    second = factories.team(scene["director"].centre, again, pilot=pilot, products=["2a"], on=SEPTEMBER)
    found = [rules.team_for(pilot, "2a", day) for day in (JUNE - datetime.timedelta(1), JUNE, SEPTEMBER)]
    assert found == [None, first, second]
    assert rules.team_for(pilot, "5", SEPTEMBER) is None


def test_a_team_named_for_a_document_works_on_its_parts(scene):
    part = add_expert_document(scene["pilot"], "Schemat", parent=scene["document"], by=scene["director"])
    other = add_expert_document(scene["pilot"], "Ekspertyza", by=scene["director"])
    works = [rules.works_on_document(scene["team"], document) for document in (scene["document"], part, other)]
    assert (works, [part.rank, other.rank]) == ([True, True, False], [1, 2])


def test_only_the_director_and_hr_add_documents_with_experts_of_the_centre(scene):
    pilot, director = scene["pilot"], scene["director"]
    expert = factories.person(director.centre, "Elżbieta Ekspercka", roles=["expert"])
    foreign = factories.person(factories.centre(), "Edward Obcy", gender="m", roles=["expert"])
    add_expert_document(pilot, "Ekspertyza", experts=[expert], by=director)
    assert AuditEvent.objects.filter(verb="expert_document.add").latest("pk").data["experts"] == [expert.pk]

    refused = [
        (factories.user_of(scene["people"][0]), [], "dodaje dyrektor albo pracownik kadr"),
        (factories.user_of(foreign), [], "dodaje dyrektor albo pracownik kadr"),
        (director, [foreign], "Edward Obcy nie ma w tym ośrodku roli eksperta"),
        (director, [scene["people"][0]], "Anna Przykładowa nie ma w tym ośrodku roli eksperta"),
    ]
    for by, experts, said in refused:
        with pytest.raises(DomainError, match=said):
            add_expert_document(pilot, "Inna", experts=experts, by=by)


def test_the_list_asks_as_many_queries_for_many_teams_as_for_one(client, scene, django_assert_num_queries):
    client.force_login(scene["director"])
    client.get("/zespoly/")
    with CaptureQueriesContext(connection) as once:
        client.get("/zespoly/")
    for _ in range(2):
        factories.team(scene["director"].centre, [(scene["people"][0], "chair")])
    with django_assert_num_queries(len(once)):
        client.get("/zespoly/")


def test_the_page_of_a_team_asks_as_many_queries_for_a_big_team_as_for_a_small_one(client, scene):
    people = [factories.person(scene["director"].centre, f"Osoba Numer{n}") for n in range(20)]
    members = [(people[0], "chair"), *((one, "member") for one in people[1:])]
    big = factories.team(scene["director"].centre, members, pilot=scene["pilot"], products=["2a"])
    client.force_login(scene["director"])
    asked = {}
    for name, team in [("warm", big), ("small", scene["team"]), ("big", big)]:
        with CaptureQueriesContext(connection) as queries:
            client.get(team.get_absolute_url(), {"dzien": "12.06.2018"})
        asked[name] = [query["sql"] for query in queries if "expert" not in query["sql"]]  # only one has documents
    assert len(asked["small"]) == len(asked["big"])
    assert [sql for sql in asked["big"] if ' "orders_order"' in sql] == []  # numbers and links stand in issued ones


def test_an_empty_list_teaches(client):
    centre = factories.centre()
    director = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    client.force_login(director)
    assert "Nie ma jeszcze zespołów" in text_of(client.get("/zespoly/"))


def attendance(client, scene, day):
    return client.get(reverse("teams:attendance", args=[scene["team"].pk]), {"dzien": day})


@pytest.mark.parametrize(
    ("day", "members", "quorum"),
    [("31.08.2018", 3, "co najmniej 2 z nich (§ 4 ust. 3)"), ("1.09.2018", 2, "co najmniej 1 z nich")],
)
def test_the_list_to_sign_names_the_members_of_the_day_and_the_quorum(client, scene, day, members, quorum):
    client.force_login(scene["director"])
    paper = attendance(client, scene, day).content
    assert_gate(paper)
    text = pdf_text(paper)
    there = [name for name in ("Anna Przykładowa", "Jan Wzorcowy", "Piotr Szablonowy") if name in text]
    assert (len(there), f"Członków zespołu w tym dniu: {members}." in text, quorum in text) == (members, True, True)


def test_nobody_signs_before_the_order(client, scene):
    client.force_login(scene["director"])
    assert attendance(client, scene, "10.06.2018").status_code == 404


def test_the_list_to_sign_takes_a_large_team(client):
    centre = factories.centre()
    people = [factories.person(centre, f"Osoba {'Długonazwiskowa-Przykładowa ' * 2}{n}") for n in range(40)]
    members = [(people[0], "chair"), *((person, "member") for person in people[1:])]
    team = factories.team(centre, members)
    client.force_login(factories.user_of(people[0]))
    paper = attendance(client, {"team": team}, "31.08.2018").content
    assert_gate(paper)
    assert "40." in pdf_text(paper)


def rows_of(answer):
    return list(openpyxl.load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))


def test_the_sheet_of_rosters_says_who_where_and_why_on_the_day(client, scene):
    client.force_login(scene["director"])
    heading, *rows = rows_of(client.get(reverse("teams:teams_xlsx"), {"dzien": "31.08.2018"}))
    number = scene["team"].issued_order.number_text
    assert heading == ("Zespół", "Imię i nazwisko", "Stanowisko w zarządzeniu", "Funkcja", "Na podstawie", "Od", "Do")
    assert [(row[1], row[3]) for row in rows] == [
        ("Anna Przykładowa", "przewodnicząca"),
        ("Jan Wzorcowy", "zastępca przewodniczącej"),
        ("Piotr Szablonowy", "członek"),
    ]
    assert all(row[4].endswith(f"zarządzenia nr {number}") for row in rows)
    assert [row[6] and row[6].date() for row in rows] == [None, None, datetime.date(2018, 8, 31)]


def test_the_sheet_of_another_centre_is_empty(client, scene):
    client.force_login(factories.user_of(factories.person(factories.centre(), "Ewa Obca")))
    assert len(rows_of(client.get(reverse("teams:teams_xlsx"), {"dzien": "31.08.2018"}))) == 1
