"""Where the addresses of staffing and of proposed structures lead in the world of the table."""

import datetime
from types import SimpleNamespace

from apps.organisation.variants.actions import propose_unit, show_variant
from tests.factories.staffing import staffed
from tests.factories.variants import drawn, introduced, submitted

ONE_DAY, LATER = datetime.date(2100, 1, 1), datetime.date(2100, 6, 1)

PAGES = ("staffing", "measure", "indicator", "variant")


def of_parts(mine):
    """Made once for each centre."""
    hr, director = mine.users["hr"], mine.users["dir"]
    made = staffed(mine.centre, hr, mine.organised.key_post)
    variant, shown = drawn(mine.centre, hr), show_variant(drawn(mine.centre, hr, "Pokazany"), by=hr)
    planned = introduced(_changed(mine, "Wprowadzony", ONE_DAY), ONE_DAY, hr, director)
    states = {"": variant, "shown": shown, "planned": planned}
    states["submitted"] = submitted(_changed(mine, "Przekazany", LATER), LATER, hr)
    return SimpleNamespace(**vars(made), variant=variant, variants=states)


def _changed(mine, name, day):
    variant = drawn(mine.centre, mine.users["hr"], name, day=day)
    propose_unit(variant, {"name": name, "symbol": "", "parent": None, "rank": 9}, by=mine.users["hr"])
    return variant


def of_page(mine, page, state):
    if page.startswith(("staffing", "variants")) or page.endswith(("measure_new", "variant_new")):
        return {}
    if page.startswith("variant"):
        return {"pk": mine.parts.variants[state].pk} | _of_variant(mine, page)
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
