import pytest

from tests import factories
from tests.factories import handed_over as handed

BODIES = {
    "czestochowa": ["Doprecyzować zasady zasiłku celowego.", "Skrócić wywiad środowiskowy."],
    "lomza": ["Uściślić zasady zasiłku celowego z art. 39a.", "Dodać superwizję."],
    "plock": ["Zostawić zasiłek celowy bez zmian."],
}


@pytest.fixture
def reviewer():
    return factories.wrzos()


@pytest.fixture
def centres(version):
    """Three centres that handed over product 2a; the second of them also 2b, with a dissenting opinion."""
    found = {}
    for slug, bodies in BODIES.items():
        run, team = handed.pilot_with_team(version, slug, short_name=f"MOPS {slug}")
        said = [
            handed.recommendation(n, body=body, article="art. 39a" if n == 1 else "art. 107 ust. 4", kind=kind)
            for n, (body, kind) in enumerate(zip(bodies, ["law", "model"], strict=False), start=1)
        ]
        product = version.products.get(code="2a")
        dissents = ["Nie zgadzam się."] if slug == "lomza" else []
        found[slug] = handed.handed_over(run, product, team, recommendations=said, dissents=dissents)
    return found


@pytest.fixture
def said(centres):
    """The recommendations by „slug number”."""
    return {
        f"{slug} {one.number}": one for slug, handed in centres.items() for one in handed.recommendations.order_by("pk")
    }
