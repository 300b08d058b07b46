"""Pages of people, centres and reviewers: for whom they exist, what they show, what their buttons do."""

import pytest
from django.db import connection
from django.forms import BooleanField, ChoiceField
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.accounts import actions, rules
from apps.accounts.forms import CentreForm
from apps.accounts.models import Centre, Person, User
from apps.accounts.urls import urlpatterns
from apps.core import clock
from tests import factories

from .post import waiting_letters

pytestmark = pytest.mark.django_db
WHO = ["str", "ope", "wrz", "dir", "hr", "adm", "emp", "for"]  # for: administrator of another centre
TABLE = """
people               GET   login 404  404  ok   ok   ok   404  ok
people_xlsx          GET   login 404  404  ok   ok   ok   404  ok
person               GET   login 404  404  ok   ok   ok   404  404
person_new           GET   login 404  404  404  ok   ok   404  ok
person_new           POST  login 404  404  404  ok   ok   404  ok
person_change        GET   login 404  404  404  ok   ok   404  404
person_change        POST  login 404  404  404  ok   ok   404  404
person_roles         GET   login 404  404  404  404  ok   404  404
person_roles         POST  login 404  404  404  404  ok   404  404
person_invite        GET   login 404  404  404  404  ok   404  404
person_invite        POST  login 404  404  404  404  ok   404  404
person_withdraw      GET   login 404  404  404  404  ok   404  404
person_withdraw      POST  login 404  404  404  404  ok   404  404
person_return        POST  login 404  404  no   no   ok   404  404
account_email        GET   login 404  404  404  404  ok   404  404
account_email        POST  login 404  404  404  404  ok   404  404
account_disable      GET   login 404  404  404  404  ok   404  404
account_disable      POST  login 404  404  404  404  ok   404  404
account_enable       POST  login 404  404  no   no   ok   404  404
second_factor_remove GET   login 404  404  404  404  ok   404  404
second_factor_remove POST  login 404  404  404  404  ok   404  404
sessions             GET   login ok   ok   ok   ok   ok   ok   ok
sessions             POST  login ok   ok   ok   ok   ok   ok   ok
own_centre           GET   login 404  404  404  404  ok   404  ok
own_centre           POST  login 404  404  404  404  ok   404  ok
centres              GET   login ok   404  404  404  404  404  404
centre_new           GET   login ok   404  404  404  404  404  404
centre_new           POST  login ok   404  404  404  404  404  404
centre               GET   login ok   404  404  404  404  404  404
centre               POST  login ok   404  404  404  404  404  404
administrator_new    GET   login ok   404  404  404  404  404  404
administrator_new    POST  login ok   404  404  404  404  404  404
administrator_invite POST  login ok   404  404  404  404  404  404
reviewers            GET   login ok   404  404  404  404  404  404
reviewer_new         GET   login ok   404  404  404  404  404  404
reviewer_new         POST  login ok   404  404  404  404  404  404
reviewer_invite      POST  login ok   404  404  404  404  404  404
reviewer_disable     GET   login ok   404  404  404  404  404  404
reviewer_disable     POST  login ok   404  404  404  404  404  404
reviewer_enable      POST  login ok   404  404  404  404  404  404
invitation           GET   ok    ok   ok   ok   ok   ok   ok   ok
"""
MANAGERS = {actions.people.MANAGERS, actions.accounts.MANAGERS}
ROWS = {
    (words[0], words[1]): dict(zip(WHO, words[2:], strict=True)) for words in map(str.split, TABLE.strip().splitlines())
}


@pytest.fixture
def world():
    centre = factories.centre()
    roles = {"dir": ["director"], "hr": ["hr"], "adm": ["admin"], "emp": ["employee"]}
    users = {
        key: factories.user_of(factories.person(centre, f"Osoba {key}", roles=held)) for key, held in roles.items()
    }
    foreign = factories.user_of(factories.person(factories.centre(), roles=["admin"]))
    users |= {"ope": factories.operator(), "wrz": factories.wrzos(), "for": foreign}
    new_admin = unactivated(factories.user_of(factories.person(centre, "Ada Nowa", roles=["admin"])))
    reviewer = unactivated(factories.wrzos("Rita"))
    jan = factories.person(centre, "Jan Próbny", gender="m")
    factories.user_of(jan)
    return users | {
        "centre": centre,
        "jan": jan,
        "new_admin": new_admin,
        "reviewer": reviewer,
    }


def unactivated(account):
    account.set_unusable_password()
    account.save()
    return account


@pytest.fixture
def admin(client, world):
    client.force_login(world["adm"])
    return client


def told(answer):
    return [str(message) for message in answer.context["messages"]]


@pytest.mark.parametrize(("name", "method"), ROWS)
def test_for_whom_a_page_exists(name, method, world):
    assert {who: outcome(world, who, name, method) for who in WHO} == ROWS[name, method]


def outcome(world, who, name, method):
    client = Client()
    if who != "str":
        client.force_login(world[who])
    answer = client.generic(method, address(name, world))
    if answer.status_code == 302 and answer.url.startswith("/konto/zaloguj/"):
        return "login"
    if answer.status_code == 302:
        return "no" if MANAGERS & set(told(client.get(answer.url, follow=True))) else "ok"
    return {200: "ok", 404: "404"}[answer.status_code]


def address(name, world):
    things = {"pk": world["jan"].pk}
    if name in ("centre", "administrator_new", "administrator_invite"):
        things = {"pk": world["centre"].pk}
    if name == "administrator_invite":
        things["account"] = world["new_admin"].pk
    if name.startswith("reviewer_"):
        things = {"pk": world["reviewer"].pk}
    if name == "second_factor_remove":
        things = {"pk": world["jan"].user.pk}
    if name == "invitation":
        things = {"token": "nieznany"}
    wanted = next(pattern for pattern in urlpatterns if pattern.name == name).pattern.converters
    return reverse(f"accounts:{name}", kwargs={key: value for key, value in things.items() if key in wanted})


def test_every_address_of_the_room_stands_in_the_table():
    assert {pattern.name for pattern in urlpatterns} == {name for name, _ in ROWS}


# People


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Nowa Ada", "Osoba adm", "Osoba dir", "Osoba emp", "Osoba hr", "Próbny Jan"]),
        ("szukaj=PROBNY", ["Próbny Jan"]),
        ("szukaj=ja+pr%C3%B3", ["Próbny Jan"]),
        ("rola=admin", ["Nowa Ada", "Osoba adm"]),
        ("rola=admin&szukaj=ada", ["Nowa Ada"]),
        ("byli=on&szukaj=byly", ["Były Bogdan"]),
        ("szukaj=nikt", []),
        ("rola=krol", ["Nowa Ada", "Osoba adm", "Osoba dir", "Osoba emp", "Osoba hr", "Próbny Jan"]),
    ],
)
def test_the_list_is_filtered_from_the_address(admin, world, query, names):
    Person.objects.filter(first_name="Osoba").update(first_name="X")
    for person in Person.objects.filter(first_name="X"):
        Person.objects.filter(pk=person.pk).update(first_name=person.last_name, last_name="Osoba")
    factories.person(world["centre"], "Bogdan Były", left_on=clock.today())
    answer = admin.get(f"/osoby/?{query}")
    assert [f"{person.last_name} {person.first_name}" for person, _ in answer.context["lines"]] == names


def test_polish_names_stand_in_polish_order(admin, world):
    for name in ["Ewa Łąka", "Ewa Zima", "Ewa Lis", "Ewa Świt", "Ewa Sowa"]:
        factories.person(world["centre"], name)
    answer = admin.get("/osoby/?szukaj=ewa")
    assert [person.last_name for person, _ in answer.context["lines"]] == ["Lis", "Łąka", "Sowa", "Świt", "Zima"]


@pytest.mark.parametrize(
    ("who", "path"), [("adm", "/osoby/"), ("ope", "/osrodki/"), ("ope", "/recenzenci/"), ("adm", "/pilotaze/")]
)
def test_a_longer_list_asks_no_more_questions(who, path, world, client):
    client.force_login(world[who])
    few = len(queries(client, path))
    version = factories.catalogue_version()
    for number in range(3):
        factories.pilot(factories.centre(), version)
        factories.pilot(world["centre"], version)
        unactivated(factories.wrzos(f"Recenzentka {number}"))
        unactivated(factories.user_of(factories.person(world["centre"], f"Ola Nowa{number}", roles=["hr", "expert"])))
    assert len(queries(client, path)) == few


def queries(client, path):
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return found.captured_queries


def test_the_page_of_a_person_says_who_gave_each_role_and_what_happened(admin, world):
    actions.set_roles(world["jan"], {"hr", "expert"}, by=world["adm"])
    actions.set_roles(world["jan"], {"hr"}, by=world["adm"])
    answer = admin.get(f"/osoby/{world['jan'].pk}/")
    assert [grant.get_role_display() for grant in answer.context["held"]] == ["kadry"]
    assert [grant.get_role_display() for grant in answer.context["former"]] == ["ekspert"]
    assert [event["what"] for event in answer.context["events"]] == [
        "Ustalono role (odebrano: ekspert)",
        "Ustalono role (nadano: ekspert, kadry)",
    ]
    assert f"nadana przez: {world['adm']}" in answer.content.decode()


def test_the_history_and_buttons_are_the_administrators_only(client, world):
    actions.set_roles(world["jan"], {"hr"}, by=world["adm"])
    client.force_login(world["dir"])
    answer = client.get(f"/osoby/{world['jan'].pk}/")
    assert answer.context["events"] == []
    assert "Wyłącz konto" not in answer.content.decode()


def test_an_administrator_adds_a_person_gives_roles_and_invites(admin, world):
    data = {"first_name": " Ewa ", "last_name": "Łąka\n", "gender": "f", "job_title": "starszy\r\ninspektor"}
    page = admin.post("/osoby/nowa/", data).url
    ewa = Person.objects.get(last_name="Łąka")
    assert (page, str(ewa), ewa.job_title) == (f"/osoby/{ewa.pk}/", "Ewa Łąka", "starszy inspektor")

    admin.post(f"{page}role/", {"roles": ["expert", "employee"]})
    answer = admin.post(f"{page}zaproszenie/", {"email": "Ewa@Example.org"}, follow=True)

    assert told(answer)[-1] == "Zaproszenie wysyłamy na adres ewa@example.org. Odnośnik działa 7 dni."
    assert answer.context["state"].word == "zaproszenie czeka na przyjęcie"
    assert [letter.to for letter in waiting_letters()] == ["ewa@example.org"]
    assert ewa.account.roles == {"expert", "employee"}


def test_a_refusal_stands_in_the_form_with_what_was_typed(admin, world):
    factories.wrzos(email="zajety@example.org")
    ewa = factories.person(world["centre"], "Ewa Łąka")
    answer = admin.post(f"/osoby/{ewa.pk}/zaproszenie/", {"email": "zajety@example.org"})
    assert answer.context["form"].non_field_errors() == ["Tego adresu nie można użyć: należy już do innego konta."]
    assert answer.context["form"]["email"].value() == "zajety@example.org"


def test_disabling_asks_first_and_is_done_by_a_button(admin, world):
    page = f"/osoby/{world['jan'].pk}/"
    assert "Otwarte sesje zakończą się od razu" in admin.get(f"{page}wylacz/").content.decode()
    assert User.objects.get(person=world["jan"]).is_active

    answer = admin.post(f"{page}wylacz/", follow=True)
    assert (told(answer), answer.context["state"].word) == (
        ["Wyłączono konto: Jan Próbny. Otwarte sesje zakończono."],
        "konto wyłączone",
    )
    answer = admin.post(f"{page}wlacz/", follow=True)
    assert (told(answer), answer.context["state"].word) == (["Włączono konto: Jan Próbny."], "konto czynne")


def test_a_person_leaves_and_comes_back(admin, world):
    page = f"/osoby/{world['jan'].pk}/"
    assert admin.post(f"{page}odejscie/", {"left_on": "31.12.2199"}).context["form"].errors == {
        "left_on": ["Podaj dzień nie późniejszy niż dzisiejszy."]
    }
    answer = admin.post(f"{page}odejscie/", {"left_on": "1.9.2018"}, follow=True)
    assert told(answer) == ["Odnotowano odejście: Jan Próbny. Konto i role wygasły."]
    assert "Osoba pracowała w" in answer.content.decode()
    admin.post(f"{page}powrot/")
    assert Person.objects.get(pk=world["jan"].pk).left_on is None


def test_a_foreign_administrator_changes_nothing_by_address(client, world):
    client.force_login(world["for"])
    for part in ["zmien", "role", "zaproszenie", "odejscie", "powrot", "adres", "wylacz", "wlacz"]:
        assert client.post(f"/osoby/{world['jan'].pk}/{part}/", {"roles": ["admin"]}).status_code == 404
    assert (world["jan"].grants.count(), User.objects.get(person=world["jan"]).is_active) == (0, True)


def test_a_centre_cannot_be_given_in_the_form(admin, world):
    other = factories.centre()
    data = {"first_name": "Ewa", "last_name": "Łąka", "gender": "f", "centre": other.pk, "left_on": "2018-01-01"}
    admin.post("/osoby/nowa/", data)
    ewa = Person.objects.get(last_name="Łąka")
    assert (ewa.centre, ewa.left_on) == (world["centre"], None)


# Centres


def settings_of(centre, **changed):
    return {name: getattr(centre, name) for name in CentreForm.Meta.fields} | changed


def test_the_administrator_changes_the_names_of_the_centre(admin, world):
    data = settings_of(world["centre"], city_locative="Inowrocławiu", legal_basis="§ 7 Statutu, ")
    assert admin.post("/osrodek/", data).status_code == 302
    world["centre"].refresh_from_db()
    assert (world["centre"].city_locative, world["centre"].legal_basis) == ("Inowrocławiu", "§ 7 Statutu")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("order_number_pattern", "{n}", rules.BAD_NUMBER_PATTERN),
        ("legal_basis", "Na podstawie § 7", "Zacznij od „§ …” albo „art. …” – słowa „Na podstawie” dopisze program."),
        ("name", "", "Wypełnij pole „Pełna nazwa”."),
    ],
)
def test_settings_that_would_spoil_orders_are_refused(admin, world, field, value, said):
    answer = admin.post("/osrodek/", settings_of(world["centre"], **{field: value}))
    assert answer.context["form"].errors == {field: [said]}


def test_every_name_of_a_centre_has_an_example():
    typed = {
        name: field for name, field in CentreForm().fields.items() if not isinstance(field, BooleanField | ChoiceField)
    }
    hints = {name: field.help_text for name, field in typed.items()}
    assert [name for name, hint in hints.items() if "np. " not in hint] == []


def test_the_operator_makes_a_centre_and_its_first_administrator_in_one_form(client, world):
    client.force_login(world["ope"])
    first = {"first_name": "Ewa", "last_name": "Łąka", "gender": "f", "email": "ewa@example.org"}
    data = settings_of(world["centre"], slug="mops-nowy", short_name="MOPS w Nowym")
    data |= {f"administrator-{name}": value for name, value in first.items()}

    wrong = client.post("/osrodki/nowy/", data | {"slug": "", "administrator-email": ""})
    assert (list(wrong.context["form"].errors), list(wrong.context["person"].errors)) == (["slug"], ["email"])
    answer = client.post("/osrodki/nowy/", data, follow=True)

    centre = Centre.objects.get(slug="mops-nowy")
    [(person, state)] = answer.context["administrators"]
    assert (str(person), person.centre, state.word) == ("Ewa Łąka", centre, "zaproszenie czeka na przyjęcie")
    assert [letter.to for letter in waiting_letters()] == ["ewa@example.org"]


def test_the_operator_is_offered_an_administrator_only_where_none_works(client, world):
    client.force_login(world["ope"])
    page = f"/osrodki/{world['centre'].pk}/"
    form = f"{page}administrator/"
    data = {"first_name": "Ewa", "last_name": "Łąka", "gender": "f", "email": "ewa@example.org"}
    assert (f'href="{form}"' in client.get(page).content.decode(), "<form" in main_of(client.get(form))) == (
        False,
        False,
    )
    assert client.post(form, data).context["form"].non_field_errors() == [actions.centres.HAS_ITS_OWN]

    User.objects.filter(pk=world["adm"].pk).update(is_active=False)
    assert (f'href="{form}"' in client.get(page).content.decode(), "<form" in main_of(client.get(form))) == (True, True)
    assert client.post(form, data).url == page


def main_of(answer):
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def test_the_operator_repeats_the_letter_only_to_administrators(client, world):
    client.force_login(world["ope"])
    page = f"/osrodki/{world['centre'].pk}/"
    again = client.post(f"{page}administrator/{world['new_admin'].pk}/zaproszenie/", follow=True)
    assert told(again) == [f"Nowe zaproszenie wysyłamy na adres {world['new_admin'].email}."]
    for account in [User.objects.get(person=world["jan"]), world["for"], world["reviewer"]]:
        assert client.post(f"{page}administrator/{account.pk}/zaproszenie/").status_code == 404


# Reviewers


def test_the_operator_invites_disables_and_enables_reviewers(client, world):
    client.force_login(world["ope"])
    made = client.post("/recenzenci/zaproszenie/", {"full_name": "Rena Nowa", "email": "rena@example.org"}, follow=True)
    rena = User.objects.get(email="rena@example.org")
    assert ("Rena Nowa", "zaproszenie czeka na przyjęcie") in [
        (account.full_name, state.word) for account, state in made.context["reviewers"]
    ]
    client.post(f"/recenzenci/{rena.pk}/wylacz/")
    rena.refresh_from_db()
    assert not rena.is_active
    client.post(f"/recenzenci/{rena.pk}/wlacz/")
    rena.refresh_from_db()
    assert (rena.is_active, rena.is_wrzos) == (True, True)


def test_accounts_of_centres_are_out_of_the_operators_reach(client, world):
    client.force_login(world["ope"])
    jan = User.objects.get(person=world["jan"])
    for part in ["zaproszenie", "wylacz", "wlacz"]:
        assert client.post(f"/recenzenci/{jan.pk}/{part}/").status_code == 404
