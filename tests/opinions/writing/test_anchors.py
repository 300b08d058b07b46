import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.opinions.writing.anchors import Anchor, anchor, place_of, text_of
from apps.opinions.writing.marking import marked
from tests.texts.test_rich import HOSTILE

TABLE = {"table", "thead", "tbody", "tr", "th", "td"}
TEXT = "<h3>Wnioski</h3><p>Raz i <strong>drugi</strong> raz.</p><ul><li>Raz w punkcie</li></ul>"


def test_a_text_is_read_with_single_spaces():
    assert text_of(TEXT) == "Wnioski Raz i drugi raz. Raz w punkcie"


@pytest.mark.parametrize(
    ("quote", "before", "found"),
    [
        ("Raz", "", ("", "Wnioski ", " i drugi")),
        ("Raz", "drugi raz.", ("", "drugi raz. ", " w punkcie")),
        ("i  drugi\nraz", "", ("", "Wnioski Raz ", ". Raz")),
        ("trzeci", "", None),
    ],
)
def test_of_several_passages_the_one_that_was_meant_is_found(quote, before, found):
    made = anchor(TEXT, quote, before)
    assert (made and ("", made.prefix[-len(found[1]) :], made.suffix[: len(found[2])])) == found


@pytest.mark.parametrize(
    ("now", "passage"),
    [
        ("<p>Przedtem raz. Zupełnie nowe zdanie. Potem raz.</p>", "Potem |raz|."),
        ("<p>Potem raz.</p>", "Potem |raz|."),
        ("<p>Przedtem raz. Potem dwa.</p>", "Przedtem |raz|. Potem dwa."),
        ("<p>Potem dwa.</p>", None),
    ],
    ids=["edited around", "the other one removed", "only the other one left", "removed"],
)
def test_an_anchor_survives_edits_around_it_and_is_gone_with_its_passage(now, passage):
    made = anchor("<p>Przedtem raz. Potem raz.</p>", "raz", "Przedtem raz. Potem ")
    text = text_of(now)
    place = place_of(text, made)
    shown = place and f"{text[: place[0]]}|{text[place[0] : place[1]]}|{text[place[1] :]}"
    assert (shown and shown.endswith(passage)) == (passage and True)


def shown(markup, *anchors):
    text, found = marked(markup, enumerate(anchors, start=1))
    return re.sub(r'<a href="#komentarz.*?</a>', "", text), found


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("drugi raz", "<p>Raz i <strong>[drugi]</strong>[ raz].</p>"),
        ("Raz i", "<p>[Raz i] <strong>drugi</strong> raz.</p>"),
        ("rugi", "<p>Raz i <strong>d[rugi]</strong> raz.</p>"),
    ],
)
def test_a_passage_is_marked_whatever_its_formatting(quote, text):
    markup, found = shown(TEXT, anchor(TEXT, quote))
    plain = re.sub(r"<mark[^>]*>", "[", markup).replace("</mark>", "]")
    assert (plain, found) == (f"<h3>Wnioski</h3>{text}<ul><li>Raz w punkcie</li></ul>", {1})


def test_a_passage_over_two_paragraphs_is_marked_in_both():
    markup, _ = shown("<p>Raz dwa.</p><p>Trzy cztery.</p>", Anchor("dwa. Trzy"))
    assert re.sub(r"<mark[^>]*>", "[", markup).replace("</mark>", "]") == "<p>Raz [dwa.]</p><p>[Trzy] cztery.</p>"


def test_two_comments_on_one_passage_are_both_there():
    markup, found = shown("<p>Raz dwa trzy.</p>", Anchor("Raz dwa"), Anchor("dwa trzy"))
    assert (re.findall(r'data-comments="([^"]+)"', markup), found) == (["1", "1 2", "2"], {1, 2})


WORDS = st.lists(st.sampled_from(["raz", "dwa", "<b>trzy</b>", "ą", "cztery pięć"]), min_size=1, max_size=8)


@settings(deadline=None, max_examples=200)
@given(st.lists(WORDS, min_size=1, max_size=3), st.data())
def test_marks_change_no_word_of_the_text(paragraphs, data):
    markup = "".join(f"<p>{' '.join(words)}</p>" for words in paragraphs)
    text = text_of(markup)
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))].strip()
    made = anchor(markup, quote, text[:start])
    if quote:
        written, found = shown(markup, made)
        assert (text_of(re.sub(r"</?mark[^>]*>", "", written)), found) == (text, {1})


@pytest.mark.parametrize("html", [*HOSTILE, "&lt;img src=x onerror=alert(1)&gt;"])
def test_nothing_hostile_comes_through_a_marked_text(html):
    beside = f"<p>przed</p>{html}<p>&lt;img src=x onerror=alert(1)&gt; po</p>"
    made = [one for one in (anchor(beside, quote) for quote in ("przed", "<img", "po")) if one]
    text, _ = marked(beside, enumerate(made, start=1))
    tags = set(re.findall(r"<(\w+)", text))
    assert tags <= {"p", "h3", "h4", "strong", "em", "ul", "ol", "li", "blockquote", "a", "br", "mark"} | TABLE
    assert not re.search(r"<[^>]*\son\w+=|javascript:", text.replace("javascript:alert(1)</", ""), re.IGNORECASE)
