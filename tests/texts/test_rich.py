import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.texts.plain import from_plain, to_plain
from apps.texts.rich import TextRefused, clean, is_empty
from tests.documents.samples import RICH

ALLOWED = {"p", "h3", "h4", "strong", "em", "ul", "ol", "li", "blockquote", "a", "br"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}


@pytest.mark.parametrize(
    ("given_html", "cleaned"),
    [
        ("", ""),
        ("  \n ", ""),
        ("<p></p>", ""),
        ("<p>&nbsp;<br></p>", ""),
        ("tekst luzem<br>dwa", "<p>tekst luzem<br>dwa</p>"),
        ("<p>a</p><p> </p><p>b<br></p>", "<p>a</p><p>b</p>"),
        ("<h1>x</h1><h2>y</h2><h6>z</h6>", "<h3>x</h3><h3>y</h3><h4>z</h4>"),
        ("<h4>od niższego</h4>", "<h3>od niższego</h3>"),
        ("<b>a</b><i>b</i>", "<p><strong>a</strong><em>b</em></p>"),
        ("<b><p>raz</p><p>dwa</p></b>", "<p>raz</p><p>dwa</p>"),
        ("<strong><strong>x</strong></strong>", "<p><strong>x</strong></p>"),
        ("<strong> </strong>x", "<p>x</p>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a<p>b</p></li></ul>"),
        ("<ul><li></li><li>a<ul><li>b</li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<li>sierota</li>", "<p>sierota</p>"),
        ("<p style='color:red' class=x onclick=y()>a</p>", "<p>a</p>"),
        ("<p>a < b & c</p>", "<p>a &lt; b &amp; c</p>"),
        ("z\u0307o\u0301\u0142c\u0301", "<p>żółć</p>"),
        ("a\u200b\u202eb\x00\ufeffc", "<p>abc</p>"),
        ("bez\u2011łączny", "<p>bez-łączny</p>"),
        ('<a href="https://x.pl/?a=1&b=2">x</a>', '<p><a href="https://x.pl/?a=1&amp;b=2">x</a></p>'),
    ],
)
def test_the_canonical_form(given_html, cleaned):
    assert clean(given_html) == cleaned


def table(inner):
    return clean(f"<table>{inner}</table>")


@pytest.mark.parametrize(
    ("rows", "cleaned"),
    [
        (
            "<tr><td>A</td><td>B</td></tr><tr><td>1</td><td>2</td></tr>",
            "<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>",
        ),
        ("<tr><td>sam</td></tr>", "<tbody><tr><td>sam</td></tr></tbody>"),
        (
            "<tr><th>A</th></tr><tr><td>1</td><td>2</td></tr>",
            "<thead><tr><th>A</th><td></td></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>",
        ),
        (
            "<tr><th>A</th><th>B</th></tr><tr><td rowspan=9>1</td><td>2</td></tr><tr><td>3</td></tr>",
            "<thead><tr><th>A</th><th>B</th></tr></thead>"
            '<tbody><tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr></tbody>',
        ),
        (
            "<tr><th>A</th><th>B</th></tr><tr><td>0</td><td>0</td></tr><tr><td rowspan=2>1</td><td>2</td></tr>"
            "<tr><td>3</td></tr><tr><td>4</td><td>5</td></tr>",
            "<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>0</td><td>0</td></tr></tbody>"
            '<tbody><tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr></tbody>'
            "<tbody><tr><td>4</td><td>5</td></tr></tbody>",
        ),
        (
            "<tr><th>A</th><th>B</th></tr><tr><td>x<table><tr><td>y</td></tr></table></td><td><p>z</p></td></tr>",
            "<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td><p>x</p><p>y</p></td><td>z</td></tr></tbody>",
        ),
    ],
    ids=["no header", "one row", "ragged", "span below the end", "tied rows", "nested"],
)
def test_tables_close_and_have_a_header(rows, cleaned):
    assert table(rows) == f"<table>{cleaned}</table>"


def test_a_table_that_says_nothing_goes():
    assert table("<tr><td></td><td><p> </p></td></tr>") == ""


def test_a_table_as_the_editor_writes_it():
    written = (
        '<table style="min-width: 50px"><colgroup><col style="min-width: 25px"></colgroup><tbody>'
        '<tr><th colspan="1" rowspan="1"><p>A</p></th></tr><tr><td colspan="1"><p>1</p></td></tr></tbody></table>'
    )
    assert clean(written) == "<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>"


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt&colon;alert(1)">x</a>',
    '<a href=" https://x" onclick="y">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<a href="//example.org">x</a>',
    '<a href="http://example.org">x</a>',
    "<svg><script>alert(1)</script></svg>",
    "<svg onload=alert(1)>",
    "<math><mtext></p><img src=x onerror=alert(1)></math>",
    "<math><mi//xlink:href='data:x,<script>alert(4)</script>'>",
    "<style>p { background: url(x) }</style>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<td class=\"x' onclick='y\" colspan='1 onmouseover=x'>a</td>",
    "<table><tr><td colspan='99999999'>a</td></tr><tr><td>b</td></tr></table>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
    "<template><p>x</p></template><form action=x><input name=y></form>",
    "<p><!-- <img src=x onerror=alert(1)> --></p>",
    "<a href='https://x.pl/\"><img src=x onerror=alert(1)>'>x</a>",
    "<select><style></select><img src=x onerror=alert(1)></style>",
]


@pytest.mark.parametrize("html", HOSTILE)
def test_hostile_html_leaves_nothing_that_runs(html):
    cleaned = clean(html)
    tags = set(re.findall(r"</?(\w+)", cleaned))
    attributes = set(re.findall(r'<\w+ (\w+)="', cleaned))
    addresses = re.findall(r'href="([^"]*)"', cleaned)
    assert (tags - ALLOWED, attributes - {"href", "colspan", "rowspan"}) == (set(), set())
    assert all(address.startswith("https://") for address in addresses)


PIECES = st.sampled_from(
    ["<p>", "</p>", "<ul>", "</ul>", "<ol>", "<li>", "</li>", "<b>", "</b>", "<em>", "</em>", "<br>", "<h4>", "</h4>"]
    + [
        "<h3>",
        "</h3>",
        "<blockquote>",
        "</blockquote>",
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td rowspan=2>",
        "<th>",
    ]
    + [
        "</td>",
        "</tr>",
        "<td colspan=3>",
        '<a href="https://x.pl">',
        "</a>",
        "ala",
        " ",
        "\n",
        "&nbsp;",
        "ż & <",
        "<div>",
    ]
    + ["</div>", "<svg>", "&lt;", "- raz", "# ", "[Tabela 1: x]", "\n\n"]
)
MARKUP = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(MARKUP)
def test_cleaning_twice_changes_nothing(markup):
    once = clean(markup)
    assert clean(once) == once


@settings(max_examples=400, deadline=None)
@given(MARKUP)
def test_text_shown_plain_and_not_touched_comes_back_the_same(markup):
    html = clean(markup)
    assert from_plain(to_plain(html), html) == html


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_cleaned_and_typed(text):
    assert clean(clean(text)) == clean(text)
    assert clean(from_plain(text)) == from_plain(text)


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<p>raz<br>dwa</p><p>trzy</p>", "raz\ndwa\n\ntrzy"),
        ("<h3>A</h3><h4>B</h4>", "# A\n\n## B"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ('<ol start="3"><li>a</li><li>b</li></ol>', "3. a\n4. b"),
        ("<blockquote><p>a</p></blockquote>", "> a"),
        ("<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
         "[Tabela 1: A | B]"),
    ],
)  # fmt: skip
def test_the_plain_form(html, plain):
    assert (to_plain(html), from_plain(plain, html)) == (plain, html)


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("raz\r\n\r\ndwa", "<p>raz</p><p>dwa</p>"),
        ("raz\ndwa", "<p>raz<br>dwa</p>"),
        ("• a\n– b\n* c", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>"),
        ("§ 1. Treść", "<p>§ 1. Treść</p>"),
    ],
)
def test_typed_text_becomes_rich(typed, html):
    assert from_plain(typed) == html


def test_only_the_block_that_was_touched_loses_its_formatting():
    original = clean(RICH)
    typed = to_plain(original).replace("Założenia", "Cele").replace("1. raz", "1. raz a dobrze")
    assert from_plain(typed, original) == original.replace("Założenia", "Cele").replace("<li>raz<", "<li>raz a dobrze<")


def test_a_table_whose_line_is_deleted_goes():
    original = clean(RICH)
    assert "<table" not in from_plain(to_plain(original).split("[Tabela")[0], original)


@pytest.mark.parametrize(
    ("html", "empty"),
    [
        ("", True),
        ("<p><br></p>", True),
        ("<ul><li></li></ul>", True),
        ("<script>x</script>", True),
        ("<p>x</p>", False),
    ],
)
def test_emptiness_is_about_what_is_said(html, empty):
    assert is_empty(html) is empty


@pytest.mark.parametrize(
    "tangle",
    ["x" * 200_001, "<b>" * 29_000, "<ul><li>" * 14_000, "<ul></b>" * 14_000, "<blockquote>" * 15_000, "<" * 30_001],
    ids=["long", "bold", "lists", "lists with wrong ends", "quotations", "signs"],
)
def test_what_would_choke_a_parser_is_refused_at_once(tangle):
    start = time.monotonic()
    with pytest.raises(TextRefused):
        clean(tangle + "x")
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("1. Raz.\n\n2. Dwa:\n\n1) trzy;", "<p>1. Raz.</p><p>2. Dwa:</p><p>1) trzy;</p>"),
        ("2) dwa,\n– trzy", "<p>2) dwa,<br>– trzy</p>"),
        ("- raz\n- dwa", "<ul><li>raz</li><li>dwa</li></ul>"),
    ],
)
def test_numbers_of_a_legal_text_stay_words(typed, html):
    assert from_plain(typed, keeps_numbers=True) == html


def test_a_number_where_a_list_begins_is_a_number():
    assert clean('<ol start="7&quot; onclick=&quot;x"><li>a</li></ol><ol start="1"><li>b</li></ol>') == (
        "<ol><li>a</li></ol><ol><li>b</li></ol>"
    )
