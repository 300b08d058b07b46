"""A proposed structure: one that the director is to decide about, and one that came back to kadry."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import Role, User
from apps.core.polish import day_in_words
from apps.organisation.models import Variant

from .matter import Matter, Matters

DECIDES = "Strukturę wprowadza dyrektor."
KEEPS = "Warianty struktury prowadzą kadry."
S = Variant.Status


def collect(user: User, found: Matters) -> None:
    mine = Q()
    if user.has_role(Role.DIRECTOR):
        mine |= Q(status=S.SUBMITTED) & ~Q(submitted_by=user)
    if user.has_role(Role.HR):
        mine |= Q(status=S.WORKING) & ~Q(returned_note="")
    if mine:
        found.mine += [_matter(one) for one in Variant.objects.visible_to(user).filter(mine)]


def _matter(variant: Variant) -> Matter:
    if variant.status == S.WORKING:
        what = f"Wariant struktury „{variant.name}” wrócił od dyrektora"
        return Matter(what, variant.get_absolute_url(), "Popraw", KEEPS)
    what = f"Struktura „{variant.name}” ma obowiązywać od {day_in_words(variant.planned_on)} i czeka na decyzję"
    url = reverse("organisation:variant_introduce", args=[variant.pk])
    return Matter(what, url, "Przeczytaj i zdecyduj", DECIDES, until=variant.planned_on - timedelta(days=1))
