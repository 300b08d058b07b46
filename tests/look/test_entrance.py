import re

import pytest
from django.urls import NoReverseMatch, reverse

from tests import factories as make
from tests.accounts.post import waiting_letters

pytestmark = pytest.mark.django_db
NEW = "zielone-jabłka-na-stole"


def page(response):
    return response.content.decode()


def test_one_logs_in_and_out_without_noise(client, director):
    entered = client.post(reverse("account_login"), {"login": director.email, "password": make.DIRECTOR_PASSWORD})
    assert (entered.status_code, entered["Location"]) == (302, "/")
    left = client.post(reverse("account_logout"), follow=True)
    assert "Wylogowano." in page(left)


def test_a_wrong_password_says_what_is_wrong_and_keeps_the_address(client, director):
    refused = page(client.post(reverse("account_login"), {"login": director.email, "password": "nie to"}))
    assert "<title>Błąd: Logowanie – Pilotaż MOPS</title>" in refused
    assert f'value="{director.email}"' in refused
    assert "nie to" not in refused


def test_the_log_in_page_is_polish_and_plain(client):
    said = page(client.get(reverse("account_login")))
    assert "Zaloguj się" in said
    assert not re.search(r"Zapomniałeś|Sign|placeholder=", said)


def link_of(letter):
    return re.search(r"https?://[^/]+(/\S+)", letter.body)[1]


def test_a_forgotten_password_is_set_anew_from_the_letter(client, director):
    asked = client.post(reverse("account_reset_password"), {"email": director.email}, follow=True)
    assert "Sprawdź pocztę" in page(asked)
    [letter] = waiting_letters()
    assert letter.subject == "Nowe hasło w systemie Pilotaż MOPS"
    assert "example.com" not in letter.body

    form = client.get(link_of(letter), follow=True)
    assert "Wpisz nowe hasło" in page(form)
    done = client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW}, follow=True)
    assert "Od teraz obowiązuje nowe hasło." in page(done)
    assert client.post(reverse("account_login"), {"login": director.email, "password": NEW}).status_code == 302


def test_a_used_link_says_so(client, director):
    test_a_forgotten_password_is_set_anew_from_the_letter(client, director)
    client.post(reverse("account_logout"))
    assert "Ten odnośnik już nie działa" in page(client.get(link_of(waiting_letters()[0]), follow=True))


def test_nobody_learns_whether_an_account_exists(client, director):
    known = client.post(reverse("account_reset_password"), {"email": director.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nikt@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [letter.to for letter in waiting_letters()] == [director.email]


def test_a_password_is_changed_by_who_knows_the_old_one(client, director):
    client.force_login(director)
    wrong = client.post(reverse("account_change_password"), {"oldpassword": "x", "password1": NEW, "password2": NEW})
    assert "Błąd: Zmiana hasła" in page(wrong)
    client.post(
        reverse("account_change_password"),
        {"oldpassword": make.DIRECTOR_PASSWORD, "password1": NEW, "password2": NEW},
    )
    director.refresh_from_db()
    assert director.check_password(NEW)


def test_a_disabled_account_is_told_so(client):
    assert "To konto jest nieczynne" in page(client.get(reverse("account_inactive")))


@pytest.mark.parametrize("name", ["account_email", "account_set_password", "account_confirm_login_code"])
def test_what_is_not_used_has_no_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_nobody_signs_up(client):
    assert client.get(reverse("account_signup")).status_code == 404
    assert client.post(reverse("account_signup"), {"email": "a@example.org"}).status_code == 404
