"""Nothing typed is lost: the text in the form after log-in equals the text that was sent, byte for byte."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from apps.accounts.forms import CentreForm
from apps.accounts.models import Centre, Person, Session
from apps.core import rescue
from tests import factories

pytestmark = pytest.mark.django_db

LONG = "  § 7 ust. 2 – „Zażółć gęślą jaźń” <b>&amp;\r\n\r\n\tłamany 👩‍🦰 tekst\u00a0z odstępem  " * 300
PASSWORD = factories.DIRECTOR_PASSWORD
RECOVERED = rescue.RECOVERED


@pytest.fixture
def anna():
    return factories.user_of(
        factories.person(factories.centre(), roles=["admin", "hr", "director"]), "anna@example.org"
    )


@pytest.fixture
def tab(anna):
    """Checks CSRF as in life; logged in, and has opened a page."""
    client = Client(enforce_csrf_checks=True)
    log_in(client, "anna@example.org")
    return client


def log_in(client, email, next_page=None):
    client.get("/konto/zaloguj/")
    where = f"/konto/zaloguj/?next={next_page}" if next_page else "/konto/zaloguj/"
    answer = post(client, where, {"login": email, "password": PASSWORD})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer


def post(client, path, data, **headers):
    token = client.cookies["csrf"].value
    return client.post(path, {**data, "csrfmiddlewaretoken": token}, headers=headers)


def expire(client):
    """What the server does when the time is up: the row is gone, the tab still sends the cookie."""
    Session.objects.filter(pk=client.cookies["sesja"].value).delete()


def after_expiry(client, path, data, *, then_log_in_as="anna@example.org", **headers):
    """Send, be led to log-in, log in, follow the way back."""
    client.get("/osoby/")
    expire(client)
    sent = post(client, path, data, **headers)
    assert sent.status_code == 302
    login_page, _, next_page = sent.url.partition("?next=")
    assert login_page == "/konto/zaloguj/"
    back = log_in(client, then_log_in_as, next_page)
    return client.get(back.url)


def told(answer):
    return [str(message) for message in answer.context["messages"]]


def values(answer, form="form"):
    return {bound.html_name: bound.value() for bound in answer.context[form]}


def own_centre(centre, **changed):
    return {name: getattr(centre, name) for name in CentreForm.Meta.fields} | changed


def test_settings_of_a_centre_survive_an_expired_session(tab, anna):
    data = own_centre(anna.centre, legal_basis=LONG, name="„Nowy” Ośrodek")

    answer = after_expiry(tab, "/osrodek/", data)

    assert answer.request["PATH_INFO"] == "/osrodek/"
    assert values(answer) == data
    assert RECOVERED in told(answer)
    assert Centre.objects.get(pk=anna.centre_id).name != "„Nowy” Ośrodek"


def test_a_new_pilot_survives_an_expired_session_with_fields_no_form_knows(tab):
    data = {"project_name": "Projekt „Ą”", "financing_line": LONG, "starts_on": "nie wiem"}
    data |= {"ends_on": "31.08.2019", "catalogue_version": str(factories.catalogue_version().pk)}

    answer = after_expiry(tab, "/pilotaze/nowy/", data | {"rows-7-text": ["raz", "dwa"]})

    assert values(answer) == data
    assert answer.context["form"].data.getlist("rows-7-text") == ["raz", "dwa"]


def test_the_recovered_form_can_be_saved_and_then_waits_no_more(tab, anna):
    answer = after_expiry(tab, "/osoby/nowa/", {"first_name": "Ewa", "last_name": "Łąka", "gender": "f"})
    assert values(answer)["last_name"] == "Łąka"
    assert values(tab.get("/osoby/nowa/"))["last_name"] == "Łąka", "a reload loses nothing"

    saved = post(tab, "/osoby/nowa/", {"first_name": "Ewa", "last_name": "Łąka", "gender": "f"})

    assert saved.status_code == 302
    assert Person.objects.filter(last_name="Łąka").count() == 1
    assert values(tab.get("/osoby/nowa/"))["last_name"] is None


def test_another_person_who_logs_in_gets_nothing(tab, anna):
    factories.user_of(factories.person(anna.centre, "Jan Inny", roles=["admin"]), "jan@example.org")

    answer = after_expiry(tab, "/osoby/nowa/", {"last_name": "Tajna"}, then_log_in_as="jan@example.org")

    assert values(answer)["last_name"] is None
    assert "Tajna" not in answer.content.decode()
    assert not any("Odzyskali" in message for message in told(answer))
    assert tab.session[rescue.KEPT] == {}, "what was dropped is gone for good"


def test_a_browser_nobody_logged_in_on_keeps_nothing():
    client = Client(enforce_csrf_checks=True)
    client.get("/konto/zaloguj/")

    answer = post(client, "/osoby/nowa/", {"last_name": "x"})

    assert (answer.status_code, answer.url) == (302, "/konto/zaloguj/?next=/osoby/nowa/")
    assert rescue.KEPT not in client.session
    assert rescue.NOT_KEPT in told(client.get(answer.url))


def test_a_forged_cookie_of_the_author_counts_for_nothing(anna):
    client = Client(enforce_csrf_checks=True)
    client.get("/konto/zaloguj/")
    client.cookies["autor"] = f"{anna.pk}:abc"

    post(client, "/osoby/nowa/", {"last_name": "x"})

    assert rescue.KEPT not in client.session


def test_the_cookie_of_the_author_is_closed_to_scripts(tab):
    tab.get("/osoby/")
    cookie = tab.cookies["autor"]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", "")


def test_a_forged_post_keeps_nothing(tab):
    tab.get("/osoby/")
    expire(tab)
    assert tab.post("/osoby/nowa/", {"last_name": "obca"}).status_code == 403
    assert rescue.KEPT not in tab.session


def test_passwords_and_tokens_are_never_kept(tab):
    tab.get("/osoby/")
    expire(tab)
    post(tab, "/konto/haslo/", {"oldpassword": "s1", "password1": "s2", "nowe_hasło": "s3", "uwaga": "zostaje"})
    entry = tab.session[rescue.KEPT]["/konto/haslo/"]
    assert entry["fields"] == {"uwaga": ["zostaje"]}


def test_files_are_said_to_be_lost(tab):
    upload = SimpleUploadedFile("skan.pdf", b"%PDF")
    answer = after_expiry(tab, "/osoby/nowa/", {"last_name": "Łąka", "skan": upload})
    assert values(answer)["last_name"] == "Łąka"
    assert f"{RECOVERED} {rescue.FILES_LOST}" in told(answer)


def test_more_than_fits_is_refused_honestly_and_the_oldest_makes_room(tab):
    tab.get("/osoby/")
    expire(tab)
    half = "ą" * (rescue.LIMIT // 4 + 10)
    for path in ["/osoby/nowa/", "/pilotaze/nowy/"]:
        post(tab, path, {"last_name": half})
    assert list(tab.session[rescue.KEPT]) == ["/pilotaze/nowy/"]

    answer = post(tab, "/osrodek/", {"name": "x" * (rescue.LIMIT + 1)})

    assert list(tab.session[rescue.KEPT]) == []
    page = answer.content.decode()
    assert (answer.status_code, "Ten tekst jest za długi" in page) == (403, True)
    assert page.count("x" * (rescue.LIMIT + 1)) == 1, "no cache brings it back, so the page does"


def test_a_button_leads_back_to_its_page_and_does_nothing(tab, anna):
    jan = factories.user_of(factories.person(anna.centre, "Jan Inny"))
    type(jan).objects.filter(pk=jan.pk).update(is_active=False)
    page = f"/osoby/{jan.person_id}/"

    answer = after_expiry(tab, f"{page}wlacz/", {}, referer=f"http://testserver{page}?zakladka=konto")

    assert (answer.request["PATH_INFO"], answer.request["QUERY_STRING"]) == (page, "zakladka=konto")
    jan.refresh_from_db()
    assert not jan.is_active


def test_a_button_without_a_page_leads_home(tab, anna):
    answer = after_expiry(tab, f"/osoby/{anna.person_id}/wlacz/", {})
    assert (answer.status_code, answer.url) == (302, "/")


def test_a_foreign_referer_leads_nowhere(tab):
    tab.get("/osoby/")
    expire(tab)
    answer = post(tab, "/osoby/nowa/", {"last_name": "x"}, referer="http://zly.example/pulapka/")
    assert answer.url == "/konto/zaloguj/?next=/osoby/nowa/"
    answer = post(tab, "/osoby/nowa/", {"last_name": "x"}, referer="http://testserver//zly.example/")
    assert answer.url == "/konto/zaloguj/?next=/"


def test_a_script_is_told_in_words(tab):
    tab.get("/osoby/")
    expire(tab)
    answer = post(tab, "/osoby/nowa/", {"last_name": "x"}, **{"Sec-Fetch-Dest": "empty"})
    assert (answer.status_code, answer.content.decode()) == (401, rescue.FOR_SCRIPTS)


def test_the_login_page_says_that_the_text_waits(tab):
    tab.get("/osoby/")
    expire(tab)
    answer = post(tab, "/osoby/nowa/", {"last_name": "x"})
    assert rescue.WAITS in told(tab.get(answer.url))


def test_a_form_on_another_page_takes_what_was_sent_to_its_address(rf, anna):
    request = rf.get("/opinie/1/")
    request.user = anna
    request.session = {rescue.KEPT: {"/opinie/1/uwagi/": entry(anna, text=["uwaga"])}}
    request._messages = Told()

    assert rescue.typed(request) is None
    assert rescue.typed(request, posted_to="/opinie/1/uwagi/").dict() == {"text": "uwaga"}
    assert rescue.typed(request, posted_to="/opinie/1/uwagi/").dict() == {"text": "uwaga"}
    assert request._messages.said == [RECOVERED]


def test_what_another_person_typed_is_not_handed_out_even_if_it_still_lies_there(rf, anna):
    request = rf.get("/opinie/1/")
    request.user = factories.operator()
    request.session = {rescue.KEPT: {"/opinie/1/": entry(anna, text=["uwaga"])}}
    assert rescue.typed(request) is None


def entry(author, **fields):
    return {"author": author.pk, "files": False, "fields": fields}


class Told:
    def __init__(self):
        self.said = []

    def add(self, level, message, extra_tags):
        self.said.append(message)
