"""What a person is told before changing a text: provisions that close it, changes and orders not in force yet."""

import pytest
from django.urls import reverse

from apps.orders.amending.changes import Repeal
from tests.factories.amended import amending_order, order_of_text
from tests.orders.amending.trees import ORDER, path

from .test_form import AUGUST_20, NEW, SEPTEMBER_1, body_of, saved, saved_again, words
from .typed import entry, sent

pytestmark = pytest.mark.django_db


def test_a_new_paragraph_is_offered_before_the_final_provisions(client, base):
    page = client.get(NEW, {"zarzadzenie": base.order_id})
    assert "Dodaj paragraf po § 5, przed przepisami końcowymi" in words(page)
    order = saved(client, base, entry("after", "§ 5", "Nowy paragraf."))
    assert body_of(order)[0].endswith("po § 5 dodaje się § 5a w brzmieniu:")


def test_of_a_paragraph_put_after_the_final_provisions_a_person_is_warned(client, base):
    said = "§ 6 to przepis końcowy: po nim nie dodaje się innych. Usuń tę zmianę z listy i dodaj paragraf po § 5."
    order = saved(client, base, entry("end", "", "Nowy paragraf."))
    form = words(client.get(reverse("orders:amendment_edit", args=[order.pk])))
    assert said in form
    assert "Dodaj paragraf na końcu zarządzenia" in form
    assert said in words(client.get(reverse("desk:order_check", args=[order.pk])))
    same = saved_again(client, order, base, entry("after", "§ 6", "Traci moc zarządzenie nr 1/2010."))
    assert said not in words(client.get(reverse("desk:order_check", args=[same.pk])))


def test_changes_already_made_that_come_later_are_told(client, base):
    later = amending_order(
        base, Repeal((path("§ 2 pkt 3"),)), on=AUGUST_20, effective_on=SEPTEMBER_1, by=base.issued_by
    )
    told = f"Od 1 września 2018 r. brzmienie zmieni zarządzenie nr {later.number_text}: § 2 pkt 3."
    assert told in words(client.get(NEW, {"zarzadzenie": base.order_id}))
    order = saved(client, base, entry("repeal", "§ 1"))
    assert told in words(client.get(reverse("desk:order_check", args=[order.pk])))
    from_then = sent(base, effective="on_date", effective_on="1.09.2018", preview="")
    assert told not in words(client.post(NEW, from_then))


def test_an_order_that_is_not_in_force_yet_is_told_to_be_so(client, director):
    base = order_of_text(director.centre, ORDER, on=AUGUST_20, effective_on=SEPTEMBER_1, by=director)
    told = f"Zarządzenie nr {base.number_text} wejdzie w życie dopiero 1 września 2018 r."
    form = words(client.get(NEW, {"zarzadzenie": base.order_id}))
    assert told in form
    assert "Tak zarządzenie będzie brzmiało, gdy wejdzie w życie." in form
    early = saved(client, base, entry("repeal", "§ 1"))
    assert told in words(client.get(reverse("desk:order_check", args=[early.pk])))
    later = saved_again(client, early, base, entry("repeal", "§ 1"), effective="on_date", effective_on="1.09.2018")
    assert told not in words(client.get(reverse("desk:order_check", args=[later.pk])))
