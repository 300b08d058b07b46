"""A pilot to which nothing is missing, laid straight into the tables: whatever a test takes away is the only gap."""

import datetime
from functools import partial
from types import SimpleNamespace

from django.utils import timezone

from apps.catalogue.models import EvaluationTool, RequiredPart
from apps.implementation.models import Task, TaskEvidence
from apps.opinions.models import Citation, Finding, Recommendation, Section

from .centres import person, user_of
from .claims import evidence
from .handed_over import opinion_at, pilot_with_team
from .orders import issued_order

KINDS = RequiredPart.Kind
NOW = {"edited_at": datetime.datetime(2019, 9, 1, 12, tzinfo=datetime.UTC)}


def covered(version, slug=None, *, without=None, skip=()):
    """A centre that carried out the whole of this version. `without(opinion)` is called while each text is open;
    `skip`: what nobody began, „2b” or ("4a", 6) for the intermediate opinion of a step."""
    run, team = pilot_with_team(version, slug)
    writer = user_of(person(run.centre, "Wiesława Piszkowska"))
    tool, _ = EvaluationTool.objects.get_or_create(name="Ankieta WRZOS", defaults={"added_at": timezone.now()})
    made = SimpleNamespace(run=run, team=team, writer=writer, shown=evidence(run, writer, tool=tool), opinions={})
    for product in version.products.prefetch_related("steps", "parts").select_related("element"):
        for step in product.steps.all():
            _do(made, step)
            if step.intermediate_title and (product.code, step.rank) not in skip:
                write(made, "confirmed", product, step, without)
        if product.code not in skip:
            write(made, "handed_over", product, None, without)
    return made


def _do(made, step):
    task = Task.objects.create(pilot=made.run, step=step, edited_by=made.writer, **NOW)
    TaskEvidence.objects.create(task=task, evidence=made.shown, linked_by=made.writer, linked_at=timezone.now())
    Task.objects.filter(pk=task.pk).update(state="done", done_by=made.writer, done_at=timezone.now())
    if step.introduced_by:
        effects = {"kind": "introduce", "introduces": {"what": step.introduced_by, "title": "Zasady", "annexes": 1}}
        made.rules = issued_order(made.run.centre, effects=effects, subject="wprowadzenia zasad")


def write(made, status, product, step=None, without=None):
    """One document of the centre, brought to the status."""
    say = partial(_say, made, without)
    key = (product.code, step.rank) if step else product.code
    made.opinions[key] = opinion_at(status, made.run, product, made.team, step=step, write=say)


def _say(made, without, opinion):
    by = {"opinion": opinion, "edited_by": made.writer} | NOW
    for rank, part in enumerate(opinion.parts, start=1):
        if part.kind == KINDS.SECTION:
            Section.objects.create(part=part, body="<p>Opisano.</p>", **by)
        elif part.kind == KINDS.RECOMMENDATIONS:
            Recommendation.objects.create(kind=part.recommendation_kind, rank=rank, body="Zmienić.", **by)
        else:
            sign = "advantage" if part.kind == KINDS.ADVANTAGES else "disadvantage"
            Finding.objects.create(sign=sign, rank=rank, body="Tak jest.", **by)
    section = opinion.sections.first()
    cited = {"cited_by": made.writer, "cited_at": timezone.now()}
    Citation.objects.create(opinion=opinion, evidence=made.shown, section=section, **cited)
    if without:
        without(opinion)
