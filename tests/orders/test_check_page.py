"""„Sprawdź i wydaj”: what was read is what is issued."""

import datetime

import pytest
from django.urls import reverse

from apps.core import clock
from apps.core.models import AuditEvent
from apps.orders.models import IssuedOrder, Order
from tests import factories
from tests.teams.appointment import forms

pytestmark = pytest.mark.django_db
BUTTON = "Wydaj zarządzenie <span"


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
    said = [
        "nr&nbsp;1/2018</span></span></button>",
        "Po wydaniu treści nie można już zmienić.",
        "ZARZĄDZENIE NR\u00a01/2018",
    ]
    assert [words for words in [*said, BUTTON] if words not in page.content.decode()] == []


def test_issuing_leads_to_the_order_with_its_pdf(client, order, check):
    page = client.post(check, {"shown_hash": client.get(check).context["shown_hash"]}, follow=True)
    assert page.redirect_chain == [(order.get_absolute_url(), 302)]
    assert [str(message) for message in page.context["messages"]] == ["Wydano zarządzenie nr 1/2018."]
    pdf = client.get(reverse("orders:pdf", args=[order.pk]))
    assert (pdf.content[:5], pdf["ETag"]) == (b"%PDF-", f'"{IssuedOrder.objects.get().document.blob_id}"')


def test_a_draft_changed_since_it_was_shown_shows_the_difference_and_is_not_issued(client, director, order, check):
    before = client.get(check).context
    forms.save_again(order, director, name_genitive="Zespołu do spraw innych prób")
    page = client.post(check, {name: before[name] for name in ("shown_hash", "shown_text")})

    assert page.status_code == 409
    changed = [pair for pair in page.context["differences"] if pair[0] != "same"]
    assert changed == [
        ("old", "w sprawie powołania Zespołu do spraw prób"),
        ("new", "w sprawie powołania Zespołu do spraw innych prób"),
    ]
    assert not IssuedOrder.objects.exists()
    client.post(check, {"shown_hash": page.context["shown_hash"]})
    assert IssuedOrder.objects.get().subject == "powołania Zespołu do spraw innych prób"


def test_hr_sees_the_page_and_why_it_cannot_issue(client, hr, order, check):
    client.force_login(hr)
    page = client.get(check)
    assert "Zarządzenie może wydać tylko dyrektor." in page.content.decode()
    assert BUTTON not in page.content.decode()
    client.post(check, {"shown_hash": page.context["shown_hash"]})
    assert not IssuedOrder.objects.exists()


def test_a_second_click_says_that_it_was_issued(client, order, check):
    shown = client.get(check).context["shown_hash"]
    client.post(check, {"shown_hash": shown})
    page = client.post(check, {"shown_hash": shown}, follow=True)
    assert "wydała już Dorota Dyrektorska" in str(list(page.context["messages"])[-1])
    assert client.get(check).url == order.get_absolute_url()


@pytest.fixture
def later(client, centre, director):
    """An order issued on a day that, for the others, has not come yet."""
    with clock.pretend(datetime.date(2018, 6, 20)):
        ahead = forms.draft(centre, director)
        address = reverse("desk:order_check", args=[ahead.pk])
        client.post(address, {"shown_hash": client.get(address).context["shown_hash"]})


def test_an_earlier_day_than_the_order_before_asks_for_a_reason(client, director, order, check, later):
    page = client.get(check)
    assert page.context["out_of_order"].endswith("więc następne nie może nosić daty 11 czerwca 2018 r.")
    assert ("Powód wcześniejszej daty" in page.content.decode(), "r.." in page.content.decode()) == (True, False)

    refused = client.post(check, {"shown_hash": page.context["shown_hash"], "chronology_reason": "  "})
    assert "Podaj powód wcześniejszej daty." in refused.content.decode()
    assert not IssuedOrder.objects.filter(order=order).exists()


def test_with_a_reason_it_is_issued_and_the_reason_is_kept(client, director, order, check, later):
    said = {"shown_hash": client.get(check).context["shown_hash"], "chronology_reason": " Zegar był przestawiony. "}
    client.post(check, said)
    issued = IssuedOrder.objects.get(order=order)
    event = AuditEvent.objects.get(verb="order.issued", object_id=order.pk)
    assert (issued.number, issued.signed_on) == (2, datetime.date(2018, 6, 11))
    assert issued.chronology_reason == event.data["reason_of_day"] == "Zegar był przestawiony."


def test_a_reason_that_nobody_needed_is_not_kept(client, order, check):
    client.post(check, {"shown_hash": client.get(check).context["shown_hash"], "chronology_reason": "Na zapas."})
    assert IssuedOrder.objects.get(order=order).chronology_reason == ""


def rename(person, last_name):
    person.last_name = last_name
    person.save()


def changes(page):
    return [pair for pair in page.context["differences"] if pair[0] != "same"]


RENAMED = [
    ("old", "2) członek – Jan Próbny, pracownik socjalny."),
    ("new", "2) członek – Jan Nowy, pracownik socjalny."),
]


def test_a_person_renamed_since_the_draft_was_saved_is_appointed_under_the_new_name(client, centre, order, check):
    rename(centre.people.get(last_name="Próbny"), "Nowy")
    page = client.get(check)
    assert (page.status_code, page.context["recomposed"], changes(page)) == (200, True, RENAMED)

    client.post(check, {"shown_hash": page.context["shown_hash"]})
    issued, saved = IssuedOrder.objects.get(), Order.objects.get()
    assert [entry["name"] for entry in issued.effects["composition"]] == ["Anna Wzorowa", "Jan Nowy"]
    assert (saved.body, saved.effects) == (issued.text["body"], issued.effects)


def test_a_person_renamed_since_the_page_was_shown_shows_the_difference_first(client, centre, order, check):
    before = client.get(check).context
    assert (before["recomposed"], [kind for kind, _ in before["differences"] if kind != "same"]) == (False, [])
    rename(centre.people.get(last_name="Próbny"), "Nowy")
    page = client.post(check, {name: before[name] for name in ("shown_hash", "shown_text")})
    assert (page.status_code, changes(page), IssuedOrder.objects.count()) == (409, RENAMED, 0)
    client.post(check, {"shown_hash": page.context["shown_hash"]})
    assert IssuedOrder.objects.get().effects["composition"][1]["name"] == "Jan Nowy"


def test_nobody_is_appointed_who_has_left_since(client, centre, order, check):
    before = client.get(check).context
    centre.people.filter(last_name="Próbny").update(left_on=datetime.date(2018, 6, 10))
    left = "Jan Próbny nie pracuje już w ośrodku. Wybierz inną osobę albo usuń ten wiersz."

    page = client.post(check, {"shown_hash": before["shown_hash"]}, follow=True)
    assert ([str(m) for m in page.context["messages"]], IssuedOrder.objects.count()) == ([left], 0)
    assert client.get(check).context["missing"] == [left]
    [_, row] = client.get(reverse("teams:appointment_edit", args=[order.pk]), {"sprawdz": ""}).context["form"].rows
    assert row.errors == {"person": [left]}


def test_an_order_is_not_issued_after_the_day_on_which_it_takes_effect(client, centre, director, june):
    client.force_login(director)
    with clock.pretend(datetime.date(2018, 6, 1)):
        order = forms.draft(centre, director, forms.small(centre, effective="on_date", effective_on="10.06.2018"))
        check = reverse("desk:order_check", args=[order.pk])
        shown = client.get(check).context
        assert (shown["missing"], shown["refusal"]) == ([], "")
    page = client.post(check, {"shown_hash": shown["shown_hash"]}, follow=True)
    [said] = [str(message) for message in page.context["messages"]]
    assert said.startswith("Dzień wejścia w życie jest wcześniejszy niż dzień podpisania (11 czerwca 2018 r.).")
    assert (client.get(check).context["missing"], IssuedOrder.objects.count()) == ([said], 0)


def test_a_number_that_is_taken_is_said_before_issuing(client, centre, order, check):
    centre.order_number_pattern = "x"
    centre.save()
    page = client.get(check)
    assert page.context["refusal"].startswith("Wzór numeru zarządzenia jest niewłaściwy.")
    assert BUTTON not in page.content.decode()
