"""A whole order pasted from elsewhere."""

import datetime

import pytest

from apps.orders.editing import parse
from apps.orders.editing.cleaning import clean
from apps.orders.editing.whole import TakenApart, take_apart, what_was_taken

PASTED = """ZARZĄDZENIE NR 13/2013
DYREKTORA MIEJSKIEGO OŚRODKA POMOCY SPOŁECZNEJ
z dnia 21 czerwca 2013 r.
w sprawie wprowadzenia zasad obiegu
dokumentów

Na podstawie § 9 ust. 2 i § 10 Statutu Ośrodka
zarządzam, co następuje:

§ 1
Wprowadza się zasady obiegu dokumen-
tów, stanowiące załącznik nr 1.
§ 2
Traci moc zarządzenie nr 2/2012 z dnia 3 stycznia 2012 r.
§ 3
Zarządzenie wchodzi w życie z dniem 1 lipca 2013 r.

Dyrektor
Jan Wzorcowy

Załącznik nr 1 do Zarządzenia Nr 13/2013
Dyrektora Miejskiego Ośrodka Pomocy Społecznej
z dnia 21 czerwca 2013 r.

Zasady obiegu dokumentów

§ 1. Korespondencję przyjmuje sekretariat.
"""


def test_a_pasted_order_is_taken_apart():
    parts = take_apart(PASTED)

    assert parts.is_whole
    assert parts.subject == "wprowadzenia zasad obiegu dokumentów"
    assert parts.legal_basis == "§ 9 ust. 2 i § 10 Statutu Ośrodka"
    assert [node.text for node in parse(parts.body).tree] == [
        "Wprowadza się zasady obiegu dokumentów, stanowiące załącznik nr 1",
        "Traci moc zarządzenie nr 2/2012 z dnia 3 stycznia 2012 r.",
    ]
    assert (parts.effective, parts.effective_on) == ("on_date", datetime.date(2013, 7, 1))
    assert parts.annexes == [("Zasady obiegu dokumentów", "§ 1. Korespondencję przyjmuje sekretariat.")]
    assert [str(note) for note in parts.notes] == [
        "Wiersz 18: pominięto podpis „Dyrektor Jan Wzorcowy”: pod zarządzeniem program drukuje stanowisko, "
        "bez nazwiska."
    ]
    assert what_was_taken(parts) == (
        "Z wklejonego tekstu wzięto przedmiot, podstawę prawną, wejście w życie i 1 załącznik. "
        "Numer i datę nada program."
    )


def test_provisions_alone_are_left_as_they_are():
    text = "§ 1. Ustala się dyżury.\n§ 2. Zarządzenie wchodzi w życie z dniem podpisania."

    parts = take_apart(text)

    assert (parts.is_whole, parts.body, parts.effective) == (False, text, "")


def test_other_entries_into_force_stay_in_the_body():
    text = "w sprawie prób\n§ 1. Ustala się dyżury.\n§ 2. Zarządzenie wchodzi w życie po upływie 14 dni od ogłoszenia."

    parts = take_apart(text)

    assert parts.effective == ""
    assert len(parse(parts.body).tree) == 2


def test_retroactive_entry():
    text = (
        "w sprawie prób\n§ 1. Coś.\n§ 2. Zarządzenie wchodzi w życie z dniem podpisania, z mocą od dnia 1 maja 2018 r."
    )

    parts = take_apart(text)

    assert (parts.effective, parts.effective_on) == ("retroactive", datetime.date(2018, 5, 1))


def test_a_text_without_paragraphs_is_no_order():
    text = "Na podstawie wniosku kierownika ustala się dyżury."
    assert take_apart(text) == TakenApart(body=text)


def test_what_is_left_out_above_the_subject_is_told():
    parts = take_apart("Egzemplarz nr 1\nZARZĄDZENIE NR 7\nDYREKTORA OŚRODKA\nw sprawie prób\n§ 1. Coś.")
    assert ([str(note) for note in parts.notes], parts.subject) == (["Wiersz 1: pominięto „Egzemplarz nr 1”."], "prób")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("pon.-pt. 7.30-17.00", "pon.-pt. 7.30–17.00"),
        ("7:30—15:30, 9.00-12.00", "7:30–15:30, 9.00–12.00"),
        ("POWR.02.05.00-00-0003/18", "POWR.02.05.00-00-0003/18"),
        ("tel. 34 372-42-00", "tel. 34 372-42-00"),
        ("I-2.2018", "I-2.2018"),
    ],
)
def test_a_hyphen_between_hours_is_a_dash(typed, read):
    assert [line.text for line in clean(typed)[0]] == [read]
