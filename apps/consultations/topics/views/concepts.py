from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.doors import done
from apps.consultations.workflow import CONCEPT
from apps.core import rescue
from apps.core.errors import DomainError
from apps.texts.rich import printable

from .. import actions, moves, reading, rules
from ..forms import ReturnForm, SeenForm, TakeForm
from .common import context_of, for_step, of_concept, of_topic, refuse, to


@require_safe
@of_concept
def concept(request, concept):
    user, answers = request.user, reading.answers_of(concept)
    context = context_of(
        concept,
        text=reading.readable(user, concept, answers),
        move=moves.move_of_concept(user, concept),
        steps={step.name: step for step in CONCEPT.allowed(user, concept)},
        can_write=not rules.may_not_work(user, concept),
        answers=answers,
        events=reading.story_of(concept.topic, [concept]),
    )
    shows_files = rules.reads_drafts(user, concept) or concept.status in rules.HANDED
    context["files"] = reading.attachments_of(concept) if shows_files else []
    return render(request, "consultations/concept/show.html", context)


@require_POST
@of_topic
def concept_begin(request, topic, team_pk):
    line = next((one for one in reading.shown(topic).lines if one.team.pk == team_pk), None)
    if line is None:
        raise Http404
    if line.concept is not None:
        return to("write", line.concept)
    try:
        made = actions.begin_concept(topic, line.team, by=request.user)
    except DomainError as refusal:
        return refuse(request, topic, refusal)
    made.topic = topic
    return to("write", made)


@for_step("hand_over")
def concept_hand_over(request, concept):
    """The team reads once more what the expert will get."""
    form = SeenForm(request.POST or None, initial={"seen": concept.version})
    if done(request, form, lambda data: actions.hand_over(concept, data["seen"], by=request.user)):
        messages.success(request, "Przekazano koncepcję ekspertowi. Dostanie wiadomość.")
        return redirect(concept)
    context = context_of(concept, form=SeenForm(initial={"seen": concept.version}), refused=form.non_field_errors())
    context |= {"text": printable(concept.body), "files": reading.attachments_of(concept)}
    return render(request, "consultations/concept/hand_over.html", context)


@for_step("return")
def concept_return(request, concept):
    form = ReturnForm(rescue.typed(request), initial={"seen": concept.version})
    if done(request, form, lambda data: _answer(request, concept, "return", data)):
        messages.success(request, "Zwrócono koncepcję do uzupełnienia. Zespół dostanie wiadomość.")
        return redirect(concept)
    return render(request, "consultations/concept/return.html", context_of(concept, form=form))


@for_step("take")
def concept_take(request, concept):
    form = TakeForm(rescue.typed(request), initial={"seen": concept.version})
    if done(request, form, lambda data: _answer(request, concept, "take", data)):
        messages.success(request, "Przyjęto koncepcję. Zespół dostanie wiadomość.")
        return redirect(concept)
    return render(request, "consultations/concept/take.html", context_of(concept, form=form))


def _answer(request, concept, name, data):
    return actions.answer_concept(concept, name, data["note"], data["seen"], by=request.user)
