"""Where the addresses of staffing and of proposed structures lead in the world of the table."""

from types import SimpleNamespace

from tests.factories.staffing import staffed
from tests.factories.variants import drawn

PAGES = ("staffing", "measure", "indicator", "variant")


def of_parts(mine):
    """Made once for each centre."""
    hr = mine.users["hr"]
    made = staffed(mine.centre, hr, mine.organised.key_post)
    return SimpleNamespace(**vars(made), variant=drawn(mine.centre, hr))


def of_page(mine, page):
    if page.startswith(("staffing", "variants")) or page.endswith(("measure_new", "variant_new")):
        return {}
    if page.startswith("variant"):
        return {"pk": mine.parts.variant.pk} | _of_variant(mine, page)
    kind = page.partition("_")[0]
    thing = mine.parts.measure if kind == "measure" else mine.parts.post
    term = mine.parts.value if kind == "measure" else mine.parts.indicator
    return {"pk": thing.pk} | ({"term_pk": term.pk} if page.endswith("take_back") else {})


def _of_variant(mine, page):
    if page.endswith("unit_restore"):
        return {"unit_pk": mine.organised.unit.pk}
    if page.endswith("position_restore"):
        return {"position_pk": mine.organised.position.pk}
    if page.endswith(("unit_change", "unit_remove")):
        return {"row_pk": mine.parts.variant.units.get().pk}
    return {"row_pk": mine.parts.variant.positions.get().pk} if page.endswith(("position_change", "n_remove")) else {}
