from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from apps.consultations.models import DocumentVersion
from apps.documents.http import file_name, pdf_response
from apps.documents.rendering import RenderingError, render_html, render_pdf
from apps.teams.models import ExpertDocument

from .. import table, xlsx
from ..reading import Asked
from .common import of_version


@require_safe
@of_version
def remarks_table(request, version, what, ending):
    return _file(request, version.document, [version], what, ending, back=version)


@require_safe
def remarks_table_all(request, pk, what, ending):
    """Remarks to all versions that were sent for opinion, one after another."""
    seen = ExpertDocument.objects.visible_to(request.user).select_related("pilot__centre")
    document = get_object_or_404(seen, pk=pk)
    sent = DocumentVersion.objects.filter(document=document, consultation__isnull=False)
    versions = list(sent.defer("body", "units").select_related("consultation").order_by("number"))
    for version in versions:
        version.document = document
    return _file(request, document, versions, what, ending, back=document)


def _file(request, document, versions, what, ending, back):
    if what not in table.TITLES or ending not in ("pdf", "xlsx"):
        raise Http404
    made = table.table_of(what, document, versions, request.user, Asked.of(request.GET))
    if ending == "xlsx":
        return _spreadsheet(made)
    try:
        pdf = render_pdf(render_html("pdf/document_remarks.html", table.context_of(made)))
    except RenderingError as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    return pdf_response(request, pdf, table.file_name(made))


def _spreadsheet(made):
    response = HttpResponse(xlsx.workbook(made), content_type=xlsx.MEDIA_TYPE)
    name = file_name(table.file_name(made), ".xlsx")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
