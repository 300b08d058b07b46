import datetime

import pytest
from django.utils.safestring import mark_safe

from apps.core.polish import day_in_words, plain_spaces, plural, typography
from apps.core.templatetags import polish as tags


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("§ 7 ust. 2 pkt 3 lit. b", "§~7 ust.~2 pkt~3 lit.~b"),
        ("zarządzenie nr 23/2018", "zarządzenie nr~23/2018"),
        ("z dnia 11 czerwca 2018 r.", "z~dnia 11~czerwca 2018~r."),
        ("praca i w domu", "praca i~w~domu"),
        ("W skład Zespołu wchodzą", "W~skład Zespołu wchodzą"),
        ("przewodnicząca – Anna", "przewodnicząca~– Anna"),
        ("§§ 3 i 4", "§§~3 i~4"),
        ("uchwały nr […] Rady", "uchwały nr~[…] Rady"),
        ("Regulamin (Dz. U. z 2026 r. poz. 300)", "Regulamin (Dz. U. z~2026~r. poz.~300)"),
        ("A. Nowak", "A. Nowak"),
    ],
)
def test_spaces_that_must_not_break(typed, printed):
    assert typography(typed).replace("\u00a0", "~") == printed
    assert plain_spaces(typography(typed)) == typed


def test_typography_twice_is_typography_once():
    once = typography("Na podstawie § 7 ust. 2 i w związku z art. 39a")
    assert typography(once) == once


def test_a_day_in_words():
    assert day_in_words(datetime.date(2018, 6, 1)) == "1 czerwca 2018 r."


def test_polish_plurals():
    forms = {n: plural(n, "uwaga", "uwagi", "uwag") for n in [0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 102, 112, 122]}
    assert forms == {
        0: "uwag", 1: "uwaga", 2: "uwagi", 4: "uwagi", 5: "uwag", 11: "uwag", 12: "uwag", 14: "uwag",
        21: "uwag", 22: "uwagi", 25: "uwag", 102: "uwagi", 112: "uwag", 122: "uwagi",
    }  # fmt: skip


def test_the_filter_escapes_what_is_not_marked_safe():
    assert tags.typo("<b>w domu</b>") == "&lt;b&gt;w\u00a0domu&lt;/b&gt;"


def test_the_filter_leaves_tags_alone():
    assert tags.typo(mark_safe('<a href="/a">w domu</a>')) == '<a href="/a">w\u00a0domu</a>'
