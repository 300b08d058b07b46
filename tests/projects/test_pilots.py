import datetime

import pytest
from django.test import Client

from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.core.polish import plain_spaces
from apps.projects import actions
from apps.projects.models import Pilot
from tests import factories

pytestmark = pytest.mark.django_db
MARCH, AUGUST = datetime.date(2018, 3, 1), datetime.date(2019, 8, 31)
WHO = ["ope", "wrz", "dir", "hr", "adm", "exp", "coo", "emp", "for"]  # for: director of another centre
TABLE = """
pilots         GET   404  404  ok   ok   ok   ok   ok   ok   ok
pilot          GET   404  404  ok   ok   ok   ok   ok   ok   404
pilot_new      GET   404  404  ok   404  ok   404  404  404  ok
pilot_new      POST  404  404  ok   404  ok   404  404  404  ok
pilot_change   GET   404  404  ok   404  ok   404  404  404  404
pilot_change   POST  404  404  ok   404  ok   404  404  404  404
make_pilot     -     .    .    ok   .    ok   .    .    .    .
change_pilot   -     .    .    ok   .    ok   .    .    .    .
"""
ROWS = [(words[0], words[1], words[2:]) for words in map(str.split, TABLE.strip().splitlines())]


@pytest.fixture
def version():
    return factories.catalogue_version()


@pytest.fixture
def world(version):
    centre = factories.centre()
    roles = {"dir": "director", "hr": "hr", "adm": "admin", "exp": "expert", "coo": "coordinator", "emp": "employee"}
    users = {key: factories.user_of(factories.person(centre, roles=[role])) for key, role in roles.items()}
    foreign = factories.user_of(factories.person(factories.centre(), roles=["director"]))
    users |= {"ope": factories.operator(), "wrz": factories.wrzos(), "for": foreign}
    return users | {"centre": centre, "pilot": factories.pilot(centre, version)}


def data(version, **changed):
    days = {"starts_on": MARCH, "ends_on": AUGUST}
    return {"project_name": "Próba", "financing_line": "", "catalogue_version": version} | days | changed


def sent(version, **changed):
    return data(version, starts_on="1.3.2018", ends_on="31.08.2019", catalogue_version=version.pk) | changed


def refused(action, *args, **kwargs):
    with pytest.raises(DomainError) as refusal:
        action(*args, **kwargs)
    return str(refusal.value)


@pytest.mark.parametrize(("name", "method", "outcomes"), ROWS)
def test_who_may_do_what(name, method, outcomes, world, version):
    reach = at_the_action if method == "-" else at_the_address
    assert [reach(name, method, world, version, who) for who in WHO] == outcomes


def at_the_action(name, method, world, version, who):
    try:
        if name == "make_pilot":
            actions.make_pilot(world["centre"], data(version), by=world[who])
        else:
            actions.change_pilot(world["pilot"], {"project_name": "Inny"}, by=world[who])
    except DomainError:
        return "."
    return "ok"


def at_the_address(name, method, world, version, who):
    own = f"/pilotaze/{world['pilot'].pk}/"
    path = {"pilots": "/pilotaze/", "pilot": own, "pilot_new": "/pilotaze/nowy/", "pilot_change": f"{own}zmien/"}[name]
    client = Client()
    client.force_login(world[who])
    return {200: "ok", 404: "404"}[client.generic(method, path).status_code]


def test_a_pilot_is_made_from_the_form(client, world, version):
    client.force_login(world["dir"])
    answer = client.post("/pilotaze/nowy/", sent(version, project_name=" „Nowe   usługi” "))
    made = Pilot.objects.get(project_name="Nowe usługi")
    assert answer.url == f"/pilotaze/{made.pk}/"
    assert (made.centre, made.starts_on, made.ends_on, made.catalogue_version) == (
        world["centre"],
        MARCH,
        AUGUST,
        version,
    )
    event = AuditEvent.objects.get(verb="pilot.made")
    assert (event.actor_id, event.centre_id, event.object_id) == (world["dir"].pk, world["centre"].pk, made.pk)


@pytest.mark.parametrize(
    ("changed", "mistake"),
    [
        ({"ends_on": "1.2.2018"}, {"ends_on": ["Koniec pilotażu nie może być przed jego początkiem."]}),
        ({"starts_on": "31.2.2018"}, {"starts_on": ["Nie ma takiego dnia. Podaj datę, np. 1.09.2018."]}),
        ({"project_name": ""}, {"project_name": ["Wypełnij pole „Nazwa projektu”."]}),
    ],
)
def test_mistakes_are_named(client, world, version, changed, mistake):
    client.force_login(world["dir"])
    assert client.post("/pilotaze/nowy/", sent(version, **changed)).context["form"].errors == mistake


def test_only_published_versions_of_the_table_can_be_chosen(client, world, version):
    unpublished = factories.catalogue_version(published_at=None)
    client.force_login(world["dir"])
    assert list(client.get("/pilotaze/nowy/").context["form"].fields["catalogue_version"].queryset) == [version]
    assert "catalogue_version" in client.post("/pilotaze/nowy/", sent(unpublished)).context["form"].errors
    assert refused(actions.make_pilot, world["centre"], data(unpublished), by=world["dir"]) == (
        "Pilotaż prowadzi się według opublikowanej Tabeli 1."
    )


def test_without_a_published_version_the_form_says_whom_to_wait_for(client):
    client.force_login(factories.user_of(factories.person(factories.centre(), roles=["director"])))
    assert "Nie ma jeszcze opublikowanej wersji Tabeli 1." in client.get("/pilotaze/nowy/").content.decode()


def test_the_version_of_the_table_stays(client, world, version):
    other = factories.catalogue_version()
    client.force_login(world["dir"])
    client.post(f"/pilotaze/{world['pilot'].pk}/zmien/", sent(other, project_name="Nowa nazwa"))
    pilot = Pilot.objects.get(pk=world["pilot"].pk)
    assert (pilot.project_name, pilot.catalogue_version) == ("Nowa nazwa", version)
    assert refused(actions.change_pilot, pilot, {"catalogue_version": other}, by=world["dir"]) == (
        "Wersji Tabeli 1 nie zmienia się w trakcie pilotażu: opierają się na niej opinie."
    )


def test_a_change_says_what_was_before(world):
    actions.change_pilot(world["pilot"], {"ends_on": datetime.date(2019, 12, 31)}, by=world["adm"])
    assert AuditEvent.objects.get(verb="pilot.changed").data == {"changed": {"ends_on": ["2019-08-31", "2019-12-31"]}}


def test_a_pilot_that_ends_before_it_starts_is_refused_below_the_form_too(world, version):
    wrong = data(version, ends_on=datetime.date(2018, 2, 1))
    assert refused(actions.make_pilot, world["centre"], wrong, by=world["dir"]) == (
        "Koniec pilotażu nie może być przed jego początkiem."
    )


def test_a_centre_is_not_taken_from_the_form(client, world, version):
    client.force_login(world["for"])
    client.post("/pilotaze/nowy/", sent(version, project_name="Obcy") | {"centre": world["centre"].pk})
    assert Pilot.objects.get(project_name="Obcy").centre == world["for"].centre


def test_the_page_falls_back_to_the_centres_financing_line(client, world):
    client.force_login(world["emp"])
    page = client.get(f"/pilotaze/{world['pilot'].pk}/").content.decode()
    assert "Projekt współfinansowany ze środków przykładowych." in page
    assert "Zmień dane pilotażu" not in page


def test_an_empty_list_teaches(client, world):
    Pilot.objects.all().delete()
    client.force_login(world["dir"])
    assert "Pilotaż określa projekt, jego czas i wersję Tabeli 1." in plain_spaces(
        client.get("/pilotaze/").content.decode()
    )


@pytest.mark.parametrize("address", ["/wdrazanie/", "/wdrazanie/pokrycie/", "/opinie/"])
def test_until_there_is_a_pilot_who_may_set_one_up_is_led_there(address):
    centre, led = factories.centre(), []
    for role in ("director", "employee"):
        client = Client()
        client.force_login(factories.user_of(factories.person(centre, roles=[role])))
        led.append('href="/pilotaze/nowy/"' in client.get(address).content.decode())
    assert led == [True, False]
