import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.texts.aligning import rows
from apps.texts.compare import compare

from .test_rich import HOSTILE


def shown(markup):
    """−removed− and +added+ instead of marks."""
    markup = re.sub(r'<span class="visually-hidden">.*?</span>|<span class="change-sign".*?</span>', "", markup)
    markup = re.sub(r'<span class="moved">(.*?)</span>', r"\1", markup)
    return re.sub(r"</?ins>", "+", re.sub(r"</?del>", "−", markup))


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("<p>Ala ma kota.</p>", "<p>Ala ma kota.</p>", "<p>Ala ma kota.</p>"),
        ("<p>Ala ma kota.</p>", "<p>Ala ma psa.</p>", "<p>Ala ma −kota−+psa+.</p>"),
        ("<p>a</p>", "<p>a</p><p>b</p>", "<p>a</p><p>+b+</p>"),
        ("<p>a</p><p>b</p>", "<p>b</p>", "<p>−a−</p><p>b</p>"),
        ("", "<p>nowy</p>", "<p>+nowy+</p>"),
        ("<p>stary</p>", "", "<p>−stary−</p>"),
        ("<p><b>a</b></p>", "<p>a</p>", "<p>a</p>"),
        ("<p>art. 107</p>", "<p>art. 107a</p>", "<p>art. −107−+107a+</p>"),
        ("<ul><li>a</li><li>b</li></ul>", "<ul><li>a</li><li>c</li></ul>", "<p>- a<br>- −b−+c+</p>"),
        ("", "", ""),
    ],
)
def test_changes_are_shown_word_by_word(old, new, difference):
    assert shown(compare(old, new)) == difference


FIRST = "Klienci krócej czekają na decyzję w sprawie zasiłku."
SECOND = "Pracownicy socjalni mają więcej czasu na pracę w terenie."
THIRD = "Wywiady środowiskowe przeprowadza zespół."


def text(*paragraphs):
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        (
            [FIRST, SECOND, THIRD],
            [SECOND, THIRD, FIRST],
            [f"Stąd przeniesiono niżej: „{FIRST}”", SECOND, THIRD, f"Przeniesione z góry: {FIRST}"],
        ),
        (
            [FIRST, SECOND, THIRD],
            [THIRD, FIRST, SECOND],
            [f"Przeniesione z dołu: {THIRD}", FIRST, SECOND, f"Stąd przeniesiono wyżej: „{THIRD}”"],
        ),
        (
            [FIRST, SECOND, THIRD],
            [SECOND, THIRD, FIRST.replace("krócej", "dłużej")],
            [
                f"Stąd przeniesiono niżej: „{FIRST}”",
                SECOND,
                THIRD,
                "Przeniesione z góry: Klienci −krócej−+dłużej+ czekają na decyzję w sprawie zasiłku.",
            ],
        ),
        ([FIRST, SECOND], [THIRD, FIRST, SECOND], [f"+{THIRD}+", FIRST, SECOND]),
        (
            [FIRST, SECOND],
            [THIRD, FIRST.replace("krócej", "dłużej"), SECOND],
            [f"+{THIRD}+", "Klienci −krócej−+dłużej+ czekają na decyzję w sprawie zasiłku.", SECOND],
        ),
    ],
)
def test_a_moved_paragraph_is_shown_as_moved(old, new, difference):
    assert shown(compare(text(*old), text(*new))).replace(' class="moved"', "") == text(*difference)


def test_nothing_hostile_comes_through_a_moved_paragraph():
    hostile = "&lt;img src=x onerror=alert(1)&gt; przeniesiony akapit tekstu."
    difference = compare(text(hostile, FIRST, SECOND), text(FIRST, SECOND, hostile))
    assert set(re.findall(r"<(\w+)", difference)) == {"p", "span"}
    assert "Stąd przeniesiono niżej: „&lt;img" in difference


PARAGRAPHS = st.lists(
    st.sampled_from([FIRST, SECOND, THIRD, "Krótko.", "a", "b"]) | st.text("ab ł", min_size=1, max_size=40), max_size=9
)


@settings(deadline=None, max_examples=300)
@given(PARAGRAPHS, PARAGRAPHS)
def test_the_marks_give_both_texts_back(old, new):
    found = rows(old, new)
    assert [row.old for row in found if row.old is not None] == old
    assert [row.new for row in found if row.new is not None] == new
    assert sorted(row.old for row in found if row.moved and row.old is not None) == sorted(
        row.was for row in found if row.moved and row.new is not None
    )


@settings(deadline=None, max_examples=200)
@given(st.permutations([FIRST, SECOND, THIRD, "Krótko i węzłowato.", "Piąty akapit tekstu."]))
def test_nothing_of_a_text_put_in_another_order_counts_as_removed_or_added(new):
    difference = compare(text(*sorted(new)), text(*new))
    assert ("<del>" in difference, "<ins>" in difference) == (False, False)


def test_a_change_is_told_by_a_sign_and_in_words_not_by_colour_alone():
    assert compare("<p>a</p>", "<p>b</p>") == (
        '<p><del><span class="change-sign" aria-hidden="true">−</span><span class="visually-hidden">[usunięte: </span>a'
        '<span class="visually-hidden">]</span></del><ins><span class="change-sign" aria-hidden="true">+</span>'
        '<span class="visually-hidden">[dodane: </span>b<span class="visually-hidden">]</span></ins></p>'
    )


@pytest.mark.parametrize("html", [*HOSTILE, "&lt;img src=x onerror=alert(1)&gt;", "<" * 40_000 + "script>"])
def test_nothing_hostile_comes_through_a_comparison(html):
    beside = f"{html}<p>&lt;img src=x onerror=alert(1)&gt; "
    for difference in (compare("<p>a</p>", html), compare(html, "<p>a</p>"), compare(f"{beside}a", f"{beside}b")):
        assert set(re.findall(r"<(\w+)", difference)) <= {"p", "br", "ins", "del", "span"}


def test_long_texts_are_compared_in_time():
    old = "<p>" + "s " * 9000 + "</p>"
    assert shown(compare(old, old.replace("s s s", "s, s", 50))).startswith("<p>")
