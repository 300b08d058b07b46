"""A team by day: who is in it, what it works on and how, from the order that appoints it to the one that ends it.
The days are those of worked example B (domain 2.8)."""

import datetime

import pytest
from django.db import InternalError, connection, transaction

from apps.core import clock
from apps.core.errors import DomainError
from apps.teams import actions, rules
from apps.teams.models import Mandate, RosterInterval, Team
from apps.teams.reading import changes_of
from tests import factories
from tests.factories.orders import RULES

pytestmark = pytest.mark.django_db
JUNE_11, AUGUST_20, AUGUST_31 = datetime.date(2018, 6, 11), datetime.date(2018, 8, 20), datetime.date(2018, 8, 31)
SEPTEMBER_1, OCTOBER_1 = datetime.date(2018, 9, 1), datetime.date(2018, 10, 1)
PEOPLE = [
    ("Anna Przykładowa", "chair"),
    ("Jan Wzorcowy", "deputy"),
    ("Maria Testowa", "secretary"),
    ("Barbara Modelowa", "member"),
    ("Piotr Szablonowy", "member"),
    ("Ewa Próbna", "member"),
]
BEFORE = [name for name, _ in PEOPLE]
AFTER = ["Anna Przykładowa", "Jan Wzorcowy", "Tomasz Przykładny", "Barbara Modelowa", "Ewa Próbna", "Alicja Ćwiczebna"]
FIVE_DAYS = RULES | {"dissent_days": 5, "changed": {"dissent": "zmieniony przez § 1 pkt 3"}}


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def team(centre):
    people = [(factories.person(centre, name), function) for name, function in PEOPLE]
    return factories.team(centre, people, on=JUNE_11, products=["1"])


def somebody(centre, name):
    first, last = name.split(" ", 1)
    found = centre.people.filter(first_name=first, last_name=last).first()
    return found or factories.person(centre, name)


def entry(centre, op, name, provision, **said):
    person = somebody(centre, name)
    return {"op": op, "person": person.pk, "name": name, "provision": provision} | said


def changed(team, *composition, on=SEPTEMBER_1, **effects):
    said = {"kind": "change_team", "team": {"id": team.pk}, "composition": list(composition)} | effects
    return factories.issued_order(team.centre, on=on, effects=said)


def example_b(team, **effects):
    """§ 1 of worked example B, as effects."""
    centre = team.centre
    return changed(
        team,
        entry(centre, "dismiss", "Maria Testowa", "§ 1 pkt 1 lit. a"),
        entry(centre, "appoint", "Tomasz Przykładny", "§ 1 pkt 1 lit. a", function="secretary", rank=3),
        entry(centre, "dismiss", "Piotr Szablonowy", "§ 1 pkt 1 lit. b tiret pierwsze"),
        entry(centre, "appoint", "Alicja Ćwiczebna", "§ 1 pkt 1 lit. b tiret drugie", function="member", rank=7),
        **effects,
    )


def ended(team, *, on=OCTOBER_1, **how):
    how = how or {"kind": "dissolve_team", "team": {"id": team.pk}, "dissolves": {"provision": "§ 1"}}
    return factories.issued_order(team.centre, on=on, effects=how)


def names(team, on):
    return [entry.name for entry in rules.roster_on(team, on)]


def test_those_who_leave_work_to_the_last_of_august_and_the_new_begin_on_the_first_of_september(team):
    number = example_b(team).number_text
    assert (names(team, AUGUST_31), names(team, SEPTEMBER_1)) == (BEFORE, AFTER)

    found = {e.name: (e.since_on, e.last_day, e.provision) for e in RosterInterval.objects.filter(team=team)}
    first = team.issued_order.number_text
    assert found["Maria Testowa"] == (JUNE_11, AUGUST_31, f"§ 2 pkt 3 zarządzenia nr {first}")
    assert found["Piotr Szablonowy"] == (JUNE_11, AUGUST_31, f"§ 2 pkt 5 zarządzenia nr {first}")
    by = f"zarządzenia nr {number}"
    assert found["Tomasz Przykładny"] == (SEPTEMBER_1, None, f"§ 1 pkt 1 lit. a {by}")
    assert found["Alicja Ćwiczebna"] == (SEPTEMBER_1, None, f"§ 1 pkt 1 lit. b tiret drugie {by}")


def test_a_function_changes_on_its_day(team):
    changed(
        team,
        entry(team.centre, "appoint", "Ewa Próbna", "§ 1 pkt 1", function="secretary"),
        entry(team.centre, "appoint", "Maria Testowa", "§ 1 pkt 2", function="member"),
    )
    functions = lambda day: [(e.name, e.function) for e in rules.roster_on(team, day)][2:]  # noqa: E731
    assert functions(AUGUST_31)[0] == ("Maria Testowa", "secretary")
    assert [f for f in functions(SEPTEMBER_1) if f[0] in ("Ewa Próbna", "Maria Testowa")] == [
        ("Ewa Próbna", "secretary"),
        ("Maria Testowa", "member"),
    ]


@pytest.mark.parametrize("way", ["dissolved", "repealed"])
def test_a_team_ends_when_it_is_dissolved_or_its_order_is_repealed(team, way):
    ended(team, **{} if way == "dissolved" else {"kind": "other", "repeals": [{"order": team.pk, "provision": "§ 2"}]})
    team = Team.objects.get(pk=team.pk)
    assert (team.until_on, team.last_day) == (OCTOBER_1, datetime.date(2018, 9, 30))
    assert (names(team, datetime.date(2018, 9, 30)), names(team, OCTOBER_1)) == (BEFORE, [])
    assert [Team.objects.in_force(day).count() for day in (AUGUST_31, OCTOBER_1)] == [1, 0]
    assert (rules.rules_on(team, AUGUST_31), rules.rules_on(team, OCTOBER_1)) == (RULES, {})


def test_the_first_end_counts_and_what_is_said_later_changes_nothing(team):
    ended(team)
    ended(team, on=datetime.date(2018, 12, 1), kind="other", repeals=[{"order": team.pk, "provision": "§ 1"}])
    late = entry(team.centre, "appoint", "Alicja Ćwiczebna", "§ 1", function="member")
    changed(team, late, on=datetime.date(2018, 11, 1), rules=FIVE_DAYS)
    team = Team.objects.get(pk=team.pk)
    assert team.until_on == OCTOBER_1
    assert (names(team, datetime.date(2018, 11, 2)), Mandate.objects.count()) == ([], 1)


def test_repealing_an_order_that_appointed_no_team_ends_none(team):
    other = factories.issued_order(team.centre, effects={"kind": "other"})
    ended(team, kind="other", repeals=[{"order": other.order_id, "provision": "§ 1"}])
    assert names(team, OCTOBER_1) == BEFORE


@pytest.mark.parametrize("what", ["composition", "dissolves", "repeals", "rules"])
def test_an_order_of_another_centre_changes_nothing(team, what):
    stranger = factories.centre()
    said = {
        "composition": {"composition": [entry(stranger, "appoint", "Obca Osoba", "§ 1", function="member")]},
        "dissolves": {"dissolves": {"provision": "§ 1"}},
        "repeals": {"repeals": [{"order": team.pk, "provision": "§ 1"}]},
        "rules": {"rules": FIVE_DAYS},
    }[what]
    factories.issued_order(stranger, on=SEPTEMBER_1, effects={"team": {"id": team.pk}} | said)
    assert (names(team, SEPTEMBER_1), rules.rules_on(team, SEPTEMBER_1)) == (BEFORE, RULES)
    assert (RosterInterval.objects.filter(team=team).count(), Mandate.objects.filter(team=team).count()) == (6, 1)


def test_rules_are_those_of_the_day_and_say_which_order_set_them(team):
    number = example_b(team, rules=FIVE_DAYS).number_text
    assert rules.rules_on(team, AUGUST_31) == RULES
    assert rules.rules_on(team, SEPTEMBER_1) == FIVE_DAYS | {"order": number}


def test_what_an_order_leaves_unsaid_stays_as_it_was(team):
    changed(team, products=["1", "2a"])
    changed(team, on=OCTOBER_1, rules=FIVE_DAYS)
    found = {m.since_on: (m.products, m.rules["dissent_days"]) for m in Mandate.objects.filter(team=team)}
    assert found == {JUNE_11: (["1"], 3), SEPTEMBER_1: (["1", "2a"], 3), OCTOBER_1: (["1", "2a"], 5)}


def test_two_orders_of_one_day_count_by_their_numbers(team):
    changed(team, products=["2a"], on=SEPTEMBER_1)
    changed(team, products=["2b"], on=SEPTEMBER_1)
    assert rules.mandate_on(team, SEPTEMBER_1).products == ["2b"]


def ballot_on(team, day):
    with clock.pretend(day), transaction.atomic():
        by = factories.user_of(somebody(team.centre, "Anna Przykładowa"))
        return actions.open_ballot(team, "próby", "0" * 64, "meeting", by=by)


def test_a_ballot_opened_in_august_keeps_the_people_and_the_rules_of_august(team):
    ballot = ballot_on(team, AUGUST_31)
    example_b(team, rules=FIVE_DAYS)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    ballot.refresh_from_db()
    assert ([e.name for e in ballot.electors.all()], ballot.rules) == (BEFORE, RULES)
    maria = factories.user_of(somebody(team.centre, "Maria Testowa"))
    with clock.pretend(SEPTEMBER_1):
        assert actions.cast_vote(ballot, "for", "", by=maria).elector.name == "Maria Testowa"


def test_a_ballot_opened_in_september_has_those_of_september(team):
    number = example_b(team, rules=FIVE_DAYS).number_text
    ballot = ballot_on(team, SEPTEMBER_1)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert ([e.name for e in ballot.electors.all()], ballot.rules) == (AFTER, FIVE_DAYS | {"order": number})


def test_the_database_refuses_rules_of_another_day(team):
    ballot = ballot_on(team, AUGUST_31)
    example_b(team, rules=FIVE_DAYS)
    ballot.pk, ballot.opened_at = None, ballot.opened_at + datetime.timedelta(days=1)
    with pytest.raises(InternalError, match="które zespołowi w tym dniu dały zarządzenia"), transaction.atomic():
        ballot.save(force_insert=True)


def test_a_dissolved_team_opens_no_ballot(team):
    ended(team)
    with pytest.raises(DomainError, match="nie ma ani jednego członka"):
        ballot_on(team, OCTOBER_1)


def told(team):
    def names_of(entries):
        return [entry["name"].split()[0] for entry in entries]

    return [(c.on, *map(names_of, (c.joined, c.left, c.moved)), c.rules, c.ended) for c in changes_of(team)]


def test_the_history_tells_who_came_left_and_changed_and_the_end(team):
    moved = entry(team.centre, "appoint", "Ewa Próbna", "§ 1 pkt 2", function="deputy")
    changed(team, moved, entry(team.centre, "dismiss", "Jan Wzorcowy", "§ 1 pkt 1"), rules=FIVE_DAYS)
    ended(team)
    everybody = [name.split()[0] for name in BEFORE]
    assert told(Team.objects.get(pk=team.pk)) == [
        (OCTOBER_1, [], [], [], False, "§ 1"),
        (SEPTEMBER_1, [], ["Jan"], ["Ewa"], True, ""),
        (JUNE_11, everybody, [], [], False, ""),
    ]


@pytest.mark.parametrize(("role", "buttons"), [("director", True), ("hr", True), ("employee", False)])
def test_who_writes_orders_may_change_and_dissolve_from_the_page(client, team, role, buttons):
    client.force_login(factories.user_of(factories.person(team.centre, "Osoba Patrząca", roles=[role])))
    page = client.get(team.get_absolute_url()).content.decode()
    links = [f"zmiana-skladu-zespolu/?zespol={team.pk}", f"rozwiazanie-zespolu/?zespol={team.pk}"]
    assert [link in page for link in links] == [buttons] * 2


def test_a_dissolved_team_is_marked_and_no_longer_changed(client, team):
    ended(team)
    client.force_login(factories.user_of(factories.person(team.centre, "Dorota Dyrektorska", roles=["director"])))
    page, listed = (client.get(address).content.decode() for address in (team.get_absolute_url(), "/zespoly/"))
    said = "rozwiązany</strong>: działał do 30 września 2018 r."
    assert (said in page.replace("\u00a0", " "), "?zespol=" in page) == (True, False)
    assert "Rozwiązany, działał do 30 września 2018 r." in listed.replace("\u00a0", " ")


def test_the_page_cites_the_order_that_changed_a_rule(client, team):
    number = example_b(team, rules=FIVE_DAYS).number_text
    client.force_login(factories.user_of(factories.person(team.centre, "Dorota Dyrektorska", roles=["director"])))
    page = client.get(team.get_absolute_url()).content.decode().replace("\u00a0", " ")
    assert f"(§ 4 ust. 5, zmieniony przez § 1 pkt 3 zarządzenia nr {number})" in page
    before = client.get(team.get_absolute_url(), {"dzien": "31.08.2018"}).content.decode()
    assert "w ciągu 3 dni" in before.replace("\u00a0", " ")


def test_a_team_dissolved_before_it_began_still_has_its_page(client, team):
    ended(team, on=team.effective_on)
    client.force_login(team.issued_order.issued_by)
    answer = client.get(team.get_absolute_url(), {"dzien": "2018-12-02"})
    assert (answer.status_code, answer.context["roster"], answer.context["products"]) == (200, [], [])
