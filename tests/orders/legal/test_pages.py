"""The legal adviser's page, and what others see of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.desk.matters import matters_of
from apps.orders.legal import rules
from apps.orders.legal.actions import review_draft, send_to_adviser
from apps.orders.models import LegalReview, Order
from tests import factories
from tests.orders.drafts import draft, issue, shown
from tests.orders.signing.test_pages import text_of

from .test_review import agreed, changed, returned

pytestmark = pytest.mark.django_db
NAME = "Projekt zarządzenia w sprawie powołania Zespołu"


@pytest.fixture
def employee(centre):
    return factories.user_of(factories.person(centre, "Ewa Zwyczajna", roles=["employee"]))


def address(order):
    return reverse("orders:legal", args=[order.pk])


def mine(user):
    return [(matter.what, matter.action) for matter in matters_of(user).mine if "zarządzenia" in matter.what]


def others(user):
    return [(matter.what, matter.waits) for matter in matters_of(user).others]


def judged(client, order, verdict, note="", **more):
    said = {"verdict": verdict, "note": note, "shown_hash": shown(Order.objects.get(pk=order.pk))}
    return client.post(address(order), said | more)


def test_from_the_draft_to_the_adviser_and_to_the_director(client, demanding, order, adviser, hr, director, june):
    client.force_login(hr)
    page = text_of(client.get(order.get_absolute_url()))
    assert "Czeka na: przekazanie radcy prawnemu Przekaż radcy" in page
    assert "W tym ośrodku zarządzenie można wydać dopiero po uzgodnieniu." in page
    assert client.post(address(order), {"note": "Proszę o § 2."})["Location"] == order.get_absolute_url()
    assert "Czeka na: radcę prawnego" in text_of(client.get(order.get_absolute_url()))

    client.force_login(adviser)
    assert mine(adviser) == [(f"{NAME} czeka na uzgodnienie prawne", "Przeczytaj i rozstrzygnij")]
    assert "Czeka na: radcę prawnego Przeczytaj i rozstrzygnij" in text_of(client.get(order.get_absolute_url()))
    page = text_of(client.get(address(order)))
    assert "Proszę o § 2." in page
    assert "Powołuje się Zespół." in page
    assert judged(client, order, "agreed").status_code == 302
    assert mine(adviser) == []

    client.force_login(director)
    page = text_of(client.get(order.get_absolute_url()))
    assert "Uzgodniono pod względem prawnym dokładnie tę treść. Jan Radcowski" in page
    assert "Czeka na: dyrektora Sprawdź i wydaj" in page
    issue(order, director)
    page = text_of(client.get(order.get_absolute_url()))
    assert "Uzgodniono pod względem prawnym: Jan Radcowski" in page
    assert "Uzgodniono pod względem prawnym. Jan Radcowski" in page  # the story


def test_matters_follow_the_draft(demanding, order, adviser, hr, director):
    assert mine(hr) == [(f"{NAME} trzeba uzgodnić z radcą prawnym", "Przekaż radcy")]
    send_to_adviser(order, "", by=hr)
    assert (mine(hr), others(hr)) == ([], [(NAME, "czeka na radcę prawnego")])
    review_draft(order, "returned", "Brak.", shown_hash=shown(order), by=adviser)
    assert mine(hr) == mine(director) == [(f"{NAME} radca prawny zwrócił z uwagami", "Przeczytaj uwagi")]
    changed(order, hr)
    assert mine(hr) == [(f"{NAME} trzeba uzgodnić z radcą prawnym", "Przekaż radcy")]
    agreed(Order.objects.get(pk=order.pk), adviser, hr)
    assert mine(director) == [(f"{NAME} jest gotowy", "Sprawdź i wydaj")]
    assert others(hr) == [(NAME, "czeka na wydanie przez dyrektora")]


def test_the_page_of_a_draft_says_whose_move_it_is_also_where_review_is_not_demanded(client, order, adviser, director):
    client.force_login(director)
    assert "Czeka na: dyrektora Sprawdź i wydaj" in text_of(client.get(order.get_absolute_url()))
    send_to_adviser(order, "", by=director)
    page = text_of(client.get(order.get_absolute_url()))
    assert "Czeka na: radcę prawnego" in page
    assert "Sprawdź przed wydaniem" in page
    review_draft(order, "returned", "Brak.", shown_hash=shown(order), by=adviser)
    assert "Czeka na: poprawienie projektu Przeczytaj uwagi" in text_of(client.get(order.get_absolute_url()))
    changed(order, director)
    assert "Czeka na: dyrektora Sprawdź i wydaj" in text_of(client.get(order.get_absolute_url()))


def test_matters_of_drafts_cost_the_same_for_one_and_for_three(centre, hr, adviser):
    def cost(user):
        with CaptureQueriesContext(connection) as asked:
            matters_of(user)
        return len(asked)

    returned(draft(centre, hr), adviser, hr)
    once = cost(hr), cost(adviser)
    for _ in range(2):
        send_to_adviser(draft(centre, hr), "", by=hr)
    assert (cost(hr), cost(adviser)) == once


def test_a_later_change_is_shown_against_what_was_agreed(client, order, adviser, hr):
    agreed(order, adviser, hr)
    changed(order, hr)
    client.force_login(hr)
    answer = client.get(address(order))
    assert "Uzgodnienie dotyczy wcześniejszej treści . Potem projekt się zmienił. Jan Radcowski" in text_of(answer)
    page = answer.content.decode()
    assert "<del>§ 1. Powołuje się Zespół.</del>" in page
    assert "<ins>§ 1. Powołuje się inny Zespół.</ins>" in page


def test_a_change_of_data_alone_is_told_in_words(client, order, adviser, hr):
    agreed(order, adviser, hr)
    changed(order, hr, body=order.body, effects={"kind": "test", "products": ["2a"]})
    client.force_login(hr)
    assert "Słowa zarządzenia są te same." in text_of(client.get(address(order)))


def test_an_older_page_is_not_judged_and_the_remarks_stay(client, order, adviser, hr):
    send_to_adviser(order, "", by=hr)
    old = shown(order)
    client.force_login(adviser)
    first = client.get(address(order)).content.decode()
    lines = first.split('name="shown_text" hidden>\n')[1].split("</textarea>")[0]
    changed(order, hr)

    answer = judged(client, order, "agreed", "Moja uwaga", shown_hash=old, shown_text=lines)

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Nic nie rozstrzygnięto, bo projekt się zmienił" in text_of(answer)
    assert "Moja uwaga</textarea>" in page
    assert "<del>§ 1. Powołuje się Zespół.</del>" in page
    assert shown(Order.objects.get(pk=order.pk)) in page
    assert LegalReview.objects.count() == 0


def test_a_return_without_remarks_is_told_at_the_field(client, order, adviser, hr):
    send_to_adviser(order, "", by=hr)
    client.force_login(adviser)
    page = judged(client, order, "returned")
    assert "Napisz, co poprawić." in text_of(page)
    assert LegalReview.objects.count() == 0


def test_no_button_no_verdict(client, order, adviser, hr):
    send_to_adviser(order, "", by=hr)
    client.force_login(adviser)
    assert "Wybierz: uzgadniam albo zwracam z uwagami." in text_of(judged(client, order, ""))


def test_remarks_are_for_who_drafts_and_for_nobody_else(client, order, adviser, hr, director, employee, june):
    returned(order, adviser, hr, note="Brak upoważnienia.")
    client.force_login(director)
    assert "Brak upoważnienia." in text_of(client.get(address(order)))
    issue(order, director)
    client.force_login(employee)
    page = text_of(client.get(order.get_absolute_url()))
    assert "Brak upoważnienia." not in page
    assert "Radca prawny zwrócił projekt z uwagami." in page
    assert "Uzgodniono pod względem prawnym" not in page
    assert client.get(address(order)).status_code == 404


def test_what_was_typed_waits_for_log_in(client, order, adviser, hr):
    send_to_adviser(order, "", by=hr)
    client.force_login(adviser)
    client.get(address(order))
    del client.cookies["sesja"]
    judged(client, order, "returned", "Długa uwaga do § 1")
    client.force_login(adviser)
    assert "Długa uwaga do § 1" in client.get(address(order)).content.decode()


def test_the_message_to_the_adviser_waits_for_log_in(client, order, adviser, hr):
    client.force_login(hr)
    client.get(address(order))
    del client.cookies["sesja"]
    client.post(address(order), {"note": "Proszę o § 2."})
    client.force_login(hr)
    assert "Proszę o § 2." in client.get(address(order)).content.decode()


def test_the_check_page_says_that_the_adviser_has_not_agreed(client, demanding, order, adviser, director, hr):
    client.force_login(director)
    check = reverse("desk:order_check", args=[order.pk])

    def said():
        page = client.get(check)
        assert f'href="{address(order)}"' in page.content.decode()
        return text_of(page)

    page = said()
    assert "W tym ośrodku zarządzenia uzgadnia radca prawny. Przekaż mu ten projekt. Przekaż radcy" in page
    assert "Wydaj zarządzenie nr" not in page
    returned(order, adviser, hr)
    assert f"{rules.RETURNED} Przeczytaj uwagi" in said()
    send_to_adviser(order, "", by=hr)
    assert f"{rules.WAITS} Zobacz uzgodnienie" in said()


def test_the_check_page_says_who_agreed_and_leads_to_remarks(client, demanding, order, adviser, director, hr):
    client.force_login(director)
    check = reverse("desk:order_check", args=[order.pk])
    agreed(order, adviser, hr)
    page = text_of(client.get(check))
    assert "Uzgodniono pod względem prawnym dokładnie tę treść. Jan Radcowski" in page
    assert "Wydaj zarządzenie nr" in page
    demanding.legal_review = False
    demanding.save()
    changed(order, hr)
    returned(Order.objects.get(pk=order.pk), adviser, hr)
    page = text_of(client.get(check))
    assert "Zwrócono z uwagami. Jan Radcowski" in page
    assert page.index("Przeczytaj uwagi") < page.index("Wydaj zarządzenie nr")


def test_the_administrator_sets_whether_orders_are_agreed(client, centre):
    admin = factories.user_of(factories.person(centre, "Adam Ministracyjny", gender="m", roles=["admin"]))
    client.force_login(admin)
    page = client.get(reverse("accounts:own_centre"))
    assert "Zarządzenia uzgadnia radca prawny" in text_of(page)
    typed = {name: field.value() or "" for name, field in ((f.name, f) for f in page.context["form"])}
    said = client.post(reverse("accounts:own_centre"), typed | {"legal_review": "on"}, follow=True)
    centre.refresh_from_db()
    assert centre.legal_review
    assert "Nikt w ośrodku nie ma jeszcze roli radcy prawnego" in text_of(said)
    assert f'Nadaj tę rolę w <a href="{reverse("accounts:people")}">Osobach</a>.' in said.content.decode()
    factories.user_of(factories.person(centre, "Jan Radcowski", gender="m", roles=["legal"]))
    said = client.post(reverse("accounts:own_centre"), typed | {"legal_review": "on"}, follow=True)
    assert "Nikt w ośrodku" not in text_of(said)


def test_an_issued_order_has_no_review_page(client, order, adviser, hr, director, june):
    issue(order, director)
    client.force_login(hr)
    assert client.get(address(order))["Location"] == order.get_absolute_url()


def test_a_centre_without_advisers_that_does_not_ask_is_not_bothered(client, order, hr):
    client.force_login(hr)
    assert "Radca prawny" not in text_of(client.get(order.get_absolute_url()))
