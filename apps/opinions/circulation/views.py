from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from apps.core import rescue
from apps.core.errors import DomainError
from apps.documents.http import file_name, pdf_response
from apps.documents.rendering import RenderingError, render_html, render_pdf

from .. import actions as opinions
from .. import pdf, words
from ..models import CirculationRemark
from ..unfinished import unfinished
from ..views.common import attempt, for_step, of_opinion, refuse
from . import actions, reading, rules, sheet
from .forms import WHOLE, AnswerForm, CirculateForm, ExtendForm, RemarkForm


@for_step("circulate")
def circulate(request, opinion):
    done = "Tekst jest uzgadniany w zespole. Nadal można go zmieniać."
    return _circulated(request, opinion, opinions.circulate, done)


@of_opinion
def again(request, opinion):
    if not rules.Rights.of(request.user, opinion).may_circulate_again:
        why = "Ponownie uzgadnia członek zespołu, gdy tekst jest uzgadniany, a poprzedni termin na uwagi minął."
        return refuse(request, opinion, why)
    return _circulated(request, opinion, actions.circulate_again, "Zespół może znów zgłaszać uwagi.")


def _circulated(request, opinion, action, done):
    form = CirculateForm(rescue.typed(request))
    if request.method == "POST" and form.is_valid():
        return attempt(request, opinion, action, opinion, working_days=form.cleaned_data["working_days"], done=done)
    again = action == actions.circulate_again
    context = {"opinion": opinion, "noun": words.noun_of(opinion), "form": form, "again": again}
    context["unfinished"] = unfinished(opinion)
    return render(request, "opinions/circulation/open.html", context)


@require_safe
@of_opinion
def remarks(request, opinion):
    circulations = reading.circulations_of(opinion)
    rights = rules.Rights.of(request.user, opinion, circulations)
    rounds = reading.rounds_of(opinion, request.user, circulations, is_member=rights.function is not None)
    context = {
        "opinion": opinion,
        "noun": words.noun_of(opinion),
        "rounds": rounds,
        "unanswered": reading.unanswered_in(rounds),
        "rights": rights,
    }
    return render(request, "opinions/circulation/remarks.html", context)


@of_opinion
def remark_new(request, opinion):
    rights = rules.Rights.of(request.user, opinion)
    is_late_member = request.method == "POST" and rights.function is not None  # the form keeps the words
    if not is_late_member and not rights.may_file:
        return refuse(request, opinion, rules.CLOSED)
    form = RemarkForm(rescue.typed(request), initial={"section": request.GET.get("czesc", WHOLE)}, opinion=opinion)
    if request.method == "POST" and form.is_valid():
        return _file(request, opinion, form)
    return _remark_page(request, opinion, form)


def _remark_page(request, opinion, form, status=200):
    context = {"opinion": opinion, "noun": words.noun_of(opinion), "form": form, **pdf.context_of(opinion)}
    context["circulation"] = rules.open_circulation_of(opinion)
    return render(request, "opinions/circulation/new.html", context, status=status)


def _file(request, opinion, form):
    said = form.cleaned_data
    place = {"section": said["section"], "nature": said["nature"]}
    try:
        remark = actions.file_remark(opinion, said, by=request.user, **place)
    except DomainError as refusal:
        form.add_error(None, str(refusal))  # the words stay in the form
        return _remark_page(request, opinion, form, status=409)
    messages.success(request, f"Uwaga została zgłoszona i ma numer {remark.number}.")
    return redirect("opinions:remarks", opinion.pk)


def _remark(opinion, pk):
    found = CirculationRemark.objects.filter(circulation__opinion=opinion)
    return get_object_or_404(found.select_related("circulation", "author", "section__part", "answered_by"), pk=pk)


@of_opinion
def remark(request, opinion, remark_pk):
    remark = _remark(opinion, remark_pk)
    refusal = rules.why_not_answer(request.user, opinion, remark)
    is_late = request.method == "POST" and refusal == rules.ANSWERED_FOR_GOOD  # the form keeps the words
    if refusal and not is_late:
        return refuse(request, opinion, refusal)
    initial = {"disposition": remark.disposition, "reason": remark.reason, "seen": rules.state_of(remark)}
    form = AnswerForm(rescue.typed(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        return _answer(request, opinion, remark, form)
    return _answer_page(request, opinion, remark, form)


def _answer_page(request, opinion, remark, form, status=200):
    text = reading.texts_of(opinion).get(remark.section_id, "")
    context = {
        "opinion": opinion,
        "remark": remark,
        "place": reading.place_of(remark),
        "is_quote_gone": bool(remark.quote) and not reading.stands(remark.quote, text),
        "form": form,
    }
    return render(request, "opinions/circulation/answer.html", context, status=status)


def _answer(request, opinion, remark, form):
    said = form.cleaned_data
    try:
        actions.answer_remark(remark, said["disposition"], said["reason"], by=request.user, seen=said["seen"])
    except DomainError as refusal:
        remark.refresh_from_db()
        form.data = form.data.copy()
        form.data["seen"] = rules.state_of(remark)  # the words stay, and the newer answer is shown above them
        form.add_error(None, str(refusal))
        return _answer_page(request, opinion, remark, form, status=409)
    messages.success(request, f"Zapisano odpowiedź na uwagę nr {remark.number}.")
    return redirect("opinions:remarks", opinion.pk)


@require_POST
@of_opinion
def remark_withdraw(request, opinion, remark_pk):
    remark = _remark(opinion, remark_pk)
    return attempt(request, opinion, actions.withdraw_remark, remark, done=f"Uwaga nr {remark.number} jest wycofana.")


@of_opinion
def extend(request, opinion):
    rights = rules.Rights.of(request.user, opinion)
    circulation = rights.circulation
    if not rights.may_extend:
        return refuse(request, opinion, "Termin na uwagi przedłuża przewodniczący zespołu, dopóki trwają uzgodnienia.")
    form = ExtendForm(rescue.typed(request), deadline_on=circulation.deadline_on)
    if request.method == "POST" and form.is_valid():
        said, done = form.cleaned_data, "Termin na uwagi został przedłużony."
        return attempt(
            request, opinion, actions.extend_circulation, opinion, said["deadline_on"], said["reason"], done=done
        )
    context = {"opinion": opinion, "form": form, "circulation": circulation}
    return render(request, "opinions/circulation/extend.html", context)


@require_safe
@of_opinion
def table_pdf(request, opinion, circulation_pk):
    circulation, extract = _asked(request, opinion, circulation_pk)
    try:
        made = render_pdf(render_html("pdf/remarks.html", sheet.context_of(circulation, only_not_accepted=extract)))
    except RenderingError as refusal:
        return refuse(request, opinion, refusal)
    return pdf_response(request, made, sheet.file_name(circulation, extract))


@require_safe
@of_opinion
def table_xlsx(request, opinion, circulation_pk):
    circulation, extract = _asked(request, opinion, circulation_pk)
    made = sheet.workbook(circulation, only_not_accepted=extract)
    response = HttpResponse(made, content_type=sheet.MEDIA_TYPE)
    name = file_name(sheet.file_name(circulation, extract), ".xlsx")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _asked(request, opinion, circulation_pk):
    circulation = get_object_or_404(opinion.circulations, pk=circulation_pk)
    circulation.opinion = opinion
    return circulation, request.GET.get("zakres") == "nieuwzglednione"
