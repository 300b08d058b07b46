"""Which pilot of the centre a page speaks of: the one that the address names, otherwise the newest."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from apps.accounts.doors import door
from apps.catalogue.models import ImplementationStep
from apps.projects.models import Pilot


def pilots_of(request: HttpRequest) -> tuple[Pilot | None, list[Pilot]]:
    """The pilot shown (None before the first is set up) and all of the centre's."""
    door(bool(request.user.centre_id))
    pilots = list(Pilot.objects.visible_to(request.user).select_related("catalogue_version"))
    for pilot in pilots:
        pilot.centre = request.user.centre
    asked = request.GET.get("pilotaz", "")
    return next((one for one in pilots if str(one.pk) == asked), pilots[0] if pilots else None), pilots


def pilot_or_404(request: HttpRequest, pk: int) -> Pilot:
    pilot = get_object_or_404(Pilot.objects.visible_to(request.user).select_related("catalogue_version"), pk=pk)
    pilot.centre = request.user.centre
    return pilot


def step_or_404(pilot: Pilot, pk: int) -> ImplementationStep:
    steps: Any = ImplementationStep.objects.filter(product__version=pilot.catalogue_version_id)
    return get_object_or_404(steps.select_related("product__version"), pk=pk)


def steps_of(pilot: Pilot) -> list[ImplementationStep]:
    steps = ImplementationStep.objects.filter(product__version=pilot.catalogue_version_id)
    return list(steps.select_related("product").order_by("product__rank", "rank"))
