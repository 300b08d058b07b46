"""Every PDF of an order passes the gate and says what the preview says: usual, shortest, very long."""

import pytest
from django.urls import reverse

from apps.documents.reading import stored_bytes
from apps.orders.models import IssuedOrder
from tests import factories
from tests.gate import assert_gate

from . import forms
from .test_worked_example import preview, printed

pytestmark = pytest.mark.django_db
GUESSES = ("PAG-001",)  # tasks that begin alike at the top of three pages are no running head


def team_of_one(centre):
    person = factories.person(centre, "Anna Wzorowa")
    return forms.small(centre) | forms.typed(centre, [(person, "chair")], **short())


def very_long(centre):
    chair = factories.person(centre, "Świętosława Długonazwiskowa-Przykładowa")
    members = [factories.person(centre, f"Osoba{n} Wzorowa", job_title="inspektor " * 20) for n in range(40)]
    people = [(chair, "chair"), *((person, "member") for person in members)]
    tasks = "\n".join(f"zadanie numer {n}, opisane tak dokładnie, że zajmuje dwa wiersze druku" for n in range(60))
    further = "\n".join(f"Dodatkowy przepis {n}. Ma dwa zdania." for n in range(30))
    return forms.typed(centre, people, **short() | {"tasks": tasks, "further": further})


def short():
    return {
        "name": "Zespół do spraw prób",
        "name_genitive": "Zespołu do spraw prób",
        "duration": "indefinite",
        "tasks": "opracowanie planu",
        "legal_basis": "§ 7 ust. 2 Statutu",
    }


@pytest.mark.parametrize("typed", [forms.worked_example, team_of_one, very_long])
def test_the_pdf_of_an_order_passes_the_gate_and_says_what_the_preview_says(client, typed):
    centre = factories.centre(is_example=True)
    director = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    client.force_login(director)
    order = forms.draft(centre, director, typed(centre))
    assert_gate(client.get(reverse("orders:pdf", args=[order.pk])).content, tolerate=GUESSES)

    check = reverse("desk:order_check", args=[order.pk])
    page = client.get(check)
    client.post(check, {"shown_hash": page.context["shown_hash"]})
    pdf = stored_bytes(IssuedOrder.objects.get().document)
    assert_gate(pdf, tolerate=GUESSES)
    assert printed(pdf) == preview(page)
