"""What Tabela 1 asks of a product before it is finished. Each condition is one small question; each unmet one is a row
of the board: what is missing, whom it waits for and where it is mended."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps

from django.urls import reverse

from apps.catalogue.models import FinalProduct, ImplementationStep, RequiredPart
from apps.core.polish import day_in_words
from apps.implementation.models import Task
from apps.opinions import rules, words
from apps.opinions.models import Finding, Opinion
from apps.organisation.duties.separation import SAID

from .situation import Situation

S = Opinion.Status
ABOUT_SEPARATION = "4a"  # „Opinia o oddzieleniu postępowania administracyjnego od pracy socjalnej”
_SHORT = 110  # characters of a step's words in a row
IN_THE_NEXT_EDITION = (
    "Przyjętej treści nie można już zmienić: uzupełnić ją można tylko w następnym wydaniu, jeśli WRZOS zwróci opinię."
)
_LATER = {  # what may still be done about a text that is closed
    S.VOTING: ("Trwa głosowanie: tekst można uzupełnić, gdy przewodniczący je przerwie.", "Otwórz opinię"),
    S.RETURNED: ("WRZOS zwrócił opinię: uzupełnij ją w następnym wydaniu.", "Wróć do pracy nad opinią"),
}


@dataclass(frozen=True)
class Gap:
    """One unmet condition of one product."""

    condition: str
    product: FinalProduct
    reason: str
    owner: str
    url: str
    action: str

    @property
    def name(self) -> str:
        return CONDITIONS[self.condition].name


@dataclass(frozen=True)
class Condition:
    """A question about a product; the name heads its rows and its filter."""

    key: str
    name: str
    gaps: Callable[[Situation], Iterator[Gap]]


CONDITIONS: dict[str, Condition] = {}


def condition(name: str):
    """Registers a question under its function's name; it yields (reason, owner, address, what the link says)."""

    def register(ask):
        @wraps(ask)
        def gaps(situation: Situation) -> Iterator[Gap]:
            for row in ask(situation):
                yield Gap(ask.__name__, situation.product, *row)

        CONDITIONS[ask.__name__] = Condition(ask.__name__, name, gaps)
        return gaps

    return register


def gaps_of(situation: Situation) -> list[Gap]:
    """Every unmet condition of the product, in the order of the work."""
    return [gap for one in CONDITIONS.values() for gap in one.gaps(situation)]


@condition("krok niewykonany")
def step_not_done(situation):
    for step in situation.steps:
        task = situation.tasks.get(step.pk)
        if task is None or task.state != Task.State.DONE:
            yield _said_of(step, task, situation), _holder(step, task), _task_url(situation, step), "Otwórz zadanie"


@condition("brak dowodu")
def no_evidence(situation):
    """An order that the step asks for shows by itself that it was done."""
    for step in situation.steps:
        task = situation.tasks.get(step.pk)
        is_shown = task and (task.evidence_count or step.introduced_by in situation.introduced)
        if task and task.state == Task.State.DONE and not is_shown:
            reason = f"Krok {step.rank} jest wykonany, ale nie wskazano żadnego dowodu: „{_short(step)}”."
            yield reason, _holder(step, task), _task_url(situation, step), "Wskaż dowód"


@condition("brak zarządzenia")
def rules_not_issued(situation):
    for step in situation.steps:
        if step.introduced_by and step.introduced_by not in situation.introduced:
            reason = f"Nie wydano zarządzenia, które wprowadza dokument z kroku {step.rank}: „{_short(step)}”."
            yield reason, "dyrektor", reverse("orders:new"), "Przygotuj zarządzenie"


@condition("praca socjalna łączona z postępowaniem")
def work_not_separated(situation):
    """Product 4a is about keeping social work apart from procedure: the centre's own scopes say whether it is so."""
    if situation.product.code != ABOUT_SEPARATION or situation.separation is None:
        return
    for one in situation.separation.posts:
        reason = f"Stanowisko „{one.post.name}” ({one.post.unit}) {SAID}: {one.reason}."
        yield reason, "kadry i dyrektor", one.post.url, "Otwórz stanowisko"
    for one in situation.separation.people:
        url = reverse("organisation:separation")
        yield f"{one.name} {SAID} na dwóch stanowiskach: {one.reason}.", "kadry i dyrektor", url, "Zobacz oba"


@condition("praca nierozpoczęta")
def not_begun(situation):
    if situation.opinion is None:
        noun = words.noun_of_kind(situation.product.kind)
        url = _on_the_board(situation)
        yield f"Nikt nie zaczął jeszcze pracy nad {noun.instrumental}.", situation.writers, url, "Przejdź do opinii"


@condition("brak opinii cząstkowej")
def intermediate_missing(situation):
    for step in situation.steps:
        if not step.intermediate_title:
            continue
        made = situation.intermediate.get(step.pk)
        if made is None or made.status not in rules.CONFIRMED:
            how = "nie jest potwierdzona" if made else "nie jest zaczęta"
            url = made.get_absolute_url() if made else _on_the_board(situation)
            reason = f"Opinia cząstkowa „{step.intermediate_title}” {how}."
            yield reason, situation.writers, url, "Otwórz opinię cząstkową" if made else "Przejdź do opinii"


@condition("pusta część")
def section_empty(situation):
    for opinion in _written(situation):
        titles = {part.pk: part.title for part in opinion.parts}
        for section in opinion.sections.all():
            if not rules.has_text(section.body):
                owner = ", ".join(situation.authors.get(section.pk, [])) or situation.writers
                url = reverse("opinions:section", args=[opinion.pk, section.pk])
                yield f"Część „{titles[section.part_id]}”{_of(opinion)} jest pusta.", owner, url, "Napisz tę część"


@condition("brak plusów albo minusów")
def signs_missing(situation):
    kinds = {
        RequiredPart.Kind.ADVANTAGES: (Finding.Sign.ADVANTAGE, "plusa"),
        RequiredPart.Kind.DISADVANTAGES: (Finding.Sign.DISADVANTAGE, "minusa"),
    }
    for opinion in _written(situation):
        signs = {finding.sign for finding in opinion.findings.all()}
        for part in opinion.parts:
            sign, noun = kinds.get(part.kind, (None, ""))
            if sign and sign not in signs:
                url = reverse("opinions:findings", args=[opinion.pk])
                yield f"Brakuje co najmniej jednego {noun}{_of(opinion)}.", situation.writers, url, "Dopisz"


@condition("brak wymaganej rekomendacji")
def recommendation_missing(situation):
    for opinion in _written(situation):
        kinds = {recommendation.kind for recommendation in opinion.recommendations.all()}
        for part in opinion.parts:
            if part.kind == RequiredPart.Kind.RECOMMENDATIONS and part.recommendation_kind not in kinds:
                reason = f"Brakuje rekomendacji rodzaju „{part.get_recommendation_kind_display()}”."
                url = reverse("opinions:recommendation_new", args=[opinion.pk, part.recommendation_kind])
                yield reason, situation.writers, url, "Dodaj rekomendację"


@condition("brak narzędzia WRZOS")
def tool_not_cited(situation):
    """The footnote to Tabela 1 speaks of opinions; product 1 is none. What WRZOS accepted is not asked again."""
    opinion = situation.opinion
    if opinion is None or situation.product.kind != FinalProduct.Kind.OPINION or situation.is_tool_cited:
        return
    reason = "Nie powołano wyniku żadnego narzędzia ewaluacyjnego WRZOS, a wymaga tego przypis do Tabeli 1."
    if opinion.status in rules.EDITABLE:
        yield reason, situation.writers, *_where_tools_are_cited(situation, opinion)
    elif opinion.status != S.ACCEPTED:
        later, action = _LATER.get(opinion.status, (IN_THE_NEXT_EDITION, "Otwórz opinię"))
        yield f"{reason} {later}", situation.writers, opinion.get_absolute_url(), action


@condition("brak przyjęcia")
def not_adopted(situation):
    opinion = situation.opinion
    if opinion and opinion.status not in rules.ADOPTED:
        noun = words.noun_of(opinion)
        reason = f"{noun.Nominative} nie {noun.agree('jest przyjęta', 'jest przyjęte')} przez zespół."
        reason = " ".join([reason, *(f"{one}" for one in rules.too_early(opinion))])
        yield reason, situation.writers, opinion.get_absolute_url(), f"Otwórz {noun.accusative}"


@condition("brak przekazania do WRZOS")
def not_handed_over(situation):
    opinion = situation.opinion
    if opinion and opinion.status in rules.ADOPTED - rules.HANDED_OVER:
        noun, is_confirmed = words.noun_of(opinion), opinion.status in rules.CONFIRMED
        how = "czeka na przekazanie do WRZOS" if is_confirmed else "czeka na potwierdzenie i przekazanie do WRZOS"
        owner = "dyrektor" if is_confirmed else f"{situation.writers}: kto przewodniczy"
        yield f"{noun.Nominative} {how}.", owner, opinion.get_absolute_url(), f"Otwórz {noun.accusative}"


@condition("zwrot do poprawy")
def returned(situation):
    opinion = situation.opinion
    if opinion and opinion.status == S.RETURNED:
        noun = words.noun_of(opinion)
        reason = f"WRZOS zwrócił {noun.accusative} do poprawy."
        yield reason, situation.writers, opinion.get_absolute_url(), f"Otwórz {noun.accusative}"


def _where_tools_are_cited(situation, opinion):
    """First a result has to stand in the register; then any part of the text may cite it."""
    if not situation.has_tool_result:
        register = f"{reverse('implementation:register')}?pilotaz={situation.pilot.pk}"
        return register, "Dodaj wynik narzędzia do rejestru"
    if section := next(iter(opinion.sections.all()), None):
        return reverse("opinions:section_cite", args=[opinion.pk, section.pk]), "Powołaj wynik narzędzia"
    return opinion.get_absolute_url(), "Powołaj wynik narzędzia"


def _written(situation):
    """The product's own document and its intermediate opinions, as far as they are begun."""
    return [*([situation.opinion] if situation.opinion else []), *situation.intermediate.values()]


def _of(opinion):
    return f" opinii cząstkowej „{opinion.name}”" if opinion.is_intermediate else ""


def _said_of(step: ImplementationStep, task: Task | None, situation: Situation) -> str:
    how = "jest w toku" if task and task.state == Task.State.IN_WORK else "nie jest wykonany"
    late = task and task.due_on and task.due_on < situation.today
    until = f" Termin minął {day_in_words(task.due_on)}" if late else ""
    return f"Krok {step.rank} {how}: „{_short(step)}”.{until}"


def _short(step: ImplementationStep) -> str:
    text = " ".join(step.text.split()).rstrip(".,")
    return text if len(text) <= _SHORT else text[:_SHORT].rsplit(" ", 1)[0] + "…"


def _holder(step: ImplementationStep, task: Task | None) -> str:
    held = [str(holder.person) for holder in task.holders.all()] if task else []
    return ", ".join(held) or step.get_actor_display()


def _on_the_board(situation: Situation) -> str:
    return f"{reverse('opinions:board')}#produkt-{situation.pilot.pk}-{situation.product.code}"


def _task_url(situation: Situation, step: ImplementationStep) -> str:
    return reverse("implementation:task", args=[situation.pilot.pk, step.pk])
