from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.consultations import units
from apps.consultations.models import Answer, Remark
from apps.consultations.workflow import VERSION
from apps.core import rescue
from apps.core.errors import DomainError, StaleVersion
from apps.core.polish import plural
from apps.texts.words import who_saved

from .. import actions, reading, rules
from ..forms import AnswerForm
from .common import address, for_writers, refuse

ON_A_PAGE = 50


@require_safe
@for_writers
def answers(request, version):
    sheet, asked = reading.Sheet(request.user, version), reading.Asked.of(request.GET)
    found = asked.narrow(sheet.open)
    context = {
        "version": version,
        "document": version.document,
        "sheet": sheet,
        "powers": sheet.powers,
        "asked": asked,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("strona")),
        "next": next((line for line in found if line.waits), None),
        "editorial": any(_is_editorial(line) for line in found),
        "choices": reading.choices(sheet, asked),
        "whole": address(version, "answers"),
    }
    return render(request, "consultations/answers/list.html", context)


def _is_editorial(line):
    return line.waits and line.remark.nature == Remark.Nature.WORDING


@require_POST
@for_writers
def answers_accept(request, version):
    """Those marked, or with „wszystkie” all editorial ones that wait and are shown under the filter."""
    lines = reading.Sheet(request.user, version).open
    if "wszystkie" in request.POST:
        chosen = [line.remark for line in reading.Asked.of(request.GET).narrow(lines) if _is_editorial(line)]
    else:
        chosen = [line.remark for line in lines if str(line.remark.pk) in request.POST.getlist("w")]
    try:
        taken = actions.accept_editorial(version, chosen, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        said = plural(len(taken), "uwagę redakcyjną", "uwagi redakcyjne", "uwag redakcyjnych")
        messages.success(request, f"Uwzględniono {len(taken)} {said}.")
    return redirect(_back(request, version))


@for_writers
def answers_hand_over(request, version):
    if request.method != "POST":
        return _hand_over_check(request, version)
    try:
        actions.hand_over_answers(version, by=request.user)
    except DomainError as refusal:
        return refuse(request, version, refusal)
    messages.success(request, "Odpowiedzi są przekazane. Członkowie zespołów dostaną wiadomość.")
    return redirect(address(version, "remarks"))


def _hand_over_check(request, version):
    """What handing the answers over does, before they are handed over."""
    try:
        VERSION.check("answer", request.user, version)
    except DomainError as refusal:
        return refuse(request, version, refusal)
    sheet = reading.Sheet(request.user, version)
    said = Counter(line.answer.get_disposition_display() for line in sheet.open)
    teams = [seat.asked.team for seat in sheet.powers.seats]
    context = {"version": version, "document": version.document, "sheet": sheet, "teams": teams, "said": said.items()}
    return render(request, "consultations/answers/hand_over.html", context)


@for_writers
def answer(request, version, number):
    sheet = reading.Sheet(request.user, version)
    line = next((line for line in sheet.submitted if line.remark.number == number), None)
    if line is None:
        raise Http404
    refusal = rules.why_not_answer(request.user, line.remark, sheet.powers)
    if refusal and (request.method != "POST" or refusal != rules.HANDED):  # late words stay in the form
        return refuse(request, version, refusal)
    form = AnswerForm(rescue.typed(request), initial=_initial(line.answer))
    if request.method == "POST" and form.is_valid():
        return _save(request, sheet, line, form)
    return _page(request, sheet, line, form)


def _initial(answer):
    return {"version": 0} if answer is None else {name: getattr(answer, name) for name in SAID}


SAID = ("disposition", "reason", "version")


def _save(request, sheet, line, form):
    said = form.cleaned_data
    try:
        actions.save_answer(line.remark, said["disposition"], said["reason"], said["version"] or 0, by=request.user)
    except StaleVersion as lost:
        return _lost(request, sheet, line, form, lost)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, sheet, line, form, status=409)
    messages.success(request, f"Zapisano odpowiedź na uwagę nr {line.remark.number}.")
    return redirect(_onwards(request, sheet, line))


def _lost(request, sheet, line, form, lost):
    form.data = form.data.copy()
    form.data["version"] = lost.version
    theirs = Answer.objects.select_related("edited_by__person").get(remark=line.remark)
    form.add_error(None, f"{who_saved('odpowiedź', theirs.edited_by, theirs.edited_at)}. Zapis zastąpi ją Twoją.")
    return _page(request, sheet, line, form, status=409, theirs=theirs)


def _page(request, sheet, line, form, status=200, **more):
    version, asked = sheet.version, reading.Asked.of(request.GET)
    before, after = reading.around(sheet, asked, line)
    context = {
        "version": version,
        "document": version.document,
        "sheet": sheet,
        "line": line,
        "remark": line.remark,
        "unit": units.find(version.units, line.remark.unit_key) if line.remark.unit_key else None,
        "form": form,
        "before": before[-1:],
        "after": after[:1],
        "query": asked.address,
        **more,
    }
    return render(request, "consultations/answers/edit.html", context, status=status)


def _onwards(request, sheet, line):
    """With „dalej” the next one without an answer, in the order of the text, from here and then from the beginning."""
    asked = reading.Asked.of(request.GET)
    before, after = reading.around(sheet, asked, line)
    turned = [one for one in after + before if one.waits]
    if "dalej" not in request.POST or not turned:
        return _back(request, sheet.version)
    found = address(sheet.version, "answer", turned[0].remark.number)
    return f"{found}?{asked.address}" if asked.address else found


def _back(request, version):
    query = reading.Asked.of(request.GET).address
    return address(version, "answers") + (f"?{query}" if query else "")
