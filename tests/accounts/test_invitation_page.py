"""The page behind the link in a letter."""

import pytest
from django.test import Client

from apps.accounts import actions
from apps.accounts.models import User
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "zupełnie nowe hasło 7"


def test_who_was_invited_sets_a_password_and_is_in(client, centre, admin):
    ewa = factories.person(centre, "Ewa Łąka", roles=["hr"])
    link = f"/zaproszenie/{actions.invite(ewa, 'ewa@example.org', by=admin).token}/"
    page = client.get(link)
    assert "Będziesz się logować adresem ewa@example.org." in page.content.decode()
    assert page.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")

    differ = client.post(link, {"password1": PASSWORD, "password2": "inne"})
    assert differ.context["form"].errors == {"password2": ["Hasła różnią się od siebie. Wpisz dwa razy to samo."]}
    assert PASSWORD not in differ.content.decode()
    assert client.post(link, {"password1": PASSWORD, "password2": PASSWORD}).url == "/"
    assert client.get("/osoby/").status_code == 200
    assert "To zaproszenie już nie działa" in Client().get(link).content.decode()


def test_an_invitation_opened_in_somebody_elses_session_ends_that_session(client, centre, admin):
    ewa = factories.person(centre, "Ewa Łąka", roles=["hr"])
    link = f"/zaproszenie/{actions.invite(ewa, 'ewa@example.org', by=admin).token}/"
    client.force_login(admin)
    client.post(link, {"password1": PASSWORD, "password2": PASSWORD})
    assert client.get("/osoby/").context["user"].email == "ewa@example.org"


def test_a_disabled_accounts_invitation_is_closed(client, centre, admin):
    ewa = factories.person(centre, "Ewa Łąka")
    invitation = actions.invite(ewa, "ewa@example.org", by=admin)
    actions.disable_account(invitation.user, by=admin)
    link = f"/zaproszenie/{invitation.token}/"
    assert "To zaproszenie już nie działa" in client.get(link).content.decode()
    client.post(link, {"password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.get(person=ewa).has_usable_password()
