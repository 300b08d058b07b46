"""„Użyj jako wzoru”: the second order begins where the first ended."""

import pytest

from apps.orders.models import Order
from tests import factories
from tests.orders.drafts import issue

from .test_free_pages import NEW, TYPED, said, send

pytestmark = pytest.mark.django_db
LINK = "Użyj jako wzoru"


@pytest.fixture
def issued(client, centre, director):
    client.force_login(director)
    send(client, effective="on_date", effective_on="1.09.2099", annex_title=["Wykaz"], annex_body=["1. Raz."])
    return issue(Order.objects.get(), director)


def test_the_form_opens_with_what_was_typed_but_the_day(client, issued):
    page = said(client.get(issued.get_absolute_url()))
    assert f'href="{NEW}?wzor={issued.order_id}">{LINK}' in page

    page = said(client.get(f"{NEW}?wzor={issued.order_id}"))
    assert TYPED["body"] in page
    assert 'value="Wykaz"' in page
    assert "1.09.2099" not in page
    assert Order.objects.count() == 1


def test_only_those_who_draft_use_it(client, centre, issued):
    client.force_login(factories.user_of(factories.person(centre, "Ewa Próbna", roles=["employee"])))
    assert LINK not in said(client.get(issued.get_absolute_url()))


def test_another_centre_finds_an_empty_form(client, issued):
    other = factories.centre("inny")
    client.force_login(factories.user_of(factories.person(other, "Adam Obcy", roles=["director"])))
    assert TYPED["subject"] not in said(client.get(f"{NEW}?wzor={issued.order_id}"))
