"""Annexes with tables: typed with and without a script, printed word for word, hashed, published without people."""

import hashlib
import json

import pytest

from apps.core.polish import plain_spaces
from apps.documents.rendering import render_html, render_pdf
from apps.orders import pdf
from apps.orders.models import Order
from apps.orders.text import order_text, rich_blocks, sheet_lines, text_hash
from apps.publication.leaving_out import MARKER, LeavingOut, LeftOut
from apps.publication.mentions import Named
from tests.gate import assert_gate, body_text

pytestmark = pytest.mark.django_db
NEW = "/zarzadzenia/nowe/inne/"
TABLE = (
    "<table><thead><tr><th>Świadczenie</th><th>Termin</th></tr></thead>"
    "<tbody><tr><td>zasiłek celowy</td><td>14 dni</td></tr></tbody></table>"
)
RICH = (
    "<h3>Rozdział 1</h3><p>§ 1. 1. Świadczenia i terminy określa <strong>tabela</strong>:</p>"
    f"{TABLE}<p>§ 2. Ośrodek:</p><p>1) ocenia,</p><p>2) pomaga:</p><p>a) w domu,</p><p>– rano.</p>"
)
TYPED = {
    "subject": "zasad",
    "legal_basis": "§ 7 Statutu",
    "body": "§ 1. Wprowadza się zasady, stanowiące załącznik do zarządzenia.",
    "effective": "on_signing",
    "annex_title": ["Zasady"],
    "annex_body": [""],
    "annex_form": ["rich"],
}


@pytest.fixture
def client(client, director):
    client.force_login(director)
    return client


def drafted(client, **more):
    client.post(NEW, TYPED | more)
    return Order.objects.get(kind="free")


def from_editor(html):
    return {"annex_html": [html], "annex_html_format": ["html"], "annex_html_original": [""]}


def test_what_the_editor_sends_is_kept_clean(client):
    order = drafted(client, **from_editor(RICH + '<p onclick="x()">Koniec</p><script>x()</script>'))

    assert order.annexes == [{"title": "Zasady", "html": f"{RICH}<p>Koniec</p>"}]
    assert order.typed["annex_html"] == [RICH + '<p onclick="x()">Koniec</p><script>x()</script>']


@pytest.mark.parametrize("left_out", ["annex_html_format", "annex_html_original"])
def test_half_a_form_is_read_as_far_as_it_goes(client, left_out):
    said = {name: value for name, value in from_editor(RICH).items() if name != left_out}
    assert drafted(client, **said).annexes[0]["html"] == RICH


def test_without_a_script_the_table_stays(client):
    order = drafted(client, **from_editor(RICH))
    text = "# Rozdział 1\n\n§ 1. 1. Nowe słowa:\n\n[Tabela 1: Świadczenie | Termin]\n\n§ 2. Koniec:\n\n1) raz"
    said = {"annex_html": [text], "annex_html_format": [""], "annex_html_original": [RICH], "version": "2"}

    client.post(f"/zarzadzenia/{order.pk}/inne/", TYPED | said)
    order.refresh_from_db()

    assert order.annexes[0]["html"] == (
        f"<h3>Rozdział 1</h3><p>§ 1. 1. Nowe słowa:</p>{TABLE}<p>§ 2. Koniec:</p><p>1) raz</p>"
    )


def test_an_empty_one_is_not_complete(client):
    order = drafted(client, **from_editor(""))
    page = client.get(f"/zarzadzenia/{order.pk}/inne/?sprawdz=1").content.decode()
    assert (order.annexes, "Wypełnij pole „Treść załącznika”." in page) == ([], True)


def test_rows_of_both_forms_move_together(client):
    both = {"annex_title": ["A", "B"], "annex_body": ["§ 1. Raz.", ""], "annex_form": ["", "rich"]}
    html = {"annex_html": ["", RICH], "annex_html_format": ["html", "html"], "annex_html_original": ["", ""]}

    page = client.post(NEW, TYPED | both | html | {"down_annex": "0"}).content.decode()
    first, second = page.index('value="B"'), page.index('value="A"')
    order = drafted(client, **both, **html)

    assert first < second
    assert [sorted(annex) for annex in order.annexes] == [["body", "title"], ["html", "title"]]


def test_a_new_annex_with_tables_opens_the_editor(client):
    page = client.post(NEW, TYPED | {"add_rich_annex": "1"}).content.decode()
    assert (page.count("data-rich-text="), "js/editor.js" in page) == (2, True)


def test_marks_hang_as_in_an_order():
    said = [(block.tag, block.cited, block.lines()[0]) for block in rich_blocks(RICH)]
    assert said == [
        ("h3", "", "Rozdział 1"),
        ("p", "§ 1 ust. 1", "§ 1. 1. Świadczenia i terminy określa tabela:"),
        ("table", "", "Świadczenie | Termin"),
        ("p", "§ 2", "§ 2. Ośrodek:"),
        ("p", "§ 2 pkt 1", "1) ocenia,"),
        ("p", "§ 2 pkt 2", "2) pomaga:"),
        ("p", "§ 2 pkt 2 lit. a", "a) w domu,"),
        ("p", "§ 2 pkt 2 lit. a tiret pierwsze", "– rano."),
    ]


def test_it_is_part_of_what_is_hashed_and_compared(client):
    order = drafted(client, **from_editor(RICH))
    text = order_text(order)
    other = json.loads(json.dumps(text).replace("14 dni", "15 dni"))

    assert text_hash(text, {}) != text_hash(other, {})
    assert "zasiłek celowy | 14 dni" in sheet_lines(text, "1/2018", "1 września 2018 r.")


def test_an_order_without_such_annexes_keeps_its_hash():
    text = {"subject": "x", "annexes": [{"title": "t", "body": []}]}
    said = '{"effects":{},"text":{"annexes":[{"body":[],"title":"t"}],"subject":"x"}}'
    assert text_hash(text, {}) == hashlib.sha256(said.encode()).hexdigest()


def test_the_pdf_passes_the_gate(client):
    row = "<tr><td>zasiłek okresowy</td><td>30 dni</td></tr>"
    order = drafted(client, **from_editor(RICH + TABLE.replace("</tbody>", f"{row * 60}</tbody>")))
    made = render_pdf(render_html("pdf/order.html", pdf.draft_context(order)))

    assert_gate(made, tolerate=("PAG-001",))
    assert "§ 2. Ośrodek: 1) ocenia, 2) pomaga: a) w domu, – rano." in plain_spaces(body_text(made))


def test_the_public_version_leaves_people_out_of_cells_and_nothing_after_them():
    barbara = Named("Barbara Modelowa", "")
    said = TABLE.replace("zasiłek celowy", "członkini – Barbara Modelowa, starszy pracownik")
    leaving = LeavingOut((barbara,))

    public = leaving.of_text({"annexes": [{"title": "Dyżury", "html": said.replace("14 dni", "sala A &amp; B")}]})

    assert public["annexes"][0]["html"] == TABLE.replace("zasiłek celowy", f"członkini – {MARKER}").replace(
        "14 dni", "sala A &amp; B"
    )
    assert leaving.found == [LeftOut("załącznik nr 1", "Barbara Modelowa, starszy pracownik")]
