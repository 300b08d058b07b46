"""The door: log-in, its limits, the traces it leaves, ended sessions, forgotten passwords, the first operator."""

import os
import re
import subprocess
import sys

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from apps.accounts import actions
from apps.accounts.models import Session, User
from apps.core.models import AuditEvent
from tests import factories

from .post import send_letters, waiting_letters

pytestmark = pytest.mark.django_db
PASSWORD = factories.DIRECTOR_PASSWORD
LOGIN, RESET = "/konto/zaloguj/", "/konto/haslo/nowe/"
NEW_PASSWORD = "zupełnie nowe hasło 7"


@pytest.fixture(autouse=True)
def _no_earlier_tries():
    cache.clear()


@pytest.fixture
def anna():
    return factories.user_of(factories.person(factories.centre(), roles=["admin"]), "anna@example.org")


def log_in(client, email="anna@example.org", password=PASSWORD):
    return client.post(LOGIN, {"login": email, "password": password})


def mistakes(answer):
    return answer.context["form"].non_field_errors()


def traces(verb):
    found = AuditEvent.objects.filter(verb=verb).order_by("pk")
    return [(event.object_label, event.centre_id, event.data) for event in found]


def opens(client):
    return client.get("/osoby/").status_code == 200


@pytest.mark.parametrize("email", ["anna@example.org", "Anna@Example.ORG", " anna@example.org "])
def test_the_address_is_taken_in_any_case(client, anna, email):
    answer = log_in(client, email)
    assert (answer.status_code, answer.url) == (302, "/")
    assert traces("account.logged_in") == [(str(anna), anna.centre_id, {})]


def test_next_leads_only_to_our_own_pages(client, anna):
    assert client.post(f"{LOGIN}?next=https://zly.example/", {"login": anna.email, "password": PASSWORD}).url == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer_and_leave_a_trace(client, anna):
    wrong = log_in(client, password="to nie to hasło")
    unknown = log_in(client, email="nikt@example.org", password="to nie to hasło")

    assert mistakes(wrong) == mistakes(unknown) == ["Adres e-mail lub hasło jest nieprawidłowe."]
    data = {"ip": "127.0.0.1", "blocked": False}
    assert traces("account.login_failed") == [(str(anna), anna.centre_id, data), ("nieznany adres", None, data)]
    written = str(list(AuditEvent.objects.values()))
    assert ("to nie to" in written, "nikt@" in written) == (False, False)


def test_the_sixth_wrong_password_is_not_even_tried(client, anna):
    for _ in range(5):
        assert mistakes(log_in(client, password="źle źle źle źle")) == ["Adres e-mail lub hasło jest nieprawidłowe."]
    sixth = log_in(client)
    assert mistakes(sixth) == ["Zbyt wiele nieudanych prób. Odczekaj 5 minut i spróbuj ponownie."]
    assert not opens(client)
    assert [data["blocked"] for _, _, data in traces("account.login_failed")] == [False] * 5 + [True]


@pytest.mark.parametrize("variant", ["ANNA@EXAMPLE.ORG", "Anna@example.org", " anna@example.org"])
def test_spelling_the_address_otherwise_gives_no_more_tries(client, anna, variant):
    for email in ["anna@example.org", variant] * 2 + [variant]:
        log_in(client, email, "źle źle źle źle")
    assert mistakes(log_in(client, variant)) == ["Zbyt wiele nieudanych prób. Odczekaj 5 minut i spróbuj ponownie."]


def test_disabling_ends_an_open_session_at_the_very_next_request(client, anna):
    jan = factories.user_of(factories.person(anna.centre, "Jan Próbny", roles=["admin"]), "jan@example.org")
    log_in(client, "jan@example.org")
    other = Client()
    log_in(other)
    assert (opens(client), opens(other)) == (True, True)

    actions.disable_account(jan, by=anna)

    assert (opens(client), opens(other)) == (False, True)


def test_even_a_session_that_slipped_through_is_refused(client, anna):
    log_in(client)
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert not opens(client)


def test_the_sessions_of_a_disabled_account_are_deleted_and_no_others(client, anna):
    jan = factories.user_of(factories.person(anna.centre, "Jan Próbny"), "jan@example.org")
    log_in(client, "jan@example.org")
    other = Client()
    log_in(other)
    actions.disable_account(jan, by=anna)
    assert [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()] == [str(anna.pk)]
    assert AuditEvent.objects.get(verb="account.disabled").data == {"sessions_ended": 1}


def test_a_disabled_account_is_told_no_more_than_needed(client, anna):
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert log_in(client).url == "/konto/nieczynne/"
    assert mistakes(log_in(client, password="źle źle źle źle")) == ["Adres e-mail lub hasło jest nieprawidłowe."]
    page = client.get("/konto/nieczynne/").content.decode()
    assert "anna@example.org" not in page
    assert not opens(client)


def test_the_session_gets_a_new_key_at_log_in(client, anna):
    client.get(LOGIN)
    session = client.session
    session["przed"] = 1
    session.save()
    client.cookies["sesja"] = before = session.session_key
    log_in(client)
    assert client.cookies["sesja"].value != before


def test_a_changed_password_ends_the_other_sessions_and_leaves_a_trace(client, anna):
    other = Client()
    log_in(client)
    log_in(other)
    data = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post("/konto/haslo/", data).status_code == 302
    assert (opens(client), opens(other)) == (True, False)
    assert traces("account.password_changed") == [(str(anna), anna.centre_id, {})]


def test_a_weak_new_password_is_refused_in_our_words(client, anna):
    log_in(client)
    data = {"oldpassword": PASSWORD, "password1": "anna@example.org", "password2": "anna@example.org"}
    assert client.post("/konto/haslo/", data).context["form"].errors["password1"] == [
        "Hasło jest zbyt podobne do adresu e-mail albo do imienia i nazwiska."
    ]


@override_settings(BASE_URL="https://pilotaz.example", ALLOWED_HOSTS=["*"])
def test_a_forgotten_password_is_set_by_a_link_that_trusts_no_host_header(client, anna):
    client.post(RESET, {"email": "ANNA@example.org"}, headers={"host": "zly.example"})
    [letter] = waiting_letters()
    [link] = re.findall(r"https?://\S+", letter.body)
    assert link.startswith("https://pilotaz.example/konto/haslo/nowe/")
    assert "zly.example" not in letter.body + letter.subject

    form = client.get(link.removeprefix("https://pilotaz.example"), follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    assert log_in(Client(), password=NEW_PASSWORD).status_code == 302
    assert traces("account.password_changed") == [(str(anna), anna.centre_id, {})]


def test_a_forgotten_password_tells_nobody_who_has_an_account(client, anna):
    known, unknown = (client.post(RESET, {"email": email}) for email in [anna.email, "nikt@example.org"])
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_fails_tells_nobody_who_has_an_account(client, anna):
    smtp = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": 1}
    with override_settings(**smtp):
        answers = [client.post(RESET, {"email": email}) for email in [anna.email, "nikt@example.org"]]
        send_letters()
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, f"{RESET}wyslane/")] * 2
    assert [letter.to for letter in waiting_letters() if getattr(letter, "body", "")] == [anna.email]


def test_a_reset_does_not_replace_an_invitation_nor_open_a_disabled_account(client, anna):
    jan = factories.person(anna.centre, "Jan Próbny")
    actions.invite(jan, "jan@example.org", by=anna)
    User.objects.create(email="wyl@example.org", full_name="Wyłączona", is_active=False, password="x")

    for email in ["jan@example.org", "wyl@example.org"]:
        client.post(RESET, {"email": email})

    letters = {letter.to: letter.subject for letter in waiting_letters()}
    assert letters["jan@example.org"] == "Twoje konto czeka na przyjęcie zaproszenia"
    assert "/konto/haslo/" not in "".join(letter.body for letter in waiting_letters())


def test_the_first_operator_is_made_by_one_command_once(capsys, client):
    call_command("make_operator", "Olga@example.org", "Olga Operatorska")
    [link] = re.findall(r"http://127.0.0.1:8000(/zaproszenie/\S+)", capsys.readouterr().out)

    answer = client.post(link, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})

    olga = User.objects.get(email="olga@example.org")
    assert (answer.url, olga.is_operator, olga.person) == ("/", True, None)
    assert client.get("/osrodki/").status_code == 200
    with pytest.raises(CommandError, match="Ta instalacja ma już administratora"):
        call_command("make_operator", "druga@example.org", "Druga")
    call_command("make_operator", "druga@example.org", "Druga", "--another")
    assert User.objects.filter(is_operator=True).count() == 2


# Whose tries are counted: behind a proxy every request comes from the proxy's own address


@pytest.mark.parametrize(
    ("said", "count"),
    [({}, 0), ({"BEHIND_PROXY": "1"}, 1), ({"BEHIND_PROXY": "1", "PROXY_COUNT": "2"}, 2), ({"PROXY_COUNT": "0"}, 0)],
)
def test_how_many_proxies_are_trusted_is_said_by_the_environment(said, count):
    asked = "from mops_pilot import settings; print(settings.ALLAUTH_TRUSTED_PROXY_COUNT)"
    env = {name: value for name, value in os.environ.items() if name not in {"BEHIND_PROXY", "PROXY_COUNT"}}
    answer = subprocess.run([sys.executable, "-c", asked], env=env | said, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == str(count)


@pytest.mark.parametrize(
    ("proxies", "header", "counted"),
    [
        (0, None, "192.0.2.1"),
        (0, "203.0.113.7", "192.0.2.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.66, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.66, 203.0.113.7, 192.0.2.9", "203.0.113.7"),
        (1, None, "192.0.2.1"),
        (1, "nie adres", "192.0.2.1"),
        (2, "203.0.113.7", "192.0.2.1"),
    ],
)
def test_the_address_in_the_register_is_the_one_our_outermost_proxy_saw(client, anna, proxies, header, counted):
    headers = {"x-forwarded-for": header} if header else {}
    data = {"login": "anna@example.org", "password": "źle źle źle źle"}
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=proxies):
        answer = client.post(LOGIN, data, headers=headers, REMOTE_ADDR="192.0.2.1")
    assert mistakes(answer) == ["Adres e-mail lub hasło jest nieprawidłowe."]
    assert [data["ip"] for _, _, data in traces("account.login_failed")] == [counted]


def tries_of_many(forwarded):
    """As many log-ins of different people as one address is allowed in a minute, and some more."""
    for place in range(14):
        headers = {"x-forwarded-for": forwarded(place)}
        Client().post(LOGIN, {"login": f"ktos{place}@example.org", "password": "źle źle źle źle"}, headers=headers)


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_behind_a_proxy_each_person_has_a_limit_of_their_own(client, anna):
    tries_of_many(lambda place: f"203.0.113.{place}")
    data = {"login": "anna@example.org", "password": PASSWORD}
    assert client.post(LOGIN, data, headers={"x-forwarded-for": "198.51.100.1"}).status_code == 302


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_a_forged_header_gives_no_more_tries(client, anna):
    tries_of_many(lambda place: f"10.0.0.{place}, 203.0.113.7")
    data = {"login": "anna@example.org", "password": PASSWORD}
    assert client.post(LOGIN, data, headers={"x-forwarded-for": "10.9.9.9, 203.0.113.7"}).status_code == 200
    assert client.post(LOGIN, data, headers={"x-forwarded-for": "198.51.100.1"}).status_code == 302
