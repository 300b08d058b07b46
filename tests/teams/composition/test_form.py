"""The form of a change keeps what was typed, follows the day, and is composed anew before it is issued."""
# ruff: noqa: E501

import datetime

import pytest
from django.urls import reverse

from apps.core import clock
from apps.orders.models import IssuedOrder, Order
from apps.orders.text import from_json, to_text
from apps.teams.composition.forms import typed_in
from apps.teams.models import Team
from tests import factories

from . import forms
from .teams import AUGUST_20, appointed, change, issued, people

pytestmark = pytest.mark.django_db
NEW = "/zarzadzenia/nowe/zmiana-skladu-zespolu/"
ODD = "  Zażółć „gęślą” <b>jaźń</b> & 'x' \"y\""
BASIS = "§ 7 Statutu"


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def director(client, centre):
    user = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    client.force_login(user)
    return user


@pytest.fixture
def who(centre):
    return people(centre, "Anna", "Jan", "Ewa", "Adam", "Zofia")


@pytest.fixture
def team(centre, who, director):
    return appointed(centre, [(who["Anna"], "chair"), (who["Jan"], "member"), (who["Ewa"], "member")])


def edit(order):
    return reverse("teams:composition_edit", args=[order.pk])


def saved(client, team, **ticked):
    with clock.pretend(AUGUST_20):
        client.post(NEW, forms.typed(team, legal_basis=BASIS, **ticked) | {"save": ""})
    return Order.objects.get(kind="composition")


def test_the_form_opens_with_a_choice_of_teams_and_then_shows_the_composition(client, team):
    page = client.get(NEW)
    assert (list(page.context["form"].fields["team"].queryset), page.context["form"].seat_rows) == ([team], [])
    page = client.post(NEW, {"team": team.pk, "effective": "on_signing", "legal_basis": BASIS, "team_chosen": "1"})
    rows = [(row.holder.name, row.word, row.provision) for row in page.context["form"].seat_rows]
    assert rows == [
        ("Anna Testowa", "przewodnicząca", "§ 2 pkt 1"),
        ("Jan Testowy", "członek", "§ 2 pkt 2 lit. a"),
        ("Ewa Testowa", "członkini", "§ 2 pkt 2 lit. b"),
    ]
    said = page.content.decode().replace("&nbsp;", " ")
    assert "Gdy zmienisz dzień wejścia w życie, wybierz „Pokaż skład w tym dniu”." in said
    assert "Jeżeli Anna Testowa zostaje w zespole:" in said
    form = page.context["form"]
    assert [form[name].value() for name in ("quorum", "dissent_days", "opinion_days")] == ["half", "3", "14"]
    assert (form["follows_gender"].value(), form.new_rows[0]["function"].value()) == (True, "member")


def test_the_composition_is_that_of_the_day(client, team, who):
    issued(team, leaves=[who["Ewa"]], effective="on_date", effective_on="1.09.2018")
    names = {}
    for day in ("31.08.2018", "1.09.2018"):
        data = {"team": team.pk, "effective": "on_date", "effective_on": day, "team_chosen": "1", "legal_basis": BASIS}
        names[day] = [row.holder.name.split()[0] for row in client.post(NEW, data).context["form"].seat_rows]
    assert names == {"31.08.2018": ["Anna", "Jan", "Ewa"], "1.09.2018": ["Anna", "Jan"]}


def test_a_half_done_form_is_saved_and_comes_back(client, team, who):
    ticked = {"leaves": [who["Anna"]], "descriptions": {who["Jan"]: ODD}, "adds": [("§ 3 ust. 1", ODD), ("", ODD)]}
    order = saved(client, team, **ticked)
    assert (order.body, order.subject, order.amends) == ([], "powołania Zespołu do spraw prób", team.issued_order)
    form = client.get(edit(order)).context["form"]
    assert [row["leaves"].value() for row in form.seat_rows] == [True, False, False]
    assert form.seat_rows[1]["now_description"].value() == ODD
    assert [(row["addition_after"].value(), row["addition_text"].value()) for row in form.addition_rows] == [
        ("§ 3 ust. 1", ODD),
        ("", ODD),
    ]


def test_mistakes_stand_where_they_are(client, team, who):
    ticked = {"leaves": [who["Anna"]], "adds": [("§ 3 ust. 1", ""), ("", "Zespół działa.")]}
    data = forms.typed(team, **ticked, legal_basis="", effective="on_date") | {"check": ""}
    form = client.post(NEW, data, follow=True).context["form"]
    assert form.errors == {
        "effective_on": ["Podaj dzień wejścia w życie, np. 1.09.2018."],
        "legal_basis": ["Wypełnij pole „Podstawa prawna”."],
    }
    assert [row.errors for row in form.addition_rows] == [
        {"addition_text": ["Wpisz treść przepisu, który ma dojść."]},
        {"addition_after": ["Wybierz, po którym przepisie dodać ten tekst."]},
    ]
    data = forms.typed(team, leaves=[who["Anna"]], legal_basis=BASIS) | {"check": ""}
    form = client.post(NEW, data, follow=True).context["form"]
    assert form.errors == {
        "__all__": ["Po tych zmianach zespołowi nikt by nie przewodniczył. Wskaż, kto obejmie tę funkcję."]
    }


def test_buttons_work_without_a_script_and_lose_nothing(client, team, who):
    data = forms.typed(team, leaves=[who["Ewa"]], joins=[(who["Adam"], "member")], adds=[("§ 3 ust. 1", ODD)])
    for button, count in [("add", (2, 1)), ("add_unit", (1, 2)), ("remove", (1, 1))]:
        form = client.post(NEW, data | {button: "0"}).context["form"]
        assert (len(form.new_rows), len(form.addition_rows)) == count
        assert (form.seat_rows[2]["leaves"].value(), form.addition_rows[0]["addition_text"].value()) == (True, ODD)
    assert Order.objects.filter(kind="composition").count() == 0


def test_two_who_save_at_once_see_both_versions(client, team, who):
    order = saved(client, team, leaves=[who["Ewa"]])
    mine = forms.typed(team, leaves=[who["Jan"]], legal_basis=BASIS) | {"version": "0", "save": ""}
    page = client.post(edit(order), mine)
    assert page.status_code == 409
    assert page.context["differences"] == [
        {"label": "odchodzi ze składu", "mine": str(who["Jan"].pk), "theirs": str(who["Ewa"].pk)}
    ]
    again = {name: [value for key, value in page.context["mine"] if key == name] for name, _ in page.context["mine"]}
    client.post(edit(order), again | {"version": str(page.context["version"]), "save": ""})
    assert Order.objects.get(pk=order.pk).typed["leaves"] == [str(who["Jan"].pk)]


def test_it_is_composed_anew_when_somebody_is_renamed_or_the_team_changed_meanwhile(client, team, who):
    order = saved(client, team, joins=[(who["Adam"], "member")])
    check = reverse("desk:order_check", args=[order.pk])
    who["Adam"].last_name = "Nowy"
    who["Adam"].save()
    with clock.pretend(AUGUST_20):
        page = client.get(check)
        assert (page.context["recomposed"], "Adam Nowy" in page.context["shown_text"]) == (True, True)
        issued(team, leaves=[who["Ewa"]], joins=[(who["Zofia"], "member")])
        page = client.get(check)
    assert "dodaje się lit. d w brzmieniu:" in page.context["shown_text"]


def test_a_team_dissolved_meanwhile_cannot_be_changed(client, team, who):
    order = saved(client, team, leaves=[who["Ewa"]])
    ends = {"kind": "dissolve_team", "team": {"id": team.pk}, "dissolves": {"provision": "§ 1"}}
    factories.issued_order(team.centre, on=AUGUST_20, effects=ends)
    with clock.pretend(AUGUST_20):
        page = client.get(reverse("desk:order_check", args=[order.pk]))
    assert page.context["missing"] == ["W polu „Zespół” wybierz jedną z podanych możliwości."]
    assert client.get(edit(order)).status_code == 200


def test_a_team_whose_order_has_no_text_is_refused_with_the_way_out(client, centre, director):
    bare = factories.team(centre, [(factories.person(centre), "chair")])
    form = client.get(NEW, {"zespol": bare.pk}).context["form"]
    assert form.refusal.startswith("Program nie ma treści zarządzenia nr ")
    assert form.seat_rows == []


def test_a_team_that_does_not_work_yet_is_changed_from_its_first_day_on(client, team):
    with clock.pretend(datetime.date(2018, 6, 1)):
        form = client.get(NEW, {"zespol": team.pk}).context["form"]
        assert form.refusal == (
            "Ten zespół działa dopiero od 11 czerwca 2018 r. Wybierz ten albo późniejszy dzień wejścia zmian w życie."
        )
        data = {"team": team.pk, "effective": "on_date", "effective_on": "11.06.2018", "team_chosen": "1"}
        assert len(client.post(NEW, data).context["form"].seat_rows) == 3


def test_a_foreign_team_is_not_there(client, director):
    other = factories.centre()
    team = factories.team(other, [(factories.person(other), "chair")])
    form = client.get(NEW, {"zespol": team.pk}).context["form"]
    assert (form.team, list(form.fields["team"].queryset)) == (None, [])


def test_what_is_typed_is_kept_word_for_word_and_strangers_are_not(team, who):
    data = forms.typed(team, leaves=[who["Ewa"]], legal_basis="§ 7\0")
    kept = typed_in(_query(data | {"obce": ["x"]}))
    assert ("obce" in kept, kept["legal_basis"], kept["leaves"]) == (False, ["§ 7"], [str(who["Ewa"].pk)])


def _query(data):
    from apps.orders.drafting.typed import bound_to

    return bound_to(data)


RULES = {
    "dissent_days": ({"dissent_days": "5"}, "w § 4 w ust. 5 wyrazy „3 dni roboczych” zastępuje się wyrazami „5 dni roboczych”."),
    "day kind": ({"dissent_day_kind": "calendar"}, "w § 4 w ust. 5 wyrazy „3 dni roboczych” zastępuje się wyrazami „3 dni”."),
    "no dissent": ({"dissent_days": ""}, "wprowadza się następujące zmiany:\n1) w § 4 uchyla się ust. 5;\n2) w § 5 w ust. 1 uchyla się pkt 5."),
    "quorum": ({"quorum": "two_thirds"}, "w § 4 w ust. 3 wyrazy „co najmniej połowy swojego składu” zastępuje się wyrazami „co najmniej dwóch trzecich swojego składu”."),
    "majority": ({"majority": "absolute"}, "w § 4 w ust. 3 wyrazy „zwykłą większością głosów” zastępuje się wyrazami „bezwzględną większością głosów”."),
    "no casting vote": ({"casting_vote": False}, "w § 4 ust. 3 otrzymuje brzmienie:\n„3. Zespół podejmuje rozstrzygnięcia zwykłą większością głosów w obecności co najmniej połowy swojego składu.”."),
    "no circular mode": ({"circular": False}, "w § 4 uchyla się ust. 4."),
    "opinion": ({"opinion_days": "21"}, "w § 3 w ust. 2 wyrazy „14 dni” zastępuje się wyrazami „21 dni”."),
    "no opinion": ({"opinion_days": ""}, "w § 3 uchyla się ust. 2."),
}  # fmt: skip


@pytest.mark.parametrize("name", RULES)
def test_rules_change_in_their_own_provisions(team, name):
    fields, said = RULES[name]
    assert change(team, changes_rules=True, **fields) == said


def test_a_rule_that_was_not_there_comes_after_the_quorum(centre, who, director):
    team = appointed(centre, [(who["Anna"], "chair"), (who["Jan"], "member")], circular=False, dissent_days="")
    said = change(team, changes_rules=True, circular=True, dissent_days="7", dissent_day_kind="calendar")
    assert said.splitlines()[0] == "w § 4 po ust. 3 dodaje się ust. 3a i 3b w brzmieniu:"
    order = issued(team, changes_rules=True, circular=True, dissent_days="7", dissent_day_kind="calendar")
    assert order.effects["rules"]["provisions"] == {
        "quorum": "§ 4 ust. 3",
        "circular": "§ 4 ust. 3a",
        "dissent": "§ 4 ust. 3b",
    }
    assert order.effects["rules"]["changed"] == dict.fromkeys(("circular", "dissent"), "dodany przez § 1")


def test_rules_left_alone_are_not_touched_unless_asked(team):
    assert change(team, dissent_days="5", descriptions={}) == [
        "Nie wskazano jeszcze żadnej zmiany: zaznacz, kto odchodzi, dodaj osobę albo zmień zasady pracy."
    ]


def test_a_rule_changed_twice_is_cited_by_its_last_change(team):
    first = issued(team, changes_rules=True, dissent_days="5")
    second = issued(team, on=datetime.date(2018, 9, 3), changes_rules=True, quorum="two_thirds")
    assert second.effects["rules"]["provisions"]["dissent"] == (
        f"§ 4 ust. 5, zmieniony przez § 1 zarządzenia nr {first.number_text}"
    )
    third = issued(team, on=datetime.date(2018, 9, 4), changes_rules=True, dissent_days="7")
    assert (third.effects["rules"]["provisions"]["dissent"], third.effects["rules"]["changed"]) == (
        "§ 4 ust. 5",
        {"dissent": "zmieniony przez § 1"},
    )


def test_provisions_are_added_where_one_says(team):
    assert change(team, adds=[("§ 3 ust. 1", "1a. Zespół współpracuje.\nZespół doradza.")]).splitlines() == [
        "w § 3 po ust. 1 dodaje się ust. 1a i 1b w brzmieniu:",
        "„1a. Zespół współpracuje.",
        "1b. Zespół doradza.”.",
    ]
    assert change(team, adds=[("§ 8", "Zespół działa jawnie.")]).startswith("po § 8 dodaje się § 8a w brzmieniu:")


def test_the_order_says_whom_it_touches(team, who):
    fields = issued(team, leaves=[who["Ewa"]]).effects
    assert fields["tell"] == [who["Ewa"].pk]
    everybody = issued(team, on=datetime.date(2018, 9, 3), changes_rules=True, dissent_days="5").effects["tell"]
    assert everybody == [who["Anna"].pk, who["Jan"].pk]


def test_the_number_of_queries_does_not_grow_with_people(client, centre, director, django_assert_max_num_queries):
    everybody = [factories.person(centre, f"Osoba Numer{n}") for n in range(25)]
    team = appointed(centre, [(everybody[0], "chair"), *((one, "member") for one in everybody[1:20])])
    with django_assert_max_num_queries(30):
        client.get(NEW, {"zespol": team.pk})


def test_the_page_of_the_issued_order_leads_to_the_team(client, team, who):
    order = issued(team, leaves=[who["Ewa"]])
    page = client.get(order.get_absolute_url()).content.decode()
    assert f'href="{Team.objects.get(pk=team.pk).get_absolute_url()}"' in page
    assert (
        IssuedOrder.objects.get(pk=order.pk).title
        == "zmieniające zarządzenie w sprawie powołania Zespołu do spraw prób"
    )
    assert to_text(from_json(order.text["body"])).endswith("§ 2. Zarządzenie wchodzi w życie z dniem podpisania.")
