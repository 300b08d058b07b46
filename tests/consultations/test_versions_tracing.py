"""Where a remark's passage is in the next version, and which unit became which."""

import random
import time
from types import SimpleNamespace

import pytest

from apps.consultations.units import to_json
from apps.consultations.versions.cutting import units_of_html
from apps.consultations.versions.pairing import pairs
from apps.consultations.versions.tracing import trace, traces

FIRST = [
    "§ 1. Ośrodek udziela świadczeń w środowisku.",
    "§ 2. Wniosek rozpatruje się w terminie 14 dni od dnia jego złożenia.",
    "§ 3. Kierownik działu prowadzi rejestr wniosków i ich załączników.",
    "§ 4. Decyzję doręcza się na piśmie.",
    "§ 5. Kwoty zasiłków ogłasza dyrektor na stronie ośrodka.",
]
SECOND = [
    "§ 1. Ośrodek udziela świadczeń w środowisku.",
    "§ 2. Kto składa wniosek, dostaje potwierdzenie.",
    "§ 3. Wniosek rozpatruje się w terminie 7 dni od dnia jego złożenia.",
    "§ 4. Decyzję doręcza się na piśmie albo elektronicznie.",
    "§ 5. Kierownik działu prowadzi rejestr wniosków i ich załączników.",
]


def units(*lines):
    return units_of_html("".join(f"<p>{line}</p>" for line in lines))


def version(pk, *lines, sha256="", stored=None):
    return SimpleNamespace(pk=pk, units=to_json(units(*lines)) if stored is None else stored, sha256=sha256)


def remark(of_version, label, *, pk=1, quote="", pinned=True):
    key = next((one["key"] for one in of_version.units if one["label"] == label), "") if pinned else ""
    said = {"unit_key": key, "unit_label": label, "quote": quote}
    return SimpleNamespace(pk=pk, of_version=of_version, of_version_id=of_version.pk, **said)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("§ 1", ("same", "§ 1", False)),
        ("§ 2", ("moved", "§ 3", True)),
        ("§ 3", ("moved", "§ 5", False)),
        ("§ 4", ("changed", "§ 4", True)),
        ("§ 5", ("gone", "§ 5", False)),
    ],
)
@pytest.mark.parametrize("pinned", [True, False])
def test_where_the_passage_is_now(label, expected, pinned):
    found = trace(remark(version(1, *FIRST), label, pinned=pinned), version(2, *SECOND))
    assert (found.state, found.label, found.changed) == expected
    assert found.was == FIRST[int(label[2:]) - 1]
    assert (found.unit and found.unit.label) == (None if expected[0] == "gone" else expected[1])


def test_renumbering_alone_changes_no_passage():
    old, new = version(1, *FIRST), version(2, "§ 1. Słowniczek pojęć.", *_shifted(FIRST))
    said = {n: trace(remark(old, f"§ {n}"), new) for n in range(1, 6)}
    assert {n: (one.state, one.label, one.changed) for n, one in said.items()} == {
        n: ("moved", f"§ {n + 1}", False) for n in range(1, 6)
    }


def _shifted(lines):
    return [f"§ {n + 1}. {line.split('. ', 1)[1]}" for n, line in enumerate(lines, start=1)]


@pytest.mark.parametrize(
    ("quote", "label", "expected"),
    [
        ("w terminie 7\u00a0dni", "§ 2", ("moved", "§ 3")),
        ("w terminie 7 dni", "§ 3", ("same", "§ 3")),
        ("w terminie 30 dni", "§ 2", ("gone", "§ 2")),
        ("", "§ 2", ("unknown", "§ 2")),
        ("", "", ("unknown", "")),
    ],
)
def test_a_remark_to_a_pdf_is_found_by_the_words_it_quotes(quote, label, expected):
    found = trace(remark(version(1, stored=[]), label, quote=quote), version(2, *SECOND))
    assert (found.state, found.label) == expected


def test_in_a_pdf_nothing_can_be_found():
    assert trace(remark(version(1, *FIRST), "§ 1"), version(2, stored=[])).state == "unknown"


def test_a_general_remark_has_no_passage():
    assert trace(remark(version(1, *FIRST), ""), version(2, *SECOND)).state == "unknown"


def test_the_same_hash_does_not_hide_another_text():
    old = version(1, *FIRST, sha256="a")
    first = trace(remark(old, "§ 1"), version(2, *FIRST, sha256="b"))
    second = trace(remark(old, "§ 1"), version(2, *SECOND[1:], sha256="b"))
    assert (first.state, second.state) == ("same", "gone")


def said(found):
    return [(one.old and one.old.label, one.new and one.new.label, one.is_same, one.moved) for one in found]


def test_units_are_paired_in_the_order_of_the_new_version():
    assert said(pairs(units(*FIRST), units(*SECOND))) == [
        ("§ 1", "§ 1", True, False),
        (None, "§ 2", False, False),
        ("§ 2", "§ 3", False, False),
        ("§ 4", "§ 4", False, True),
        ("§ 3", "§ 5", True, False),
        ("§ 5", None, False, False),
    ]


def test_both_versions_come_back_whole_whatever_happened_to_them():
    dice = random.Random(5)
    words = [
        "ośrodek",
        "wniosek",
        "termin",
        "decyzja",
        "rodzina",
        "zasiłek",
        "dyrektor",
        "zespół",
        "uwaga",
        "plan",
        "praca",
        "dzień",
    ]
    for _ in range(60):
        old = [f"§ {n}. " + " ".join(dice.choices(words, k=dice.randint(0, 9))) for n in range(1, dice.randint(1, 12))]
        new = dice.sample(old, dice.randint(0, len(old))) + [" ".join(dice.choices(words, k=4))] * dice.randint(0, 2)
        before, after = units(*old), units(*new)
        found = pairs(before, after)
        assert [one.new for one in found if one.new] == after
        assert sorted(one.old.key for one in found if one.old) == sorted(one.key for one in before)


def test_three_hundred_remarks_are_traced_in_one_alignment():
    words = [f"słowo{n}" for n in range(400)]
    dice = random.Random(7)
    first = [f"§ {n}. " + " ".join(dice.choices(words, k=25)) for n in range(1, 401)]
    second = [line.replace("słowo1", "wyraz1") if n % 3 else line for n, line in enumerate(first)]
    second.insert(10, "§ 500. " + " ".join(dice.choices(words, k=25)))
    old, new = version(1, *first), version(2, *second)
    remarks = [remark(old, f"§ {n}", pk=n) for n in range(1, 301)]
    began = time.monotonic()

    found = traces(remarks, new)

    assert time.monotonic() - began < 3
    assert {one.state for one in found.values()} <= {"same", "changed"}
    assert len(found) == 300
