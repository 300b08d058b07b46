import datetime

import pytest

from apps.acknowledgements import words
from apps.core.polish import plain_spaces
from apps.orders.models import IssuedOrder


@pytest.mark.parametrize(
    ("confirmed", "asked", "said"),
    [
        (0, 1, "Zapoznania się nie potwierdziła jeszcze jedna osoba."),
        (0, 12, "Zapoznania się nie potwierdziła jeszcze żadna z 12 osób."),
        (1, 12, "Zapoznanie się potwierdziła 1 z 12 osób."),
        (3, 12, "Zapoznanie się potwierdziły 3 z 12 osób."),
        (5, 12, "Zapoznanie się potwierdziło 5 z 12 osób."),
        (22, 30, "Zapoznanie się potwierdziły 22 z 30 osób."),
        (12, 12, "Zapoznanie się potwierdzili wszyscy (12 osób)."),
    ],
)
def test_how_far_it_is(confirmed, asked, said):
    assert plain_spaces(words.progress(confirmed, asked)) == said


def test_an_order_in_the_instrumental():
    usual = {"number_text": "23/2018", "subject": "powołania Zespołu", "signed_on": datetime.date(2018, 6, 11)}
    amending = usual | {"number_text": "31/2018", "text": {"prefix": "zmieniające zarządzenie w sprawie"}}
    assert [words.with_the_order(IssuedOrder(**({"text": {}} | order))) for order in (usual, amending)] == [
        "zarządzeniem nr 23/2018 w sprawie powołania Zespołu",
        "zarządzeniem nr 31/2018 zmieniającym zarządzenie w sprawie powołania Zespołu",
    ]
