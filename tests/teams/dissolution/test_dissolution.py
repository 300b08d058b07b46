"""An order that dissolves a team: its words, and that nobody is in the team any more."""
# ruff: noqa: E501

import datetime

import pytest
from django.urls import reverse

from apps.core import clock
from apps.core.polish import day_in_words
from apps.orders.models import IssuedOrder, Order, Relation
from apps.orders.text import sheet_lines
from apps.teams import rules
from apps.teams.models import Team
from tests import factories
from tests.orders.register.laid import laid

pytestmark = pytest.mark.django_db
JUNE_11, AUGUST_31, SEPTEMBER_1 = datetime.date(2018, 6, 11), datetime.date(2018, 8, 31), datetime.date(2018, 9, 1)
NEW = "/zarzadzenia/nowe/rozwiazanie-zespolu/"


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def director(client, centre):
    user = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    client.force_login(user)
    return user


@pytest.fixture
def team(centre, director):
    anna, jan = factories.person(centre, "Anna Wzorowa"), factories.person(centre, "Jan Próbny", gender="m")
    return factories.team(centre, [(anna, "chair"), (jan, "member")], on=JUNE_11)


def typed(client, team, **fields):
    page = client.get(NEW, {"zespol": team.pk})
    data = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    return data | {"legal_basis": "§ 7 Statutu"} | fields


def body(order):
    return sheet_lines(order.text, order.number_text, day_in_words(order.signed_on))[5:-3]


def issue(client, team, **fields):
    with clock.pretend(datetime.date(2018, 8, 20)):
        sent = client.post(NEW, typed(client, team, **fields) | {"check": "1"})
        page = client.get(sent.url)
        client.post(sent.url, {"shown_hash": page.context["shown_hash"]})
    return page, IssuedOrder.objects.get(kind="dissolution")


def test_the_words_of_the_order_and_what_it_does(client, team):
    _, order = issue(client, team, effective="on_date", effective_on="1.09.2018")
    number = team.issued_order.number_text
    assert order.title == "w sprawie rozwiązania Zespołu do spraw wdrożenia modelu"
    assert body(order) == [
        "§ 1. Rozwiązuje się Zespół do spraw wdrożenia modelu.",
        f"§ 2. Traci moc zarządzenie nr {number} Dyrektora Miejskiego Ośrodka Pomocy Społecznej w Częstochowie z dnia 11 czerwca 2018 r. w sprawie powołania Zespołu.",
        "§ 3. Zarządzenie wchodzi w życie z dniem 1 września 2018 r.",
    ]
    team = Team.objects.get(pk=team.pk)
    assert (team.last_day, len(rules.roster_on(team, AUGUST_31)), rules.roster_on(team, SEPTEMBER_1)) == (
        AUGUST_31, 2, [],
    )  # fmt: skip
    [relation] = Relation.objects.all()
    assert (relation.kind, relation.older_id, relation.provision) == ("repeals", team.issued_order_id, "§ 2")


def test_the_form_opens_without_finding_fault(client, director):
    page = client.get(NEW).content.decode()
    assert ("error-summary" in page, "field-wrong" in page) == (False, False)


def test_what_is_said_besides_stands_before_the_repeal(client, team):
    _, order = issue(client, team, further="Dokumenty Zespołu przejmuje Dział Organizacyjny.")
    assert body(order)[1] == "§ 2. Dokumenty Zespołu przejmuje Dział Organizacyjny."
    assert body(order)[2].startswith("§ 3. Traci moc zarządzenie nr ")
    assert order.effects["repeals"] == [{"order": team.pk, "provision": "§ 3"}]


def test_the_check_says_who_goes_and_what_is_repealed(client, team):
    page, _ = issue(client, team)
    effects = page.context["effects"]
    assert [(line.what, line.name, line.words) for line in effects["change"].lines] == [
        ("leaves", "Anna Wzorowa", "przewodnicząca"),
        ("leaves", "Jan Próbny", "członek"),
    ]
    assert [one["order"].pk for one in effects["repealed"]] == [team.issued_order_id]
    assert "Zespół przestaje działać" in page.content.decode()


def test_a_team_that_is_gone_is_not_offered(client, team):
    issue(client, team)
    page = client.get(NEW, {"zespol": team.pk})
    assert list(page.context["form"].fields["team"].queryset) == []
    data = {"team": str(team.pk), "effective": "on_signing", "legal_basis": "§ 7", "further": ""}
    sent = client.post(NEW, data | {"check": "1"}, follow=True)
    assert sent.context["form"].errors["team"] == ["W polu „Zespół” wybierz jedną z podanych możliwości."]
    assert Order.objects.filter(kind="dissolution", status="draft").get().body == []


def test_a_team_dissolved_meanwhile_cannot_be_dissolved_again(client, team):
    with clock.pretend(datetime.date(2018, 8, 20)):
        sent = client.post(NEW, typed(client, team) | {"check": "1"})
        assert client.get(sent.url).context["missing"] == []
    issue(client, team)
    assert client.get(sent.url).context["missing"] == ["W polu „Zespół” wybierz jedną z podanych możliwości."]


def test_everybody_of_the_team_is_told(client, team):
    _, order = issue(client, team)
    assert order.effects["tell"] == [entry.person_id for entry in rules.roster_on(team, JUNE_11)]


def joined(team, by, name, on):
    """An order that lets somebody join from the day."""
    person = factories.person(team.centre, name)
    entry = {"op": "appoint", "person": person.pk, "name": name, "description": "", "function": "member"}
    effects = {
        "kind": "change_team",
        "team": {"id": team.pk},
        "amends": {"order": team.pk, "provision": "§ 1"},
        "composition": [entry | {"provision": "§ 1"}],
    }
    return person, laid(by, 700, "2018-08-01", effective=on, effects=effects, kind="composition")


def test_who_was_to_join_later_is_named_and_told(client, director, team):
    ewa, change = joined(team, director, "Ewa Przykładna", "2018-10-01")
    account = factories.user_of(ewa)
    page, order = issue(client, team, effective="on_date", effective_on="1.09.2018")
    effects = page.context["effects"]
    assert [(one.name, one.since_on, one.issued_order) for one in effects["change"].later] == [
        ("Ewa Przykładna", datetime.date(2018, 10, 1), change)
    ]
    assert (account in effects["told"], ewa.pk in order.effects["tell"]) == (True, True)
    said = " ".join(page.content.decode().replace("\u00a0", " ").replace("&nbsp;", " ").split())
    assert (
        "Nie wejdą już do zespołu, choć miały to zrobić później:</p> <ul><li>Ewa Przykładna, od 1 października" in said
    )
    assert f"zarządzenie nr {change.number_text}</a>" in said


def test_who_joins_before_the_end_leaves_with_the_others(client, director, team):
    joined(team, director, "Ewa Przykładna", "2018-08-25")
    page, _ = issue(client, team, effective="on_date", effective_on="1.09.2018")
    change = page.context["effects"]["change"]
    leaving = {line.name for line in change.leaving}
    assert (leaving, change.later) == ({"Anna Wzorowa", "Jan Próbny", "Ewa Przykładna"}, [])


def test_the_page_of_the_kind_is_offered(client, director):
    page = client.get(reverse("orders:new")).content.decode()
    assert all(f'href="{address}"' in page for address in [NEW, "/zarzadzenia/nowe/zmiana-skladu-zespolu/"])


@pytest.mark.parametrize("address", [NEW, "/zarzadzenia/nowe/zmiana-skladu-zespolu/"])
def test_without_a_team_the_form_gives_way_to_what_comes_first(client, director, address):
    page = client.get(address).content.decode()
    assert ("Powołaj zespół" in page, 'name="team"' in page) == (True, False)
