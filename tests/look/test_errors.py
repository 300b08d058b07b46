"""When something goes wrong people learn what, why and what now, and keep what they typed."""

from html.parser import HTMLParser

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import OperationalError
from django.http import QueryDict
from django.test import Client
from django.urls import path

from apps.core import forms, views
from tests.look import sample

pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]

LONG = "\r\n\r\n  „Zażółć” – <b>gęślą</b> & jaźń\t¶\r\nostatni wiersz\r\n"


def falls(request):
    raise OperationalError("nie ma bazy")


def refuses(request):
    raise PermissionDenied("Zarządzenie wydaje dyrektor.")


def too_big(request):
    raise RequestDataTooBig


urlpatterns = [path("pada/", falls), path("odmawia/", refuses), path("za-duzo/", too_big), *sample.urlpatterns]
handler400, handler403 = views.bad_request, views.permission_denied
handler404, handler500 = views.page_not_found, views.server_error


class Resent(HTMLParser):
    """What a browser would send from the page's form: hidden inputs and text areas."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.fields, self.area = [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input" and attrs.get("type") == "hidden":
            self.fields.append((attrs["name"], attrs.get("value", "")))
        if tag == "textarea":
            self.area = [attrs["name"], ""]

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            name, text = self.area
            self.fields.append((name, text.removeprefix("\n")))  # a parser drops the first line break
            self.area = None


def resent(page):
    return [pair for pair in Resent(page.content.decode()).fields if pair[0] != "csrfmiddlewaretoken"]


@pytest.fixture
def visitor(client, director):
    client.force_login(director)
    client.raise_request_exception = False
    return client


def test_a_failed_form_keeps_every_field_byte_for_byte(visitor):
    sent = [("name", LONG), ("tasks", "a"), ("tasks", "b"), ("note", ""), ("members-TOTAL_FORMS", "2")]
    data = QueryDict(mutable=True)
    for name, value in sent:
        data.appendlist(name, value)
    page = visitor.post("/psuje/?a=1", data.urlencode(), content_type="application/x-www-form-urlencoded")

    assert page.status_code == 500
    assert resent(page) == sent
    assert 'action="/psuje/?a=1"' in page.content.decode()
    assert "Spróbuj wysłać ponownie" in page.content.decode()


def test_the_failed_form_can_be_sent_again_under_the_guard_against_forgery(director):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(director)
    token = Resent(client.get("/psuje/").content.decode()).fields[0][1]
    failed = client.post("/psuje/", {"name": "x", "csrfmiddlewaretoken": token})
    again = dict(Resent(failed.content.decode()).fields)

    assert client.post("/psuje/", again).status_code == 500
    assert client.post("/psuje/", {"name": "x"}).status_code == 403


def test_labels_are_those_of_the_form(visitor, monkeypatch):
    monkeypatch.setattr(forms, "_labels", {})  # what forms of other tests were called in this process
    sample.SampleForm()
    assert "Nazwa zespołu</label>" in visitor.post("/psuje/", {"name": "x"}).content.decode()


def test_codes_of_choices_and_buttons_are_sent_again_unseen(visitor, monkeypatch):
    monkeypatch.setattr(forms, "_typed", {"name": True, "nature": False})
    sent = {"name": "x", "nature": "substance", "submit": "1"}
    page = visitor.post("/psuje/", sent)
    assert dict(resent(page)) == sent
    assert page.content.decode().count("<textarea") == 1


def test_secrets_are_never_given_back(visitor):
    page = visitor.post("/psuje/", {"name": "x", "password1": "tajne-1", "new_password": "tajne-2", "haslo": "tajne-3"})
    assert "tajne" not in page.content.decode()
    assert "Spróbuj wysłać ponownie" not in page.content.decode()
    assert resent(page) == [("name", "x")]


def test_the_form_of_another_site_is_not_given_back(visitor):
    page = visitor.post("/psuje/", {"name": "podstawione"}, headers={"origin": "https://example.org"})
    assert "podstawione" not in page.content.decode()


def test_the_page_of_a_failure_asks_the_database_for_nothing(visitor, django_assert_num_queries, rf):
    request = rf.post("/psuje/", {"name": "x"})
    with django_assert_num_queries(0):
        assert "x</textarea>" in views.server_error(request).content.decode()


def test_a_failed_reading_gives_a_number_of_the_event(visitor, monkeypatch):
    monkeypatch.setattr(sample.SampleForm, "__init__", lambda *a, **k: 1 / 0)
    page = visitor.get("/wzor/")
    assert page.status_code == 500
    assert "numer zdarzenia: <code>" in page.content.decode()


def test_without_the_database_people_are_asked_to_wait(visitor):
    page = visitor.post("/pada/", {"name": "x"})
    assert (page.status_code, page["Retry-After"]) == (503, "60")
    assert resent(page) == [("name", "x")]


def test_a_refusal_says_why_and_keeps_the_text(visitor):
    page = visitor.post("/odmawia/", {"name": "x"})
    assert page.status_code == 403
    assert "Zarządzenie wydaje dyrektor." in page.content.decode()
    assert ("name", "x") in resent(page)


def test_a_page_that_is_not_there_says_so(visitor, client):
    assert visitor.get("/nie-ma/").status_code == 404
    assert "Nie ma takiej strony" in client.get("/nie-ma/").content.decode()


def test_too_much_at_once_is_413(visitor):
    page = visitor.post("/za-duzo/", {"name": "x"})
    assert page.status_code == 413
    assert "najwyżej 5 MB" in page.content.decode()


def test_a_broken_request_is_400(rf):
    page = views.bad_request(rf.get("/"))
    assert (page.status_code, "Nic nie zostało zapisane" in page.content.decode()) == (400, True)


def test_a_stale_page_gives_the_text_back(director):
    client = Client(enforce_csrf_checks=True)
    client.force_login(director)
    page = client.post("/psuje/", {"name": LONG})
    assert page.status_code == 403
    assert resent(page) == [("name", LONG)]
