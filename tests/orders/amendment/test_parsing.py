"""What is typed as new wording becomes units of the kind that the place asks for, whatever marks were typed."""

import pytest

from apps.core.errors import DomainError
from apps.orders.amendment.parsing import units_of
from apps.orders.text import to_text


@pytest.mark.parametrize(
    ("kind", "typed", "lines"),
    [
        ("paragraf", "Nowy tekst", ["§ 1. Nowy tekst."]),
        ("paragraf", "§ 4a. Nowy.\n§ 4b. Drugi.", ["§ 1. Nowy.", "§ 2. Drugi."]),
        ("paragraf", "1. Raz.\n2. Dwa.", ["§ 1. 1. Raz.", "2. Dwa."]),
        ("paragraf", "Zespół:\n1) a,\n2) b\n– na wniosek", ["§ 1. Zespół:", "1) a,", "2) b", "– na wniosek."]),
        ("ustep", "Zespół pracuje", ["1. Zespół pracuje."]),
        ("ustep", "3. Zespół:\n1) a;\n2) b.", ["1. Zespół:", "1) a;", "2) b."]),
        ("ustep", "1a. Raz.\n1b. Dwa.", ["1. Raz.", "2. Dwa."]),
        ("punkt", "7) a;\n8) b", ["1) a.", "2) b."]),
        ("punkt", "członkowie:\na) x,\nb) y", ["1) członkowie:", "a) x,", "b) y."]),
        ("litera", "ca) raz,\ncb) dwa", ["a) raz.", "b) dwa."]),
        ("tiret", "- raz\n- dwa", ["– raz.", "– dwa."]),
        ("podwojne_tiret", "– – raz", ["– – raz."]),
    ],
)
def test_units_are_read(kind, typed, lines):
    assert to_text(units_of(kind, typed)).splitlines() == lines


@pytest.mark.parametrize("typed", ["", " \n "])
def test_nothing_typed_is_refused(typed):
    with pytest.raises(DomainError, match=r"Wpisz treść\."):
        units_of("punkt", typed)
