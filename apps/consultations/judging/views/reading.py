from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.documents.http import pdf_response
from apps.documents.rendering import RenderingError, render_html, render_pdf

from ...models import DocumentOpinion
from .. import pdf as document
from .. import reading, words
from .common import about, of_opinion, refuse


@require_safe
@of_opinion
def opinion(request, opinion):
    standing = reading.Standing.of(request.user, opinion)
    shows = reading.may_read_remarks(request.user, opinion)
    context = about(
        opinion,
        gaps=standing.gaps,
        can_edit=opinion.status == DocumentOpinion.Status.WORKING and standing.is_member,
        events=reading.story(standing),
        reasons=reading.votes_with_reasons(standing),
        dissents=len(opinion.adoption.dissents.all()) if opinion.adoption else 0,
        **reading.move_of(standing),
        **document.context_of(opinion, shows_remarks=shows),
    )
    return render(request, "consultations/opinion/show.html", context)


@require_safe
@of_opinion
def pdf(request, opinion):
    if opinion.status == DocumentOpinion.Status.CONFIRMED:
        return pdf_response(request, opinion.adoption.confirmation.document, words.file_name(opinion))
    context = document.context_of(opinion, shows_remarks=reading.may_read_remarks(request.user, opinion))
    try:
        draft = render_pdf(render_html("pdf/document_opinion.html", context))
    except RenderingError as refusal:
        return refuse(request, opinion, refusal)
    return pdf_response(request, draft, words.file_name(opinion))
