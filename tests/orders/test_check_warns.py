"""What „Sprawdź i wydaj” points at before an order is issued."""

import datetime

import pytest
from django.urls import reverse

from apps.core import clock
from apps.core.errors import DomainError
from apps.core.polish import plain_spaces
from apps.orders import rules
from apps.orders.models import IssuedOrder, Order
from apps.orders.text import order_text
from tests import factories
from tests.factories.opinions import opinion_scene
from tests.teams.appointment import forms

from .drafts import draft, issue

pytestmark = pytest.mark.django_db
NEW = "/zarzadzenia/nowe/powolanie-zespolu/"
GAPS = "§ 7 Statutu, stanowiącego załącznik do uchwały nr […]"
FILL = "Uzupełnij podstawę prawną: zostały w niej puste miejsca „[…]”."


def check_of(order):
    return reverse("desk:order_check", args=[order.pk])


@pytest.mark.parametrize("basis", [GAPS, "§ 7 Statutu z dnia …", "§ 7 uchwały nr [...]"])
def test_a_legal_basis_with_gaps_is_not_issued(client, centre, director, june, basis):
    client.force_login(director)
    page = client.post(NEW, forms.small(centre, legal_basis=basis) | {"check": ""}, follow=True)
    order = Order.objects.get()

    assert page.context["form"].errors == {"legal_basis": [FILL]}
    assert client.get(check_of(order)).context["missing"] == [FILL]
    assert FILL in client.get(order.get_absolute_url()).content.decode()
    with pytest.raises(DomainError, match="Uzupełnij podstawę prawną"):
        issue(order, director)


def test_a_draft_with_gaps_is_not_called_ready(client, centre, director):
    client.force_login(director)
    forms.draft(centre, director, forms.small(centre, legal_basis=GAPS))
    page = client.get("/").content.decode()
    assert ("jest niedokończony" in page, "jest gotowy" in page) == (True, False)


def test_an_example_centre_is_only_warned(client, june):
    centre = factories.centre(is_example=True)
    director = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    client.force_login(director)
    order = forms.draft(centre, director, forms.small(centre, legal_basis=GAPS))
    page = client.get(check_of(order))
    assert "Podstawa prawna ma puste miejsca „[…]”." in page.content.decode()
    client.post(check_of(order), {"shown_hash": page.context["shown_hash"]})
    assert IssuedOrder.objects.get().text["opening"].startswith(f"Na podstawie {GAPS}, ")


def test_a_new_order_begins_with_the_basis_last_issued_while_the_centres_own_has_gaps(client, director, centre, june):
    centre.legal_basis = GAPS
    centre.save()
    assert rules.usual_legal_basis(centre) == GAPS
    issue(draft(centre, director, legal_basis="§ 7 Statutu z 2012 r."), director)
    client.force_login(director)
    shown = client.get(NEW).context["form"]["legal_basis"].value()
    assert (shown, rules.usual_legal_basis(centre)) == ("§ 7 Statutu z 2012 r.",) * 2


@pytest.mark.parametrize(
    "typed",
    [
        "§ 7 Statutu",
        "Na podstawie § 7 Statutu, zarządzam, co następuje:",
        "na podstawie  § 7 Statutu zarządzam co następuje",
        "§ 7 Statutu, zarządzam:",
        "§ 7 Statutu, postanawiam, co następuje:",
    ],
)
def test_words_that_the_program_adds_are_not_said_twice(centre, director, typed):
    centre.order_formula = "postanawiam, co następuje:" if "postanawiam" in typed else centre.order_formula
    order = Order(centre=centre, legal_basis=typed)
    assert order_text(order)["opening"] == f"Na podstawie § 7 Statutu, {centre.order_formula}"


def test_a_description_other_than_on_the_card_is_marked(client, centre, director, june):
    client.force_login(director)
    chair = factories.person(centre, "Anna Wzorowa", job_title="inspektor w Dziale A")
    other = factories.person(centre, "Jan Próbny", gender="m", job_title="radca prawny")
    data = forms.small(centre) | {"person": [str(chair.pk), str(other.pk)], "description": ["kierownik", ""]}
    page = client.get(check_of(forms.draft(centre, director, data)))

    assert [entry["on_card"] for entry in page.context["effects"]["people"]] == ["inspektor w Dziale A", ""]
    assert "inaczej niż w kartotece: inspektor w Dziale A" in plain_spaces(page.content.decode().replace("&nbsp;", " "))


def test_those_without_an_account_are_named(client, centre, director, june):
    client.force_login(director)
    order = forms.draft(centre, director)
    factories.user_of(centre.people.get(last_name="Wzorowa"))
    page = client.get(check_of(order)).content.decode().replace("&nbsp;", " ")
    assert "Nie ma konta w programie: Jan Próbny – przekaż mu zarządzenie na papierze." in page
    assert "Nie ma konta w programie: Anna Wzorowa" not in page


def second_team(scene, **fields):
    data = forms.small(scene.centre, pilot=scene.pilot.pk, products=[scene.product.code], **fields)
    return forms.draft(scene.centre, scene.director, data)


def test_another_team_that_works_on_the_product_is_named_and_keeps_the_opinion_it_began(client):
    scene = opinion_scene()
    client.force_login(scene.director)
    with clock.pretend(datetime.date(2019, 1, 2)):
        [said] = client.get(check_of(second_team(scene))).context["effects"]["others"]
    number = scene.team.issued_order.number_text
    assert said == (
        f"Produkt 2a przygotowuje już Zespół do spraw wdrożenia modelu (zarządzenie nr {number}). Po wydaniu będą nad "
        "nim pracować oba zespoły. Rozpoczęta opinia zostaje przy zespole, który ją rozpoczął: Zespół do spraw "
        "wdrożenia modelu."
    )


def test_a_product_that_nobody_works_on_needs_no_warning(client, centre, director, june):
    client.force_login(director)
    version = factories.catalogue_version()
    product = factories.product(version)
    pilot = factories.pilot(centre, version)
    order = forms.draft(centre, director, forms.small(centre, pilot=pilot.pk, products=[product.code]))
    page = client.get(check_of(order))
    assert page.context["effects"]["others"] == []
