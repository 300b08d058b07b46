"""The text of a version as an annex: units when they print the very same words, else every word as it stands."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from apps.consultations import units
from apps.consultations.outcome.annexing import annex_of
from apps.consultations.versions.cutting import units_of_blocks, units_of_html
from apps.core.errors import DomainError
from apps.documents.filetypes import read
from apps.orders.editing.plain import annex_to_plain
from apps.orders.text import from_json
from apps.orders.text.rich import rich_lines

FILES = Path(__file__).with_name("files")
CHAPTERS = (
    "<h3>Rozdział 1<br>Cele</h3><p>Wstęp bez numeru.</p><p>§ 1. Ośrodek:</p><p>1) ocenia,</p><p>2) pomaga.</p>"
    "<h3>Rozdział 2</h3><p>§ 2. 1. Wniosek rozpatruje się w 14 dni.</p><p>2. Odmowę uzasadnia się.</p>"
)
TABLE = "<table><tbody><tr><td>zasiłek</td><td>14 dni</td></tr></tbody></table>"


def annex(found):
    return annex_of(SimpleNamespace(units=units.to_json(found), document=SimpleNamespace(title="Polityka.")))


def test_numbered_text_becomes_units():
    made = annex(units_of_html(CHAPTERS))
    assert made["title"] == "Polityka"
    assert annex_to_plain(from_json(made["body"])).splitlines() == [
        "Rozdział 1. Cele",
        "",
        "Wstęp bez numeru.",
        "",
        "§ 1. Ośrodek:",
        "  1) ocenia;",
        "  2) pomaga.",
        "",
        "Rozdział 2",
        "",
        "§ 2. 1. Wniosek rozpatruje się w 14 dni.",
        "  2. Odmowę uzasadnia się.",
    ]


@pytest.mark.parametrize(
    "more",
    [
        TABLE,
        "<p>§ 4. Numer, którego miejsce nie daje.</p>",
        "<ul><li>wypunktowanie</li></ul>",
        "<p>a) litera bez punktu</p>",
    ],
    ids=["table", "gap", "bullet", "letter"],
)
def test_what_units_would_change_stays_word_for_word(more):
    made = annex(units_of_html(CHAPTERS + more))
    said = " ".join(rich_lines(made["html"]))
    for words in ("Wstęp bez numeru.", "1) ocenia,", "2. Odmowę uzasadnia się."):
        assert words in said


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
def test_no_word_of_a_file_is_lost(name):
    found = units_of_blocks(read((FILES / name).read_bytes(), with_text=True).blocks)
    made = annex(found)
    lines = rich_lines(made["html"]) if "html" in made else annex_to_plain(from_json(made["body"])).splitlines()
    said = " ".join(" ".join(lines).replace(" | ", " ").split())
    for unit in found:
        for line in unit.text.split("\n"):
            assert " ".join(line.replace(" | ", " ").split()) in said


def test_what_is_too_long_is_refused_in_words():
    long = [units.Unit(f"k{n}", f"tabela {n}", "table", 0, f"<p>{'słowo ' * 900}</p>", "x") for n in range(50)]
    with pytest.raises(DomainError, match="za długa na jeden załącznik"):
        annex(long)
