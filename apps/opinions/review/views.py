from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.models import Role
from apps.core import rescue
from apps.core.errors import DomainError, StaleVersion
from apps.core.polish import plural
from apps.opinions import words
from apps.opinions.models import Opinion, RemarkAnswer
from apps.opinions.rules import is_team_member
from apps.opinions.views.common import attempt, for_writers, of_opinion, refuse

from . import actions, reading, rules
from .forms import AnswerForm, HandOverForm
from .unchanged import answered_without_a_change

NOTHING_DECIDED = "WRZOS nie rozstrzygnął jeszcze o tym dokumencie."
NOTHING_TO_HAND = "Nie ma potwierdzonego dokumentu, który czekałby na przekazanie."


@require_POST
@of_opinion
def resume(request, opinion):
    edition = opinion.hand_over.edition + 1 if opinion.hand_over_id else 1
    done = f"Zaczęto pracę nad wydaniem {edition}. Zwrócony tekst jest bezpieczny; można go w każdej chwili przeczytać."
    return attempt(request, opinion, actions.resume, opinion, done=done)


@require_safe
@of_opinion
def remarks(request, opinion):
    if (wanted := reading.wanted_of(opinion)) is None:
        return refuse(request, opinion, NOTHING_DECIDED)
    context = {"opinion": opinion, "noun": words.noun_of(opinion), "wanted": wanted}
    context["can_answer"] = wanted.is_return and _is_open_for(request.user, opinion)
    if context["can_answer"]:
        context["unchanged"] = {remark.pk for remark in answered_without_a_change(opinion)}
    return render(request, "opinions/review/remarks.html", context)


@for_writers
def answer(request, opinion, remark_pk):
    remark = get_object_or_404(rules.remarks_to_answer(opinion).select_related("answer"), pk=remark_pk)
    standing = getattr(remark, "answer", None)
    initial = {"version": 0}
    if standing:
        initial = {"disposition": standing.disposition, "body": standing.body, "version": standing.version}
    form = AnswerForm(rescue.typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        return _answer(request, opinion, remark, form)
    return _answer_page(request, opinion, remark, form)


def _answer(request, opinion, remark, form):
    said = form.cleaned_data
    try:
        actions.answer_remark(opinion, remark, said["disposition"], said["body"], said["version"], by=request.user)
    except StaleVersion as lost:
        return _two_answers(request, opinion, remark, said, lost)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _answer_page(request, opinion, remark, form, status=409)
    messages.success(request, f"Zapisano odpowiedź na uwagę nr {remark.number}.")
    return redirect("opinions:review_remarks", opinion.pk)


def _answer_page(request, opinion, remark, form, status=200):
    context = {"opinion": opinion, "noun": words.noun_of(opinion), "remark": remark, "form": form}
    return render(request, "opinions/review/answer.html", context, status=status)


def _two_answers(request, opinion, remark, said, lost):
    """Both answers, and a form that holds mine over theirs; it is saved only on purpose."""
    theirs = RemarkAnswer.objects.select_related("edited_by__person").get(remark=remark)
    form = AnswerForm(initial={name: said[name] for name in ("disposition", "body")} | {"version": lost.version})
    saved = words.who_saved("odpowiedź na tę uwagę", theirs.edited_by, theirs.edited_at)
    context = {"opinion": opinion, "remark": remark, "theirs": theirs, "form": form, "saved": saved}
    return render(request, "opinions/review/two_answers.html", context, status=409)


def _is_open_for(user, opinion):
    return opinion.status in {Opinion.Status.WORKING, Opinion.Status.CIRCULATED} and is_team_member(user, opinion)


def hand_over_set(request):
    if not request.user.centre_id:
        raise Http404
    if not request.user.has_role(Role.DIRECTOR):
        return _back_to_board(request, "Do WRZOS przekazuje dyrektor.")
    if not (confirmed := _confirmed(request.user)):
        return _back_to_board(request, NOTHING_TO_HAND)
    form = HandOverForm(rescue.typed(request), confirmed=confirmed)
    if request.method == "POST" and form.is_valid():
        chosen = [one for one in confirmed if str(one.pk) in form.cleaned_data["opinions"]]
        return _hand_over(request, chosen)
    context = {"form": form, "confirmed": confirmed}
    return render(request, "opinions/review/hand_over_set.html", context)


def _confirmed(user):
    """What waits for the director, in the order of Tabela 1; an intermediate opinion goes with its final product."""
    found = Opinion.objects.visible_to(user).filter(status=Opinion.Status.CONFIRMED, step=None)
    together = ("pilot", "product", "confirmation__document", "adoption", "hand_over")
    return list(found.select_related(*together).order_by("pilot", "product__rank"))


def _hand_over(request, chosen):
    try:
        actions.hand_over_together(chosen, by=request.user)
    except DomainError as refusal:
        messages.error(request, f"Nic nie przekazano. {refusal}")
        return redirect("opinions:hand_over_set")
    n = len(chosen)
    messages.success(request, f"Przekazano do WRZOS {n} {plural(n, 'dokument', 'dokumenty', 'dokumentów')}.")
    return redirect("opinions:board")


def _back_to_board(request, why):
    messages.error(request, why)
    return redirect("opinions:board")
