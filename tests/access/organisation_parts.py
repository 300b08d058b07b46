"""Where the addresses of staffing and of proposed structures lead in the world of the table."""

from tests.factories.staffing import staffed

STAFFING = ("staffing", "measure", "indicator")


def of_parts(mine):
    """Made once for each centre."""
    return staffed(mine.centre, mine.users["hr"], mine.organised.key_post)


def of_staffing(mine, page):
    if page.startswith("staffing") or page.endswith("_new"):
        return {}
    kind = page.partition("_")[0]
    thing = mine.parts.measure if kind == "measure" else mine.parts.post
    term = mine.parts.value if kind == "measure" else mine.parts.indicator
    return {"pk": thing.pk} | ({"term_pk": term.pk} if page.endswith("take_back") else {})
