"""Annexes on paper: each begins a page, says whose it is, and passes the gate of every PDF."""

import pytest

from apps.documents.rendering import render_html, render_pdf
from apps.orders import pdf
from apps.orders.editing import parse, parse_annex
from apps.orders.models import Order
from apps.orders.text import to_json
from tests import factories
from tests.gate import assert_gate, body_text, bookmarks, page_count

pytestmark = pytest.mark.django_db
POLICY = """Rozdział 1
Przepisy ogólne

Wstęp bez numeru, z „cudzysłowem” i żółcią.

§ 1. Ilekroć w Polityce jest mowa o:
1) ośrodku – rozumie się Ośrodek;
2) zespole – rozumie się zespół:
a) pierwszy,
b) drugi.

Rozdział 2
Zasady

§ 2. 1. Ośrodek:
1) ocenia,
2) pomaga
– na wniosek.
2. Ustęp drugi."""
LONG = "\n".join(f"§ {n}. Zdanie {n} " + "bardzo długie " * 30 + f".\n1) raz;\n2) dwa {n}." for n in range(1, 61))


def printed(*annexes):
    order = Order(centre=factories.centre(), kind="free", subject="wprowadzenia zasad", legal_basis="§ 7 Statutu")
    order.body = to_json(parse("§ 1. Wprowadza się zasady, stanowiące załącznik do zarządzenia.").tree)
    order.annexes = [{"title": title, "body": to_json(parse_annex(text).tree)} for title, text in annexes]
    return render_pdf(render_html("pdf/order.html", pdf.draft_context(order)))


def test_one_annex_has_no_number_and_begins_a_page():
    made = printed(("Lokalna Polityka Świadczeń", POLICY))

    assert_gate(made, pages=2)
    assert "Załącznik do zarządzenia nr" in body_text(made)
    assert [title.replace("\xa0", " ") for level, title in bookmarks(made) if level > 1][-6:] == [
        "§ 1.",
        *["Lokalna Polityka Świadczeń", "Rozdział 1 Przepisy ogólne", "§ 1.", "Rozdział 2 Zasady", "§ 2."],
    ]


def test_several_are_numbered_and_a_long_one_runs_on():
    made = printed(("Pierwszy", LONG), ("", "Sam akapit."), ("Trzeci " + "o długim tytule " * 12, "1. Raz."))

    assert_gate(made, tolerate=("PAG-001",))
    assert page_count(made) > 10
    assert "Załącznik nr 3 do zarządzenia nr" in body_text(made)


def test_without_annexes_nothing_changes():
    assert_gate(printed(), pages=1)
