"""The combined report of a pilot: a compilation of what was frozen, through the gate at every length."""

import random
import re

import pytest

from apps.documents.rendering import render_html, render_pdf
from apps.reports import pdf, reading
from tests.factories import handed_over as handed
from tests.gate import assert_gate, bookmarks, page_count, pdf_text

pytestmark = pytest.mark.django_db
CODES = ["1", "2a", "2b", "3", "4a", "4b", "5"]
WORDS = (
    "ośrodek zespół pilotaż usługa pracownik klient model wywiad narzędzie rodzina świadczenie koordynator standard "
    "miasto powiat rozwiązanie organizacja współpraca postępowanie struktura zażółć gęślą jaźń łódź ćma źdźbło"
)
RICH = (
    "<h3>Założenia</h3><p>Zażółć <strong>gęślą</strong> <em>jaźń</em>; zob. "
    '<a href="https://example.org/"><strong>opis</strong></a>.</p><h4>Szczegóły</h4>'
    "<ul><li>pierwszy<ul><li>zagnieżdżony</li></ul></li><li><p>akapit</p><p>drugi</p></li></ul>"
    "<blockquote><p>Cytat.</p></blockquote>"
    "<table><thead><tr><th>Rejon</th><th>Rodziny</th></tr></thead><tbody>"
    '<tr><td rowspan="2">Śródmieście</td><td>120</td></tr><tr><td>80</td></tr></tbody></table>'
)
NOTHING_SAID = {"sections": [], "advantages": [], "disadvantages": [], "recommendations": []}


def sentences(count, seed):
    """Different words on every line, as people write; the same line again and again looks like a running head."""
    chosen = random.Random(f"{seed}-{count}")
    return " ".join(" ".join(chosen.choices(WORDS.split(), k=12)).capitalize() + "." for _ in range(count))


def very_long(code):
    return {
        "sections": [
            {"title": sentences(1, f"{code}t{n}")[:200], "html": RICH + f"<p>{sentences(40, f'{code}s{n}')}</p>"}
            for n in range(3)
        ],
        "advantages": [sentences(3, f"{code}a{n}") for n in range(12)],
        "disadvantages": [sentences(1, f"{code}d{n}") for n in range(12)],
        "recommendations": [recommendation(n, code) for n in range(1, 8)],
        "dissents": [sentences(50, code)],
    }


def recommendation(n, code):
    body = sentences(40 if n == 1 else 3, f"{code}r{n}")
    said = {"kind_label": sentences(1, f"{code}k{n}")[:60], "addressee": sentences(1, f"{code}o{n}")[:120]}
    said |= {name: sentences(2, f"{code}{name}{n}") for name in ("legal_act", "proposed_wording", "justification")}
    return handed.recommendation(n, body=body, article="", **said)


def made(run, user):
    of_it = reading.of_pilot(run, user)
    return render_pdf(render_html("pdf/centre_report.html", pdf.context_of(run, of_it)))


@pytest.fixture
def reviewer():
    from tests import factories

    return factories.wrzos()


def whole(version, two_pilots, codes=CODES, options=None):
    options = options or {}
    (run, team), _ = two_pilots
    for code in reversed(codes):
        said = options if isinstance(options, dict) else options(code)
        handed.handed_over(run, version.products.get(code=code), team, **said)
    return run


@pytest.mark.parametrize(
    ("codes", "options", "at_least", "at_most"),
    [
        (["1"], NOTHING_SAID, 3, 4),
        (CODES, {"sections": [{"title": "Ocena", "html": RICH}], "dissents": ["Nie zgadzam się.\n\nPowód."]}, 6, 25),
        (CODES, very_long, 60, 300),
    ],
    ids=["nothing said", "typical", "very long"],
)
def test_the_report_passes_the_gate(version, two_pilots, reviewer, codes, options, at_least, at_most):
    made_pdf = made(whole(version, two_pilots, codes, options), reviewer)
    assert_gate(made_pdf, tolerate=("PAG-001",))  # products begin their pages, so the same headings fall alike
    assert at_least <= page_count(made_pdf) <= at_most


def test_it_says_everything_in_the_order_of_the_table(version, two_pilots, reviewer):
    run = whole(version, two_pilots, options={"dissents": ["Zdanie przeciwne."]})
    made_pdf = made(run, reviewer)
    chapters = [title for level, title in bookmarks(made_pdf) if level == 2]

    assert [re.match(r"Produkt (\S+)\.", title)[1] for title in chapters if title.startswith("Produkt")] == CODES
    assert [title for title in chapters if not title.startswith("Produkt")] == [
        "Zespoły i zarządzenia, którymi je powołano",
        "Zestawienie rekomendacji",
        "Oryginały i ich skróty",
    ]
    said = pdf_text(made_pdf)
    for sentence in [
        "To jest zestawienie utworzone z dokumentów",
        "Rozstrzygają oryginały",
        "„Komplementarni w działaniu”",
        "7 z 7",
        "zarządzenie nr 24/2018 z dnia 11 czerwca 2018 r.",
        "Osoba Anna0 przewodnicząca wszystkie",
        "Uprawnionych: 3, za: 3, przeciw: 0, wstrzymało się: 0.",
        "Zdanie przeciwne.",
        "4a/R1",
    ]:
        assert sentence in said, sentence
    for one in reading.of_pilot(run, reviewer):
        sha256 = one.confirmation.document.blob_id
        assert one.confirmation.document.code in said
        assert f"{sha256[:32]} {sha256[32:]}" in said


def test_contents_name_the_pages_on_which_chapters_begin(version, two_pilots, reviewer):
    import pymupdf

    made_pdf = made(whole(version, two_pilots), reviewer)
    with pymupdf.open(stream=made_pdf) as opened:
        starts = {title: page for level, title, page in opened.get_toc() if level == 2}
        contents = " ".join(opened[0].get_text().split())
    for title, page in starts.items():
        assert re.search(rf"{re.escape(' '.join(title.split()))}[ .]*{page}(?!\d)", contents), (title, page, contents)


def test_only_what_was_handed_over_is_in_it(version, two_pilots, reviewer):
    (run, team), _ = two_pilots
    handed.handed_over(run, version.products.get(code="1"), team)
    handed.opinion_at("confirmed", run, version.products.get(code="2a"), team, advantages=["TAJNE ZDANIE"])
    said = pdf_text(made(run, reviewer))
    assert "1 z 7" in said
    assert "TAJNE" not in said
    assert "Produkt 2a" not in said


def test_somebody_who_joined_later_is_listed_with_the_products_they_voted_on():
    rows = [{"name": "Anna", "function": "członkini"}, {"name": "Ewa", "function": "członkini"}]
    read = [
        {"code": "1", "team": {"name": "Zespół", "order": "nr 1"}, "ballot": {"rows": rows[:1]}},
        {"code": "2a", "team": {"name": "Zespół", "order": "nr 1"}, "ballot": {"rows": rows}},
        {"code": "3", "team": {"name": "Inny", "order": "nr 2"}, "ballot": {"rows": rows[1:]}},
    ]
    assert reading.teams(read) == [
        {
            "name": "Zespół",
            "order": "nr 1",
            "products": ["1", "2a"],
            "electors": [rows[0] | {"products": []}, rows[1] | {"products": ["2a"]}],
        },
        {"name": "Inny", "order": "nr 2", "products": ["3"], "electors": [rows[1] | {"products": []}]},
    ]


def test_a_heading_inside_a_text_goes_one_level_down_and_nothing_unsafe_comes_back():
    assert reading.lower("<h3>A</h3><h4>B</h4><p onclick=x>C<script>d</script></p>") == "<h4>A</h4><h5>B</h5><p>C</p>"


def test_every_product_and_the_list_of_recommendations_begin_a_page(version, two_pilots, reviewer):
    import pymupdf

    with pymupdf.open(stream=made(whole(version, two_pilots, ["1", "2a", "5"]), reviewer)) as opened:
        tops = [leaf.get_text(clip=leaf.rect + (0, 69, 0, 0)).strip().split("\n")[0] for leaf in opened]
    begun = [re.sub(r"\s+", " ", top)[:11] for top in tops]
    assert begun[-4:] == ["Produkt 1. ", "Produkt 2a.", "Produkt 5. ", "Zestawienie"]


def test_kinds_of_recommendations_stand_in_one_order_whatever_the_product():
    kinds = ["law", "nobody knows", "values", "tools", "solution", "other", "model"]
    read = [{"recommendations": [{"kind": kind, "kind_label": kind}]} for kind in kinds]
    assert [group["label"] for group in reading.by_kind(read)] == [
        "model", "solution", "tools", "law", "values", "other", "nobody knows",
    ]  # fmt: skip


def test_the_address_answers_with_the_report(wrzos, version, two_pilots):
    run = whole(version, two_pilots, ["1", "5"])
    response = wrzos.get(f"/biblioteka/pilotaze/{run.pk}/raport/")
    assert response.content[:5] == b"%PDF-"
    name = "Raport%20zbiorczy%20%E2%80%93%20MOPS%20w%20Cz%C4%99stochowie.pdf"
    assert response["Content-Disposition"].endswith(name)


def test_a_pilot_without_products_answers_with_a_page_instead(two_pilots, director_of):
    run = two_pilots[0][0]
    mine = director_of(run)
    for path in ["raport", "oryginaly"]:
        answer = mine.get(f"/biblioteka/pilotaze/{run.pk}/{path}/", follow=True)
        assert answer.redirect_chain == [(f"/biblioteka/pilotaze/{run.pk}/", 302)]
        assert "nie przekazał jeszcze żadnego dokumentu" in answer.content.decode()
    assert "Nic jeszcze nie przekazano" in answer.content.decode()
