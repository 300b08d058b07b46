import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.texts.merge import adds_nothing, merged, passages

OLD = "Klienci czekają na decyzję krócej niż przed pilotażem."
HIS = "Klienci czekają na decyzję o połowę krócej niż przed pilotażem."
HER = "Klienci czekają na decyzję krócej niż przed pilotażem, co pokazała ankieta."
END = "Koniec."


def text(*paragraphs):
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


@pytest.mark.parametrize(
    ("theirs", "mine", "base", "kept"),
    [
        ([HIS, END], [HER, END], None, [HIS, HER, END]),
        ([HIS, END], [HER, END], [OLD, END], [HIS, HER, END]),
        ([OLD, END], [HER, END], [OLD, END], [HER, END]),
        ([HIS, END], [OLD, END], [OLD, END], [HIS, END]),
        ([OLD], [OLD, END], [OLD, END], [OLD, END]),
        ([OLD, END], [OLD], [OLD, END], [OLD, END]),
        ([OLD, END], [END, OLD], None, [OLD, END]),
        ([], [OLD], None, [OLD]),
    ],
    ids=["no base", "both changed", "mine changed", "theirs changed", "they removed", "I removed", "moved", "empty"],
)
def test_what_is_kept_unless_the_person_decides_otherwise(theirs, mine, base, kept):
    found = passages(text(*theirs), text(*mine), text(*base) if base is not None else None)
    assert merged(found) == text(*kept)


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("both", [HIS, HER, END]), ("theirs", [HIS, END]), ("mine", [HER, END]), ("x", [HIS, HER, END])],
)
def test_a_choice_is_made_for_each_paragraph(choice, kept):
    found = passages(text(HIS, END), text(HER, END))
    assert [one.is_open for one in found] == [True, False]
    assert merged(found, {0: choice}) == text(*kept)


PARAGRAPHS = st.lists(st.sampled_from([OLD, HIS, HER, END, "Raz.", "Dwa.", "Trzy."]), max_size=7, unique=True)


@settings(deadline=None, max_examples=300)
@given(PARAGRAPHS, PARAGRAPHS)
def test_without_a_common_beginning_no_paragraph_of_either_is_lost(theirs, mine):
    kept = merged(passages(text(*theirs), text(*mine)))
    assert adds_nothing(text(*theirs), kept)
    assert adds_nothing(text(*mine), kept)


@settings(deadline=None, max_examples=300)
@given(PARAGRAPHS, PARAGRAPHS, PARAGRAPHS)
def test_with_a_common_beginning_nothing_new_of_either_is_lost(theirs, mine, base):
    kept = merged(passages(text(*theirs), text(*mine), text(*base)))
    for side in (theirs, mine):
        assert adds_nothing(text(*(one for one in side if one not in base)), kept)
