"""What a text goes on without: said before it is sent to agreement or put to the vote; here it stops neither."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import Role
from apps.catalogue.models import ImplementationStep, RequiredPart
from apps.core.polish import day_in_words, plural
from apps.implementation.models import TaskEvidence

from . import rules
from .claims.mentions import mentions_of
from .claims.reading import without_law
from .contributions.rules import contributions_to_settle, is_over
from .models import Opinion, Section
from .reading import Action, gaps
from .review.unchanged import answered_without_a_change

NO_INFORMATION = (
    "Brakuje informacji koordynatora usług pomocy społecznej, na której zespół ma oprzeć ocenę. Koordynator dodaje ją "
    "jako dowód do swojego zadania."
)
_PAGES = {"Plusy": "findings", "Minusy": "findings", "Rekomendacje": "recommendations"}


@dataclass(frozen=True)
class Unfinished:
    """One thing left: the sentence, and where it is mended."""

    said: str
    ways: tuple[Action, ...]


def unfinished(opinion: Opinion) -> list[Unfinished]:
    """Missing parts, parts that nobody called ready, recommendations of a change of law that name no provision,
    evidence named and not cited, the coordinator's information, proposals nobody has agreed on yet, remarks of WRZOS
    answered by no change."""
    missing = [Unfinished(gap.said, (gap.action,)) for gap in gaps(opinion)]
    return [
        *missing,
        *_in_work(opinion),
        *_without_information(opinion),
        *_without_law(opinion),
        *_named_only(opinion),
        *_collecting(opinion),
        *_unsettled(opinion),
        *_answered_without_a_change(opinion),
    ]


def _in_work(opinion: Opinion) -> Iterator[Unfinished]:
    titles = {part.pk: part.title for part in opinion.parts}
    for section in opinion.sections.all():
        if section.state != Section.State.READY and rules.has_text(section.body):
            said = f"Część „{titles[section.part_id]}” jest w pracy: nikt nie oznaczył jej jako gotowej."
            yield Unfinished(said, (Action("Otwórz tę część", _url(opinion, "section", section.pk)),))


def _without_information(opinion: Opinion) -> Iterator[Unfinished]:
    """Tabela 1 bases the assessment of product 3 on what the coordinator of services wrote."""
    steps = [] if opinion.is_intermediate else opinion.product.steps.all()
    for step in (one for one in steps if one.actor == ImplementationStep.Actor.COORDINATOR):
        shown = TaskEvidence.objects.filter(task__pilot=opinion.pilot_id, task__step=step.pk)
        if not shown.filter(
            evidence__withdrawn_at=None,
            evidence__current__added_by__person__grants__role=Role.COORDINATOR,
        ).exists():
            task = reverse("implementation:task", args=[opinion.pilot_id, step.pk])
            yield Unfinished(NO_INFORMATION, (Action("Otwórz zadanie koordynatora", task),))


def _without_law(opinion: Opinion) -> Iterator[Unfinished]:
    for lack in without_law(opinion):
        to_mend = Action("Uzupełnij", _url(opinion, "recommendation", lack.claim.pk))
        yield Unfinished(f"{lack}: podaj akt prawny i przepis, którego dotyczy zmiana.", (to_mend,))


def _named_only(opinion: Opinion) -> Iterator[Unfinished]:
    for one in mentions_of(opinion):
        said = f"{one.place}: w tekście jest {one.evidence}, a nie jest on powołany."
        yield Unfinished(said, (Action(f"Powołaj {one.evidence}", one.url),))


def _collecting(opinion: Opinion) -> Iterator[Unfinished]:
    for one in opinion.rounds.all():
        if not is_over(one):
            said = f"Trwa zbieranie propozycji, do {day_in_words(one.deadline_on)}"
            yield Unfinished(said, (Action("Otwórz propozycje", _url(opinion, "contributions")),))


def _unsettled(opinion: Opinion) -> list[Unfinished]:
    settled = Q(finding__isnull=False) | Q(recommendation__isnull=False) | ~Q(set_aside="")
    if not (n := contributions_to_settle(opinion).exclude(settled).count()):
        return []
    verb = plural(n, "propozycja czeka", "propozycje czekają", "propozycji czeka")
    return [Unfinished(f"{n} {verb} na uzgodnienie.", (Action("Uzgodnij", _url(opinion, "consolidation")),))]


def _answered_without_a_change(opinion: Opinion) -> Iterator[Unfinished]:
    for remark in answered_without_a_change(opinion):
        stayed = f"tekst części „{remark.chapter}” się nie zmienił" if remark.chapter else "tekst się nie zmienił"
        said = f"Uwaga WRZOS nr {remark.number} jest „{remark.answer.get_disposition_display()}”, ale {stayed}."
        answer = Action("Zmień odpowiedź", _url(opinion, "review_answer", remark.pk))
        yield Unfinished(said, (Action("Popraw tekst", _place(opinion, remark.chapter)), answer))


def _place(opinion: Opinion, title: str) -> str:
    """Where a chapter is written; of the whole document its own page."""
    if page := _PAGES.get(title):
        return _url(opinion, page)
    parts = {part.title: part.pk for part in opinion.parts if part.kind == RequiredPart.Kind.SECTION}
    section = next((one for one in opinion.sections.all() if one.part_id == parts.get(title)), None)
    return _url(opinion, "section", section.pk) if section else opinion.get_absolute_url()


def _url(opinion: Opinion, name: str, *more: int) -> str:
    return reverse(f"opinions:{name}", args=[opinion.pk, *more])
