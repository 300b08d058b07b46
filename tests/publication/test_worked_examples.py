"""Worked examples A and B (domain 2.7 and 2.8) made public without their ordinary members."""

import pytest

from apps.core.polish import day_in_words
from apps.documents.reading import stored_bytes
from apps.orders.models import IssuedOrder
from apps.orders.text import sheet_lines
from apps.publication import actions
from apps.publication.offer import offer, usual
from tests.gate import assert_gate, normal, pdf_text
from tests.teams.composition.test_worked_example import WHOLE, checked, director, team

__all__ = ["checked", "director", "team"]
pytestmark = pytest.mark.django_db
ORDINARY = ["Barbara Modelowa", "Piotr Szablonowy", "Ewa Próbna", "Alicja Ćwiczebna"]
HOLDERS = ["Anna Przykładowa", "Jan Wzorcowy", "Maria Testowa"]


def published(issued, by):
    said = usual(issued)
    return actions.publish_order(issued, said, by=by, shown_hash=offer(issued, said, by).hash)


def test_both_orders_name_who_holds_a_function_and_nobody_else(checked, director):
    [base, amending] = (
        IssuedOrder.objects.filter(kind__in=["appointment", "composition"]).exclude(effects__kind="test").order_by("pk")
    )
    first, second = published(base, director), published(amending, director)
    for made in (first, second):
        pdf = stored_bytes(made.document)
        text = pdf_text(pdf)
        assert [name for name in ORDINARY if name in text or name.split()[1] in str(made.text)] == []
        assert_gate(pdf, tolerate=("PAG-001",))
    assert [name for name in HOLDERS if name in pdf_text(stored_bytes(first.document))] == HOLDERS
    public = sheet_lines(second.text, "31/2018", day_in_words(amending.signed_on))
    entry = "„d) Alicja Ćwiczebna, pracownik socjalny w Rejonowym Zespole Pomocy Społecznej Nr 2.”"
    assert normal(" ".join(public)) == normal(WHOLE.replace(entry, "„d) [dane wyłączone].”"))
