"""Experts' documents of the world of the table, and where each of their addresses leads. Each part has a module of its
own (consultations_<part>.py) with `build(mine)`, which adds to the world, and `address(mine, page, state)`, which is
None for a page of another part."""

from . import (
    consultations_commissions,
    consultations_judging,
    consultations_outcome,
    consultations_remarks,
    consultations_topics,
    consultations_versions,
)

PARTS = [
    consultations_commissions,
    consultations_judging,
    consultations_outcome,
    consultations_remarks,
    consultations_topics,
    consultations_versions,
]


def build(mine):
    for part in PARTS:
        part.build(mine)


def of_consultations(mine, page, state):
    found = (part.address(mine, page, state) for part in PARTS)
    return next(address for address in found if address is not None)


def said(mine, page):
    """What the page's own form would send, where its part says so."""
    found = (part.said(mine, page) for part in PARTS if hasattr(part, "said"))
    return next(filter(None, found), {})
