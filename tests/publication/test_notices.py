"""The accessibility statement and the words about personal data."""

import datetime
import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.desk.matters import collected
from apps.publication.models import CentreNotice
from tests import factories
from tests.factories.notices import SAID, announced

pytestmark = pytest.mark.django_db
# what the ministry's template looks for by id
PARTS = [
    "a11y-wstep", "a11y-podmiot", "a11y-url", "a11y-data-publikacja", "a11y-data-aktualizacja", "a11y-status",
    "a11y-data-sporzadzenie", "a11y-data-przeglad", "a11y-kontakt", "a11y-osoba", "a11y-email", "a11y-telefon",
    "a11y-procedura", "a11y-architektura", "a11y-aplikacje",
]  # fmt: skip


def administrator(**fields):
    return factories.user_of(factories.person(factories.centre(**fields), "Adam Prowadzący", roles=["admin"]))


def page_of(name, centre):
    return Client().get(reverse(f"publication:{name}", args=[centre.slug])).content.decode()


def test_the_statement_has_every_part_once():
    admin = administrator()
    announced(admin.centre, by=admin)
    page = page_of("accessibility", admin.centre)
    assert {part: len(re.findall(f'id="{part}"', page)) for part in PARTS} == dict.fromkeys(PARTS, 1)
    assert '<time id="a11y-data-przeglad" datetime="2019-03-15">2019-03-15</time>' in page
    assert "<strong>częściowo zgodna</strong>" in page


@pytest.mark.parametrize(("conformity", "words"), [("full", "zgodna"), ("none", "niezgodna")])
def test_the_word_of_the_state(conformity, words):
    admin = administrator()
    announced(admin.centre, by=admin, conformity=conformity)
    assert f"<strong>{words}</strong>" in page_of("accessibility", admin.centre)


def test_the_words_about_personal_data_name_who_answers():
    admin = administrator()
    announced(admin.centre, by=admin, privacy_more="Dane dostaje też archiwum.")
    page = page_of("privacy", admin.centre)
    for said in (admin.centre.name, "Ina Ochronna", "iod@example.org", "Dane dostaje też archiwum."):
        assert said in page.replace("\u00a0", " ")


def test_what_a_centre_typed_is_no_html():
    admin = administrator()
    announced(admin.centre, by=admin, premises="<script>zły()</script>")
    assert "<script>zły" not in page_of("accessibility", admin.centre)


REFUSED = [
    ({"shortcomings": ""}, "Napisz, co jest niedostępne i dlaczego."),
    ({"assessor": "outside"}, "Napisz, kto badał dostępność."),
    ({"reviewed_on": datetime.date(2018, 11, 30)}, "Przegląd nie może być wcześniejszy niż sporządzenie deklaracji."),
]


@pytest.mark.parametrize(("said", "why"), REFUSED)
def test_what_may_not_be_announced(said, why):
    admin = administrator()
    with pytest.raises(DomainError, match=why):
        announced(admin.centre, by=admin, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        CentreNotice.objects.create(centre=admin.centre, **SAID | said)


def test_only_the_centres_own_administrator_announces():
    admin, stranger = administrator(), administrator()
    for other in (stranger, factories.user_of(factories.person(admin.centre, "Dyrektor Jan", roles=["director"]))):
        with pytest.raises(DomainError):
            announced(admin.centre, by=other)
    assert CentreNotice.objects.count() == 0


def test_announced_anew_it_says_what_changed():
    admin = administrator()
    announced(admin.centre, by=admin)
    announced(admin.centre, by=admin, contact_phone="11 111 11 11")
    assert CentreNotice.objects.get().contact_phone == "11 111 11 11"
    assert AuditEvent.objects.filter(verb="notice.announced").order_by("pk").last().data == {
        "contact_phone": ["00 000 00 00", "11 111 11 11"]
    }


def test_a_centre_that_announced_nothing_has_no_page():
    centre = factories.centre()
    pages = [reverse(f"publication:{name}", args=[centre.slug]) for name in ("accessibility", "privacy")]
    assert [Client().get(page).status_code for page in pages] == [404, 404]


def test_who_is_logged_in_is_led_to_the_own_centres_page_and_a_stranger_chooses():
    admin, other = administrator(), administrator()
    announced(admin.centre, by=admin)
    announced(other.centre, by=other)
    client, choice = Client(), reverse("publication:accessibility_all")
    client.force_login(admin)
    assert client.get(choice)["Location"] == reverse("publication:accessibility", args=[admin.centre.slug])
    chosen = Client().get(choice).content.decode()
    assert all(reverse("publication:accessibility", args=[user.centre.slug]) in chosen for user in (admin, other))


def with_director(admin):
    factories.person(admin.centre, "Dorota Kierująca", roles=["director"])
    return admin


def actions_of(admin):
    return [matter.action for matter in collected(admin).mine]


def test_the_administrator_is_told_to_announce_and_to_review_each_year():
    admin, today = with_director(administrator()), clock.today()
    assert "Ogłoś deklarację" in actions_of(admin)

    announced(admin.centre, by=admin, prepared_on=datetime.date(today.year - 1, 5, 1),
              reviewed_on=datetime.date(today.year - 1, 5, 1))  # fmt: skip
    [review] = [matter for matter in collected(admin).mine if matter.action == "Sprawdź i zapisz"]
    assert review.until == datetime.date(today.year, 3, 31)

    announced(admin.centre, by=admin, reviewed_on=today)
    assert {"Ogłoś deklarację", "Sprawdź i zapisz"} & set(actions_of(admin)) == set()
