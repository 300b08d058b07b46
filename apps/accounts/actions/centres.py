from collections.abc import Mapping
from typing import Any

from apps.core import audit
from apps.core.deeds import deed

from .. import rules
from ..models import Centre, Invitation, User
from .parts import _fill, _first_administrator, _locked, _require, _saved

HAS_ITS_OWN = "Ten ośrodek ma administratora z czynnym kontem. Następnych wskazuje on sam."

CENTRE_FIELDS = {
    "name",
    "name_genitive",
    "name_locative",
    "short_name",
    "city",
    "city_genitive",
    "city_locative",
    "director_title",
    "director_title_genitive",
    "director_title_dative",
    "director_title_instrumental",
    "legal_basis",
    "order_formula",
    "order_number_pattern",
    "order_class_symbol",
    "order_archival_category",
    "legal_review",
    "financing_line",
    "second_factor",
}


@deed
def make_centre(data: Mapping[str, Any], *, by: User, administrator: Mapping[str, Any] | None = None) -> Centre:
    """A new tenant, and in the same go its first administrator (fields of a person, `email` included), who gets a
    letter. `data`: fields of a centre; `slug` and `is_example` are set only here."""
    _require(rules.may_make_centres(by), "Ośrodki zakłada administrator instalacji.")
    centre = Centre()
    _fill(centre, data, CENTRE_FIELDS | {"slug", "is_example"})
    _check_number_pattern(centre)
    _saved(centre)
    first = _first_administrator(centre, administrator, by) if administrator else None
    audit.record("centre.made", centre, by=by, administrator=first.user.person_id if first else None)
    return centre


@deed
def change_centre(centre: Centre, data: Mapping[str, Any], *, by: User) -> Centre:
    """Change names and settings. What was issued keeps the words it was issued with."""
    _require(rules.may_change_centre(by, centre), "Ustawienia ośrodka zmienia jego administrator.")
    centre = Centre.objects.select_for_update().get(pk=centre.pk)
    changed = _fill(centre, data, CENTRE_FIELDS)
    _check_number_pattern(centre)
    _saved(centre)
    audit.record("centre.changed", centre, by=by, changed=changed)
    return centre


@deed
def appoint_administrator(centre: Centre, data: Mapping[str, Any], *, by: User) -> Invitation:
    """An administrator for a centre that has no active one to ask. `data`: fields of a person, with `email`."""
    _require(rules.may_make_centres(by), "Pierwszego administratora ośrodka wskazuje administrator instalacji.")
    _locked(centre)
    _require(rules.may_appoint_administrator(by, centre), HAS_ITS_OWN)
    invitation = _first_administrator(centre, data, by)
    audit.record("centre.administrator_appointed", invitation.user.person, by=by)
    return invitation


def _check_number_pattern(centre: Centre) -> None:
    _require(rules.is_number_pattern(centre.order_number_pattern), rules.BAD_NUMBER_PATTERN)
