"""The PDF of an order that changes a team, the draft's and the issued one, passes the gate: with quotations in points,
letters and tiret, and a list of forty."""

import pytest
from django.urls import reverse

from apps.core import clock
from apps.documents.reading import stored_bytes
from apps.orders.models import IssuedOrder, Order
from tests import factories
from tests.gate import assert_gate
from tests.teams.appointment.test_worked_example import preview, printed

from . import forms
from .teams import AUGUST_20, appointed, people

pytestmark = pytest.mark.django_db
GUESSES = ("PAG-001",)


@pytest.mark.parametrize("size", [2, 40])
def test_the_pdf_passes_the_gate_and_says_what_the_preview_says(client, size):
    centre = factories.centre(is_example=True)
    director = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    client.force_login(director)
    who = people(centre, "Anna", "Jan", "Adam", "Ewa")
    new = [factories.person(centre, f"Osoba{n} Wzorowa", job_title="inspektor " * 9) for n in range(size)]
    team = appointed(centre, [(who["Anna"], "chair"), (who["Jan"], "member"), (who["Ewa"], "member")])
    ticked = {
        "successors": {who["Anna"]: who["Adam"]},
        "leaves": [who["Jan"]],
        "adds": [("§ 3 ust. 1", "Zespół działa.")],
    }
    data = forms.typed(team, **ticked, joins=[(one, "member") for one in new], legal_basis="§ 7 Statutu")
    with clock.pretend(AUGUST_20):
        sent = client.post(reverse("teams:composition_new"), data | {"check": "1"})
        order = Order.objects.get(status="draft")
        assert_gate(client.get(reverse("orders:pdf", args=[order.pk])).content, tolerate=GUESSES)
        page = client.get(sent.url)
        client.post(sent.url, {"shown_hash": page.context["shown_hash"]})
    pdf = stored_bytes(IssuedOrder.objects.get(kind="composition").document)
    assert_gate(pdf, tolerate=GUESSES)
    assert printed(pdf) == preview(page)
