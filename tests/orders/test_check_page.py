"""„Sprawdź i wydaj”: what was read is what is issued."""

import datetime

import pytest
from django.urls import reverse

from apps.core import clock
from apps.orders import actions
from apps.orders.models import IssuedOrder
from tests import factories
from tests.teams.appointment import forms

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(client, centre, director, june):
    client.force_login(director)
    return forms.draft(centre, director)


@pytest.fixture
def check(order):
    return reverse("desk:order_check", args=[order.pk])


def test_the_page_says_number_day_people_provisions_and_who_is_told(client, centre, order, check):
    member = centre.people.get(last_name="Próbny")
    account = factories.user_of(member)
    page = client.get(check)
    effects = page.context["effects"]

    assert (page.context["number"], effects["since"]) == ("1/2018", datetime.date(2018, 6, 11))
    assert [(e["name"], e["word"], e["provision"]) for e in effects["people"]] == [
        ("Anna Wzorowa", "przewodnicząca", "§ 2 pkt 1"),
        ("Jan Próbny", "członek", "§ 2 pkt 2"),
    ]
    assert effects["told"] == [account]
    said = ["Wydaj zarządzenie nr 1/2018", "Po wydaniu treści nie można już zmienić.", "ZARZĄDZENIE NR\u00a01/2018"]
    assert [words for words in said if words not in page.content.decode()] == []


def test_issuing_leads_to_the_order_with_its_pdf(client, order, check):
    page = client.post(check, {"shown_hash": client.get(check).context["shown_hash"]}, follow=True)
    assert page.redirect_chain == [(order.get_absolute_url(), 302)]
    assert [str(message) for message in page.context["messages"]] == ["Wydano zarządzenie nr 1/2018."]
    pdf = client.get(reverse("orders:pdf", args=[order.pk]))
    assert (pdf.content[:5], pdf["ETag"]) == (b"%PDF-", f'"{IssuedOrder.objects.get().document.blob_id}"')


def test_a_draft_changed_since_it_was_shown_shows_the_difference_and_is_not_issued(client, director, order, check):
    before = client.get(check).context
    actions.save_draft_text(order, {"subject": "powołania innego zespołu"}, order.version, by=director)
    page = client.post(check, {name: before[name] for name in ("shown_hash", "shown_text")})

    assert page.status_code == 409
    changed = [pair for pair in page.context["differences"] if pair[0] != "same"]
    assert changed == [
        ("old", "w sprawie powołania Zespołu do spraw prób"),
        ("new", "w sprawie powołania innego zespołu"),
    ]
    assert not IssuedOrder.objects.exists()
    client.post(check, {"shown_hash": page.context["shown_hash"]})
    assert IssuedOrder.objects.get().subject == "powołania innego zespołu"


def test_hr_sees_the_page_and_why_it_cannot_issue(client, hr, order, check):
    client.force_login(hr)
    page = client.get(check)
    assert "Zarządzenie może wydać tylko dyrektor." in page.content.decode()
    assert "Wydaj zarządzenie nr" not in page.content.decode()
    client.post(check, {"shown_hash": page.context["shown_hash"]})
    assert not IssuedOrder.objects.exists()


def test_a_second_click_says_that_it_was_issued(client, order, check):
    shown = client.get(check).context["shown_hash"]
    client.post(check, {"shown_hash": shown})
    page = client.post(check, {"shown_hash": shown}, follow=True)
    assert "wydała już Dorota Dyrektorska" in str(list(page.context["messages"])[-1])
    assert client.get(check).url == order.get_absolute_url()


def test_the_page_says_when_the_register_is_ahead(client, centre, director, order, check):
    with clock.pretend(datetime.date(2018, 6, 20)):
        later = forms.draft(centre, director)
        address = reverse("desk:order_check", args=[later.pk])
        client.post(address, {"shown_hash": client.get(address).context["shown_hash"]})
    page = client.get(check).content.decode()
    assert "więc następne nie może nosić daty 11 czerwca 2018 r." in page
    assert "Wydaj zarządzenie nr" not in page


def test_an_order_back_dated_by_its_entry_is_warned_about_but_not_forbidden(client, centre, director, june):
    client.force_login(director)
    order = forms.draft(centre, director, forms.small(centre, effective="on_date", effective_on="1.06.2018"))
    check = reverse("desk:order_check", args=[order.pk])
    page = client.get(check)
    assert page.context["effects"]["is_back"]
    client.post(check, {"shown_hash": page.context["shown_hash"]})
    assert IssuedOrder.objects.get().effective_on == datetime.date(2018, 6, 1)
