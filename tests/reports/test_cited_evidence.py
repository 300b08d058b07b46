"""Evidence in the combined report: beside each claim, and listed once a product."""

import pytest

from tests.factories import handed_over as handed
from tests.gate import assert_gate, pdf_text

from .test_centre_report import made, reviewer, whole  # noqa: F401  fixtures

pytestmark = pytest.mark.django_db


def cited(code):
    """Every claim of the product cites; the piece has another version in each product."""
    version = 1 if code == "2a" else 2
    piece = {"version": version, "dated_on": "2019-05-06", "sha256": f"{version}" * 64, "tool": "Arkusz ewaluacji"}
    return {
        "sections": [{"title": f"Ocena produktu {code}", "html": "<p>Tekst.</p>", "cites": ["D1"]}],
        "cites": {"advantages": [["D1", "D2"]], "disadvantages": [[]]},
        "recommendations": [handed.recommendation(1, body=f"Zmienić w produkcie {code}.", cites=["D2"])],
        "evidence": [
            piece | {"number": "D1", "title": f"Ankieta, produkt {code}"},
            piece | {"number": "D2", "title": f"Wywiad grupowy, produkt {code}", "tool": ""},
        ],
    }


def test_each_claim_says_on_what_it_stands(version, two_pilots, reviewer):  # noqa: F811
    pdf = made(whole(version, two_pilots, ["2a", "2b"], cited), reviewer)

    assert_gate(pdf)
    said = pdf_text(pdf)
    assert said.count("Krótsza droga klienta. [D1] [D2]") == 2
    assert [f"Ankieta, produkt {code}" in said for code in ("2a", "2b")] == [True, True]
    assert (said.count("111111111111"), said.count("222222222222")) == (2, 2)
