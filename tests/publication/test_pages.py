"""Inside: the section of an order's page, the form, the preview, the deeds."""

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from apps.desk.matters import collected
from apps.publication import reading
from apps.publication.models import Publication
from tests import factories
from tests.factories.publications import public_order, publication, withdrawal
from tests.gate import pdf_text
from tests.orders.recorded.paper import entered


def text_of(answer):
    return " ".join(unescape(answer.content.decode()).replace("\u00a0", " ").split())


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def issued(centre, director, team):
    return public_order(centre, team, by=director)


def said(**changed):
    usual = {"produced_by": "Dorota Dyrektorska", "produced_on": "11.06.2018", "without_members": "on"}
    return usual | changed


def publish_url(issued):
    return reverse("publication:publish", args=[issued.order_id])


def test_the_form_the_preview_and_the_deed(issued, director):
    client, url = logged_in(director), publish_url(issued)
    assert client.get(url).context["form"].initial["without_members"] is True
    preview = client.post(url, said())
    text = text_of(preview)
    assert 'Barbara Modelowa, pracownik socjalny <span class="quiet">(§ 1 pkt 1 lit. c)</span>' in text
    assert Publication.objects.count() == 0
    done = client.post(url, said(publish="1", hash=preview.context["hash"]), follow=True)
    assert "jest opublikowane" in text_of(done)
    made = Publication.objects.get()
    assert (made.text, made.produced_by) == (preview.context["order"].text, "Dorota Dyrektorska")


def test_the_preview_sends_the_form_on_as_it_was_typed(issued, director):
    preview = logged_in(director).post(publish_url(issued), said(words="Felicja\r\nPrywatna", without_members=""))
    hidden = {field.html_name: field.value() for field in preview.context["form"]}
    assert hidden == {
        "produced_by": "Dorota Dyrektorska",
        "produced_on": "11.06.2018",
        "without_members": False,
        "words": "Felicja\r\nPrywatna",
    }
    assert 'type="hidden" name="words" value="Felicja' in preview.content.decode()


def test_another_text_than_shown_is_shown_again(issued, director):
    answer = logged_in(director).post(publish_url(issued), said(publish="1", hash="x"))
    assert answer.status_code == 409
    assert "Przeczytaj je jeszcze raz" in text_of(answer)
    assert Publication.objects.count() == 0


def test_the_draft_of_the_file_is_marked_as_such(issued, director):
    answer = logged_in(director).post(publish_url(issued), said(pdf="1"))
    text = pdf_text(answer.content)
    assert ["WERSJA ROBOCZA" in text, "kod dokumentu" in text, "Modelow" in text] == [True, False, False]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"produced_by": ""}, "Wypełnij pole „Kto wytworzył informację albo za nią odpowiada”."),
        ({"produced_on": "1.01.2099"}, "Data wytworzenia nie może być późniejsza niż dzisiaj."),
        ({"words": "a"}, "„a” to za mało: podaj co najmniej 3 litery albo cyfry."),
    ],
)
def test_the_form_says_what_is_wrong(issued, director, changed, refusal):
    assert refusal in text_of(logged_in(director).post(publish_url(issued), said(**changed)))


def test_the_note_may_not_name_whom_the_text_leaves_out(issued, director):
    publication(issued)
    answer = logged_in(director).post(publish_url(issued), said(note="Pominięto Barbarę Modelową"))
    assert "Ten opis też będzie publiczny. Usuń z niego: Barbarę Modelową." in text_of(answer)


def test_an_order_without_people_offers_no_names_to_leave_out(centre, director):
    form = logged_in(director).get(publish_url(public_order(centre))).context["form"]
    assert list(form.fields) == ["produced_by", "produced_on", "words"]


def test_withdrawing(issued, director):
    made = publication(issued, director)
    client, url = logged_in(director), reverse("publication:withdraw", args=[issued.order_id])
    assert "Wypełnij pole „Powód wycofania”." in text_of(client.post(url, {"reason": " "}))
    answer = client.post(url, {"reason": "Omyłka.", "legal_basis": ""}, follow=True)
    assert "Publikację wycofano. Jej wpis i powód pozostają" in text_of(answer)
    assert made.withdrawal.reason == "Omyłka."
    assert "Tę publikację już wycofano." in text_of(client.get(url, follow=True))


def test_the_reason_may_not_name_whom_the_text_leaves_out(issued, director):
    publication(issued, without_members=True)
    url = reverse("publication:withdraw", args=[issued.order_id])
    answer = logged_in(director).post(url, {"reason": "Na prośbę B. Modelowej", "legal_basis": ""})
    assert "Usuń z niego: B. Modelowej." in text_of(answer)


def test_an_order_known_only_by_its_scan_is_not_published(centre, hr):
    issued = entered(centre, hr)
    client = logged_in(hr)
    assert "Skanu program nie publikuje" in text_of(client.get(issued.get_absolute_url()))
    assert "Skanu program nie publikuje" in text_of(client.get(publish_url(issued), follow=True))


STATES = {
    "never": ("Tego zarządzenia nie ma jeszcze na stronie publicznej.", ["Przygotuj publikację"]),
    "published": ("Opublikowano ", ["Opublikuj nową wersję", "Wycofaj publikację"]),
    "withdrawn": ("Publikację wycofano ", ["Opublikuj ponownie"]),
}


@pytest.mark.parametrize("state", STATES)
def test_the_page_of_an_order_says_how_it_stands(issued, director, state):
    if state != "never":
        made = publication(issued)
    if state == "withdrawn":
        withdrawal(made)
    text = text_of(logged_in(director).get(issued.get_absolute_url()))
    sentence, offered = STATES[state]
    assert sentence in text
    every = {one for _, names in STATES.values() for one in names}
    assert {one for one in every if f">{one}</a>" in text} == set(offered)


def test_an_employee_sees_what_is_public_and_no_buttons(issued, centre):
    employee = logged_in(factories.user_of(factories.person(centre, "Ewa Zwyczajna", roles=["employee"])))
    assert "Publikacja w BIP" not in text_of(employee.get(issued.get_absolute_url()))
    publication(issued)
    text = text_of(employee.get(issued.get_absolute_url()))
    assert ["Strona publiczna" in text, "Opublikuj" in text, "Wycofaj" in text] == [True, False, False]


def matters(user):
    return [one.what for one in collected(user).mine if "BIP" in one.what]


def test_a_centre_that_publishes_is_reminded_of_what_is_not_public(centre, director, hr):
    first = public_order(centre, by=director)
    assert matters(director) == []
    publication(first)
    later = [public_order(centre, by=director) for _ in range(5)]
    one_by_one = [f"Zarządzenia nr {one.number_text} nie ma w BIP" for one in reversed(later[2:])]
    assert matters(director) == [*one_by_one, "Oprócz nich nie ma w BIP jeszcze 2 zarządzeń"]
    assert matters(hr) == matters(director)
    assert matters(factories.user_of(factories.person(centre, "Adam Adm", roles=["admin"]))) == []
    withdrawal(publication(later[0]))
    assert matters(director)[-1] == "Oprócz nich nie ma w BIP jeszcze 1 zarządzenia"


def test_the_register_says_since_when_an_order_is_public(centre, director):
    orders = [public_order(centre, by=director) for _ in range(3)]
    made = publication(orders[0])
    withdrawal(publication(orders[1]))
    day = localtime(made.published_at).date()
    assert reading.published_days(orders) == {orders[0].pk: day}
    text = text_of(logged_in(director).get(reverse("orders:register")))
    assert text.count(f"w BIP od {day:%-d.%m.%Y}") == 1
