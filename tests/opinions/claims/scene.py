"""An opinion whose section, plus and recommendation stand on two pieces of evidence, one of them a tool's result."""

from django.utils import timezone

from apps.catalogue.models import EvaluationTool
from apps.core import clock
from apps.opinions.claims import actions
from apps.opinions.models import Opinion
from tests.factories.claims import evidence
from tests.factories.opinions import BEGUN, opinion_scene

S = Opinion.Status


def tool(name="Arkusz ewaluacji"):
    return EvaluationTool.objects.create(name=name, added_at=timezone.now())


def cited(**product_fields):
    """Written and circulated. The section cites D2, the plus D1 and D2, the recommendation D2; the minus nothing."""
    scene = opinion_scene(S.CIRCULATED, **product_fields)
    scene.first = evidence(scene.pilot, scene.member, "Ankieta pracowników")
    scene.second = evidence(scene.pilot, scene.member, "Wyniki arkusza", tool=tool())
    opinion = scene.opinion
    plus = opinion.findings.get(sign="advantage")
    with clock.pretend(BEGUN):
        for piece, thing in [
            (scene.second, {"section": opinion.sections.first()}),
            (scene.second, {"finding": plus}),
            (scene.first, {"finding": plus}),
            (scene.second, {"recommendation": opinion.recommendations.first()}),
        ]:
            actions.cite(opinion, piece, **thing, by=scene.member)
    return scene
