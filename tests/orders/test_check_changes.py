"""„Sprawdź i wydaj” of an order that changes or ends a team: what it does, who loses what, who takes over."""
# ruff: noqa: E501

import datetime

import pytest
from django.urls import reverse

from apps.core import clock
from apps.core.models import AuditEvent
from apps.core.polish import plain_spaces
from apps.opinions.models import Opinion
from apps.orders.models import IssuedOrder, Order
from apps.teams.models import Team
from tests import factories
from tests.factories.opinions import VOTED, opinion_scene
from tests.teams.composition import forms as changes
from tests.teams.composition.teams import appointed, people

pytestmark = pytest.mark.django_db
COMPOSITION, DISSOLUTION = "teams:composition_new", "teams:dissolution_new"
S = Opinion.Status
A_DAY = datetime.date(2018, 9, 10)


def visible(page):
    return plain_spaces(page.content.decode().replace("&nbsp;", " "))


def checked(client, address, data):
    """The check page of a draft with these data."""
    sent = client.post(reverse(address), data | {"check": "1"})
    return client.get(sent.url)


def check_of(page):
    return reverse("desk:order_check", args=[page.context["order"].pk])


def dissolve(client, scene, day=A_DAY):
    client.force_login(scene.director)
    data = {"team": str(scene.team.pk), "effective": "on_signing", "legal_basis": "§ 7 Statutu", "further": ""}
    with clock.pretend(day):
        return checked(client, DISSOLUTION, data)


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
    return people(centre, "Anna", "Jan", "Maria", "Piotr", "Ewa", "Adam", "Tomasz")


@pytest.fixture
def team(centre, who, director):
    pilot = factories.pilot(centre, factories.catalogue_version())
    factories.product(pilot.catalogue_version)
    functions = ["chair", "deputy", "secretary", "member", "member"]
    composition = list(zip(who.values(), functions, strict=False))
    return appointed(centre, composition, pilot=str(pilot.pk), products=["2a"], duration="project")


def change(client, team, day=A_DAY, **ticked):
    with clock.pretend(day):
        return checked(client, COMPOSITION, changes.typed(team, legal_basis="§ 7 Statutu", **ticked))


def test_the_page_says_who_comes_goes_and_takes_the_chair(client, team, who):
    page = change(
        client, team, leaves=[who["Ewa"]], successors={who["Anna"]: who["Adam"]}, joins=[(who["Tomasz"], "member")]
    )
    found = page.context["effects"]["change"]
    assert [(line.what, line.name, line.words, line.provision) for line in found.lines] == [
        ("leaves", "Anna Testowa", "przewodnicząca", "§ 1 pkt 1 lit. a"),
        ("joins", "Adam Testowy", "przewodniczący, inspektor", "§ 1 pkt 1 lit. a"),
        ("leaves", "Ewa Testowa", "członkini", "§ 1 pkt 1 lit. c tiret pierwsze"),
        ("joins", "Tomasz Testowy", "członek, inspektor", "§ 1 pkt 1 lit. c tiret drugie"),
    ]
    said = visible(page)
    assert "+2, −2" in said
    assert "w zespole było 5 osób, będzie 5 osób" in said
    assert "przewodniczący: Anna Testowa → Adam Testowy" in said


def test_a_changed_function_says_from_and_to(client, team, who):
    page = change(client, team, leaves=[who["Maria"]], functions={who["Ewa"]: "secretary"})
    [line] = page.context["effects"]["change"].changing
    assert (line.name, line.words) == ("Ewa Testowa", "członkini → sekretarz")
    assert page.context["offices"] == ["sekretarz: Maria Testowa → Ewa Testowa"]


def test_rules_before_and_after(client, team, who):
    page = change(client, team, changes_rules=True, circular=False, dissent_days="5")
    assert page.context["effects"]["rules"] == [
        ("Można głosować w trybie obiegowym.", "Nie przewidziano głosowania w trybie obiegowym."),
        (
            "Zdanie odrębne można zgłosić w ciągu 3 dni roboczych od przyjęcia opinii.",
            "Zdanie odrębne można zgłosić w ciągu 5 dni roboczych od przyjęcia opinii.",
        ),
    ]


def test_working_backwards_warns_and_is_allowed(client, team, who):
    page = change(client, team, leaves=[who["Ewa"]], effective="retroactive", effective_on="1.09.2018")
    assert "Zarządzenie zadziała wstecz: z mocą od 1 września 2018 r." in visible(page)
    with clock.pretend(A_DAY):
        client.post(check_of(page), {"shown_hash": page.context["shown_hash"]})
    assert IssuedOrder.objects.get(kind="composition").effective_on == datetime.date(2018, 9, 1)


def test_votes_held_meanwhile_keep_their_people(client):
    scene = opinion_scene(S.ADOPTED)
    client.force_login(scene.director)
    data = {"team": str(scene.team.pk), "effective": "retroactive", "effective_on": "1.09.2018", "legal_basis": "§ 7"}
    with clock.pretend(A_DAY):
        page = checked(client, DISSOLUTION, data)
    said = "1 głosowanie otwarte od 1 września 2018 r. do dziś: zostaje przy nich skład z dnia otwarcia."
    assert said in page.context["effects"]["losses"].said


def test_repealing_the_order_of_a_team_says_that_it_ends(client, director, team):
    from apps.orders.actions import save_draft_text
    from tests.orders.drafts import draft

    with clock.pretend(A_DAY):
        order = draft(team.centre, director)
        repeals = {"kind": "other", "repeals": [{"order": team.pk, "provision": "§ 2"}]}
        save_draft_text(order, {"effects": repeals}, order.version, by=director)
        page = client.get(reverse("desk:order_check", args=[order.pk]))
    said = visible(page)
    assert (
        "kończy działanie Zespół do spraw prób: od 10 września 2018 r. nikt do niego nie należy (Anna Testowa, " in said
    )
    assert f"zarządzenie nr {team.issued_order.number_text}</a> w sprawie powołania Zespołu do spraw prób" in said


def test_another_draft_of_the_same_units_is_named(client, team, who):
    first = change(client, team, leaves=[who["Ewa"]]).context["order"]
    page = change(client, team, successors={who["Ewa"]: who["Adam"]})
    [rival] = page.context["effects"]["rival_drafts"]
    assert (rival["order"], rival["units"]) == (first, ("§ 2 pkt 4 lit. b",))
    assert change(client, team, changes_rules=True, dissent_days="5").context["effects"]["rival_drafts"] == []


def begun(client, team, by):
    from apps.opinions import actions

    with clock.pretend(datetime.date(2018, 9, 3)):
        product = team.pilot.catalogue_version.products.get()
        return actions.begin_opinion(team.pilot, product, team, by=by)


def test_who_writes_an_opinion_hands_it_over_to_the_one_the_director_names(client, director, team, who):
    ewa, jan = factories.user_of(who["Ewa"]), factories.user_of(who["Jan"])
    opinion = begun(client, team, ewa)
    page = change(client, team, leaves=[who["Ewa"]])
    [asked] = page.context["effects"]["losses"].handovers
    assert (asked.what, asked.giver, who["Jan"] in asked.takers, who["Ewa"] in asked.takers) == (
        f"opinia {opinion} – rozpoczęta praca", who["Ewa"], True, False,
    )  # fmt: skip

    with clock.pretend(A_DAY):
        sent = {"handover": "1", "taker": [str(who["Jan"].pk)], "version": page.context["order"].version}
        page = client.post(check_of(page), sent, follow=True)
        assert page.context["effects"]["losses"].handovers[0].taker == who["Jan"].pk
        client.post(check_of(page), {"shown_hash": page.context["shown_hash"]})
        order = IssuedOrder.objects.get(kind="composition")
        handed = [{"what": asked.what, "from": who["Ewa"].pk, "to": who["Jan"].pk}]
        assert (order.effects["handover"], order.effects["tell"]) == (handed, [who["Ewa"].pk, who["Jan"].pk])
        client.force_login(jan)
        home = visible(client.get("/"))
    assert f"Przejmujesz: {asked.what}" in home
    assert "dotąd: Ewa Testowa, od 10 września 2018 r., zarządzenie nr" in home


def test_a_hand_over_to_a_stranger_is_not_kept(client, director, team, who):
    begun(client, team, factories.user_of(who["Ewa"]))
    page = change(client, team, leaves=[who["Ewa"]])
    with clock.pretend(A_DAY):
        sent = {"handover": "1", "taker": [str(who["Tomasz"].pk)], "version": page.context["order"].version}
        client.post(check_of(page), sent)
    assert "handover" not in Order.objects.get(pk=page.context["order"].pk).effects


def test_nothing_is_handed_over_to_a_person_of_another_centre(client):
    scene = opinion_scene(S.WORKING)
    page = dissolve(client, scene)
    order, stranger = page.context["order"], str(scene.foreign_director.person_id)
    with clock.pretend(A_DAY):
        [asked] = page.context["effects"]["losses"].handovers
        client.post(check_of(page), {"handover": "1", "taker": [stranger], "version": order.version})
        assert Order.objects.get(pk=order.pk).typed["handover_to"] == []
        forged = {"handover_what": asked.what, "handover_from": str(asked.giver.pk), "handover_to": stranger}
        typed = Order.objects.get(pk=order.pk).typed | forged | {"version": str(order.version + 1), "save": ""}
        client.post(reverse("teams:dissolution_edit", args=[order.pk]), typed)
    saved = Order.objects.get(pk=order.pk)
    assert (saved.typed["handover_to"], "handover" in saved.effects) == ([stranger], False)


def test_an_open_vote_keeps_its_voters_and_says_who_closes_it(client):
    scene = opinion_scene(S.VOTING)
    with clock.pretend(VOTED):
        page = dissolve(client, scene, VOTED)
    assert page.context["effects"]["losses"].said[0] == (
        "Trwa głosowanie: opinia – produkt 2a: opinia 2a. Anna Przykładowa, Maria Testowa i Piotr Szablonowy odchodzą, "
        "ale zachowują w nim głos, bo w dniu otwarcia należeli do zespołu."
    )
    assert page.context["effects"]["losses"].said[1] == (
        "To głosowanie zamknie dotychczasowa przewodnicząca (Anna Przykładowa), a gdy zagłosują wszyscy – każdy z "
        "głosujących."
    )


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (S.WORKING, "Opinia 2a. opinia 2a: po rozwiązaniu zespołu nikt jej nie dokończy ani nie podda pod głosowanie."),
        (
            S.ADOPTED,
            "Opinia 2a. opinia 2a: brakuje potwierdzenia przez przewodniczącego, a po rozwiązaniu zespołu nie będzie miał kto jej potwierdzić.",
        ),
    ],
)
def test_what_a_dissolution_leaves_unfinished(client, status, said):
    assert said in dissolve(client, opinion_scene(status)).context["effects"]["losses"].said


def test_nothing_stops_the_order(client):
    scene = opinion_scene(S.VOTING)
    page = dissolve(client, scene)
    with clock.pretend(A_DAY):
        client.post(check_of(page), {"shown_hash": page.context["shown_hash"]})
    assert Team.objects.get(pk=scene.team.pk).until_on == A_DAY
    assert AuditEvent.objects.filter(verb="order.issued").exists()
