import datetime

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.doors import done
from apps.core import rescue
from apps.core.errors import DomainError, StaleVersion
from apps.documents import rendering
from apps.documents.http import pdf_response

from .. import actions, pdf, reading, rules
from ..content import content_hash, content_of
from ..forms import AnswerForm, ApproveForm, CirculateForm, RemarkForm
from ..models import Meeting, MinutesRemark
from .common import for_leaders, for_step, form_page, of_meeting, refuse


@require_safe
@of_meeting
def meeting(request, meeting):
    """The plan, or the minutes as they stand, and what can be done with them."""
    context = reading.page_of(meeting, request.user) | reading.parts_of(meeting, request.user)
    if meeting.opened_at:
        context |= pdf.context_of(meeting)
    return render(request, "meetings/meeting/show.html", context)


@require_safe
@of_meeting
def minutes_pdf(request, meeting):
    if not meeting.opened_at:
        return refuse(request, meeting, "Protokół powstaje od otwarcia posiedzenia.")
    name = f"Protokół – {meeting.team} – {meeting.held_on:%d.%m.%Y}"
    if frozen := pdf.frozen(meeting):
        return pdf_response(request, frozen.document, name)
    html = rendering.render_html("pdf/minutes.html", pdf.context_of(meeting))
    return pdf_response(request, rendering.render_pdf(html), f"{name} – wersja robocza")


@for_step("circulate")
def circulate(request, meeting):
    form = CirculateForm(rescue.typed(request))
    act = lambda data: actions.circulate(meeting, datetime.date.fromisoformat(data["until"]), by=request.user)  # noqa: E731
    if done(request, form, act):
        messages.success(request, "Przekazano protokół do uwag. Obecni na posiedzeniu dostali wiadomość.")
        return redirect(meeting)
    lead = "Uwagi mogą zgłaszać członkowie, którzy byli na posiedzeniu."
    return form_page(request, meeting, form, "Protokół do uwag", "Przekaż protokół do uwag", lead=lead)


@of_meeting
def remark_new(request, meeting):
    if not rules.may_remark(request.user, meeting):
        return refuse(request, meeting, NOT_REMARKING)
    form = RemarkForm(rescue.typed(request))
    if done(request, form, lambda data: actions.file_remark(meeting, data["body"], by=request.user)):
        messages.success(request, "Zgłoszono uwagę do protokołu.")
        return redirect(meeting)
    lead = "Uwaga i jej rozpatrzenie zostaną wydrukowane w protokole."
    return form_page(request, meeting, form, "Uwaga do protokołu", "Zgłoś uwagę", lead=lead)


NOT_REMARKING = (
    "Uwagi zgłaszają członkowie zespołu, którzy byli na posiedzeniu: od przekazania protokołu do uwag do jego "
    "zatwierdzenia."
)


@for_leaders({Meeting.Status.REVIEW})
def remark_answer(request, meeting, remark_pk):
    remark = get_object_or_404(MinutesRemark, meeting=meeting, pk=remark_pk)
    form = AnswerForm(rescue.typed(request), remark=remark)
    if done(request, form, lambda data: actions.answer_remark(remark, **data, by=request.user)):
        messages.success(request, "Zapisano rozpatrzenie uwagi.")
        return redirect(meeting)
    lead = f"{remark.person_name}: {remark.body}"
    return form_page(request, meeting, form, "Rozpatrzenie uwagi", "Zapisz rozpatrzenie", lead=lead)


@for_step("approve")
def approve(request, meeting):
    content = content_of(meeting)
    form = ApproveForm(rescue.typed(request), initial={"seen": content_hash(content)})
    if request.method == "POST" and form.is_valid():
        return _approve(request, meeting, form.cleaned_data["seen"])
    context = {"meeting": meeting, "form": form} | pdf.context_of(meeting, content=content)
    return render(request, "meetings/meeting/approve.html", context)


def _approve(request, meeting, seen):
    try:
        minutes = actions.approve(meeting, by=request.user, seen=seen)
    except StaleVersion as changed:
        messages.warning(request, str(changed))
        return redirect("meetings:approve", meeting.pk)
    except DomainError as refusal:
        return refuse(request, meeting, refusal)
    messages.success(request, f"Zatwierdzono protokół nr {minutes.number_text}. Nie można go już zmienić.")
    return redirect(meeting)
