"""Two-step log-in: switching it on, logging in, codes once, lost phones, who must have it and until when."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from apps.accounts.factors import actions
from apps.accounts.models import Centre, User
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from tests import factories
from tests.factories.second_factor import code, recovery_codes, second_factor

from .post import waiting_letters

pytestmark = pytest.mark.django_db
PASSWORD = factories.DIRECTOR_PASSWORD
LOGIN, SECOND, INDEX = "/konto/zaloguj/", "/konto/zaloguj/kod/", "/konto/logowanie-dwuetapowe/"
ON, OFF, CODES = f"{INDEX}wlacz/", f"{INDEX}wylacz/", f"{INDEX}kody/"
WRONG = "Ten kod jest nieprawidłowy albo był już użyty. Poczekaj na następny i wpisz go."


@pytest.fixture(autouse=True)
def _no_earlier_tries():
    cache.clear()


@pytest.fixture
def anna(centre):
    return factories.user_of(factories.person(centre, roles=["director"]), "anna@example.org")


def log_in(client, email="anna@example.org", next_page=""):
    return client.post(LOGIN + next_page, {"login": email, "password": PASSWORD})


def opens(client):
    return client.get("/zespoly/").status_code == 200


def verbs():
    return list(AuditEvent.objects.filter(object_type="accounts.user").order_by("pk").values_list("verb", flat=True))


def mistakes(answer):
    return answer.context["form"].errors["code"]


def asked_on(user, days_ago):
    User.objects.filter(pk=user.pk).update(second_factor_asked_on=clock.today() - timedelta(days=days_ago))


def test_it_is_switched_on_with_a_code_and_gives_ten_codes_for_a_lost_phone(client, anna):
    log_in(client)
    page = client.get(ON).content.decode()
    secret = re.search(r'factor-key">([A-Z2-7 ]+)<', page).group(1).replace(" ", "")
    assert mistakes(client.post(ON, {"code": "000000"})) == [WRONG]
    assert client.post(ON, {"code": code(secret)}).url == CODES

    assert len(re.findall(r"<code>\d{4} \d{4}</code>", client.get(CODES).content.decode())) == 10
    told = client.get(f"{CODES}plik/")
    assert told["Content-Disposition"] == 'attachment; filename="kody-zapasowe.txt"'
    assert told.content.decode().splitlines()[:2] == ["Pilotaż MOPS – kody zapasowe", "Konto: anna@example.org"]
    assert verbs() == ["account.logged_in", "account.second_factor_added"]
    assert [letter.subject for letter in waiting_letters()] == ["Włączono logowanie dwuetapowe"]


def test_the_secret_and_the_seed_of_the_codes_are_kept_encrypted(anna):
    secret = second_factor(anna)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert (secret in kept, "gAAAA" in kept) == (False, True)


def test_when_the_key_of_the_installation_is_lost_no_code_fits(client, anna, settings):
    """Also not the one that follows from no secret at all."""
    second_factor(anna)
    settings.SECRET_KEY = "quite-another-key-of-this-installation-0123456789"
    log_in(client)
    for guess in [code("", later) for later in (-1, 0, 1)]:
        client.post(SECOND, {"code": guess})
    assert not opens(client)


def test_after_a_lost_key_no_code_fits_also_one_that_follows_from_an_empty_secret(client, anna, settings):
    secret, spare = second_factor(anna), recovery_codes(anna)[0]
    settings.SECRET_KEY = "a new one, and the old one is lost"
    log_in(client)
    answers = [client.post(SECOND, {"code": said}) for said in (code(secret), spare, code(""))]
    assert [mistakes(answer) for answer in answers] == [[WRONG]] * 3
    assert not opens(client)


def test_with_the_old_key_named_all_goes_on(client, anna, settings):
    secret = second_factor(anna)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new one", [settings.SECRET_KEY]
    log_in(client)
    assert client.post(SECOND, {"code": code(secret)}).url == "/"


def test_the_password_alone_opens_nothing(client, anna):
    secret = second_factor(anna)
    assert log_in(client).url.startswith(SECOND)
    assert not opens(client)
    assert mistakes(client.post(SECOND, {"code": "123456"})) == [WRONG]
    assert not opens(client)
    assert client.post(SECOND, {"code": f"{code(secret)[:3]} {code(secret)[3:]}"}).url == "/"
    assert opens(client)
    assert verbs() == ["account.login_failed", "account.logged_in"]


def test_after_the_code_one_lands_where_one_was_going(client, anna):
    secret = second_factor(anna)
    log_in(client, next_page="?next=/zespoly/")
    assert client.post(SECOND, {"code": code(secret)}).url == "/zespoly/"


@pytest.mark.parametrize("later", [-1, 0, 1])
def test_a_code_works_once(client, anna, later):
    """Also the one that is half a minute old, which allauth would take again when 30 seconds have passed."""
    secret = second_factor(anna)
    log_in(client)
    said = code(secret, later)
    assert client.post(SECOND, {"code": said}).url == "/"
    cache.delete(f"allauth.mfa.totp.used?user={anna.pk}&code={said}")  # what allauth forgets after 30 seconds
    other = Client()
    log_in(other)
    assert mistakes(other.post(SECOND, {"code": said})) == [WRONG]


def test_five_wrong_codes_close_the_door_for_five_minutes(client, anna):
    secret = second_factor(anna)
    log_in(client)
    for _ in range(5):
        client.post(SECOND, {"code": "000000"})
    told = ["Zbyt wiele nieudanych prób. Odczekaj 5 minut i spróbuj ponownie."]
    assert mistakes(client.post(SECOND, {"code": code(secret)})) == told


def test_a_recovery_code_works_once_and_its_owner_is_told(client, anna):
    second_factor(anna)
    first = recovery_codes(anna)[0]
    log_in(client)
    assert client.post(SECOND, {"code": first}).url == "/"
    [letter] = waiting_letters()
    assert (letter.subject, "Niewykorzystane kody: 9." in letter.body) == ("Zalogowano kodem zapasowym", True)
    other = Client()
    log_in(other)
    assert mistakes(other.post(SECOND, {"code": first})) == [WRONG]
    assert verbs() == ["account.recovery_code_used", "account.logged_in", "account.login_failed"]


def test_a_new_password_does_not_pass_by_the_second_step(client, anna):
    second_factor(anna)
    client.post("/konto/haslo/nowe/", {"email": anna.email})
    path = re.search(r"/konto/haslo/nowe/\S+", waiting_letters()[-1].body).group()
    form = client.get(path, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "zupełnie nowe hasło 7", "password2": "zupełnie nowe hasło 7"})
    assert not opens(client)
    assert client.post(LOGIN, {"login": anna.email, "password": "zupełnie nowe hasło 7"}).url.startswith(SECOND)


def test_to_switch_it_off_one_confirms_who_one_is(client, anna):
    secret = second_factor(anna)
    log_in(client)
    client.post(SECOND, {"code": code(secret)})
    _an_hour_passes(client)
    assert client.get(OFF).url == f"/konto/potwierdz/?next={OFF.replace('/', '%2F')}"
    client.post("/konto/potwierdz/", {"password": PASSWORD, "next": OFF})
    assert client.post(OFF).status_code == 302
    assert Authenticator.objects.count() == 0
    assert verbs()[-1] == "account.second_factor_dropped"


def test_who_must_have_it_and_switches_it_off_sets_it_up_at_once(client, anna):
    second_factor(anna)
    client.force_login(anna)
    client.post(OFF)
    assert client.get("/zespoly/").url == ON


def test_new_codes_end_the_old_ones(client, anna):
    second_factor(anna)
    old = recovery_codes(anna)
    client.force_login(anna)
    client.post(f"{CODES}nowe/")
    assert set(old) & set(recovery_codes(anna)) == set()
    assert verbs()[-1] == "account.recovery_codes_renewed"


def _an_hour_passes(client):
    session = client.session
    session["confirmed_at"] -= 3600
    session.save()


# Who must have it.

MUST = [
    ("leaders", ["director"], True),
    ("leaders", ["hr"], True),
    ("leaders", ["employee", "admin"], True),
    ("leaders", ["expert", "coordinator", "employee", "legal"], False),
    ("everyone", ["employee"], True),
    ("nobody", ["director", "admin"], False),
]


@pytest.mark.parametrize(("setting", "roles", "must"), MUST)
def test_who_is_asked_for_it(client, centre, setting, roles, must):
    Centre.objects.filter(pk=centre.pk).update(second_factor=setting)
    someone = factories.user_of(factories.person(centre, roles=roles))
    log_in(client, someone.email)
    assert ("logowanie dwuetapowe: hasło" in client.get("/").content.decode()) == must
    someone.refresh_from_db()
    assert (someone.second_factor_asked_on == clock.today()) == must


def test_the_operator_is_asked_once_a_real_centre_works_here(client):
    operator = factories.operator()
    example = factories.centre(is_example=True)
    client.force_login(operator)
    assert "second_factor" not in client.session
    Centre.objects.filter(pk=example.pk).update(is_example=False)
    client.force_login(operator)
    assert client.session["second_factor"]["overdue"] is False


@pytest.mark.parametrize(("days_ago", "overdue"), [(0, False), (14, False), (15, True)])
def test_there_are_fourteen_days_for_it(client, anna, days_ago, overdue):
    asked_on(anna, days_ago)
    log_in(client)
    assert (client.get("/zespoly/").status_code == 302) == overdue


def test_a_duty_that_comes_back_begins_anew(client, anna, centre):
    asked_on(anna, 400)
    Centre.objects.filter(pk=centre.pk).update(second_factor="nobody")
    log_in(Client())
    Centre.objects.filter(pk=centre.pk).update(second_factor="leaders")
    log_in(client)
    assert opens(client)


def test_afterwards_one_sets_it_up_first_and_then_goes_where_one_was_going(client, anna):
    asked_on(anna, 15)
    log_in(client)
    assert client.get("/tabela-1/?strona=2").url == ON
    assert client.post("/osoby/nowa/", {"first_name": "X"}).url == ON
    page = client.get(ON).content.decode()
    secret = re.search(r'factor-key">([A-Z2-7 ]+)<', page).group(1).replace(" ", "")
    client.post(ON, {"code": code(secret)})
    assert '<a class="btn btn-primary" href="/tabela-1/?strona=2">' in client.get(CODES).content.decode()
    assert opens(client)


def test_one_may_log_out_and_read_public_pages_before_that(client, anna):
    asked_on(anna, 15)
    log_in(client)
    assert client.get("/sprawdz/").status_code == 200
    assert client.post("/konto/wyloguj/").url == "/"
    assert client.get("/zespoly/").url.startswith(LOGIN)


def test_having_set_it_up_in_another_browser_is_enough(client, anna):
    asked_on(anna, 15)
    log_in(client)
    second_factor(anna)
    assert opens(client)


# A lost phone.


def test_the_administrator_takes_it_from_who_lost_the_phone(client, anna, admin):
    second_factor(anna)
    lost = Client()
    lost.force_login(anna)
    client.force_login(admin)
    client.post(f"/konta/{anna.pk}/logowanie-dwuetapowe/")

    assert (Authenticator.objects.count(), opens(lost)) == (0, False)
    event = AuditEvent.objects.get(verb="account.second_factor_removed")
    assert (event.actor_name, event.object_label, event.data) == (str(admin), str(anna), {"sessions_ended": 1})
    [letter] = waiting_letters()
    assert (letter.to, letter.subject) == (anna.email, "Wyłączono logowanie dwuetapowe")
    assert log_in(Client()).url == "/"
    anna.refresh_from_db()
    assert anna.second_factor_asked_on == clock.today()


def test_nobody_takes_it_from_themselves_this_way_nor_from_a_foreign_centre(client, anna, admin):
    for account in (admin, factories.user_of(factories.person(factories.centre()))):
        second_factor(account)
        client.force_login(admin)
        assert client.post(f"/konta/{account.pk}/logowanie-dwuetapowe/").status_code == 404
        with pytest.raises(DomainError):
            actions.remove_second_factor(account, by=admin)
    with pytest.raises(DomainError):
        actions.remove_second_factor(admin, by=anna)


def test_the_operator_helps_administrators_and_reviewers_but_nobody_else(anna, admin):
    operator, reviewer = factories.operator(), factories.wrzos()
    for account in (anna, admin, reviewer):
        second_factor(account)
    for account in (admin, reviewer):
        actions.remove_second_factor(account, by=operator)
    with pytest.raises(DomainError, match="wyłącza innej osobie administrator ośrodka"):
        actions.remove_second_factor(anna, by=operator)


def test_the_operator_who_lost_the_phone_is_helped_from_the_server(capsys):
    operator = factories.operator()
    second_factor(operator)
    call_command("remove_second_factor", operator.email)
    assert Authenticator.objects.count() == 0
    with pytest.raises(CommandError, match="nie ma włączonego"):
        call_command("remove_second_factor", operator.email)
