import re

import pytest

from apps.texts.compare import compare

from .test_rich import HOSTILE


def shown(markup):
    """−removed− and +added+ instead of marks."""
    markup = re.sub(r'<span class="visually-hidden">.*?</span>|<span class="change-sign".*?</span>', "", markup)
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
