from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from apps.documents.http import file_name, pdf_response
from apps.documents.rendering import RenderingError, render_html, render_pdf
from apps.jobs.views import asked as asked_for
from apps.teams.models import ExpertDocument

from .. import making, table
from ..making import SHEETS
from ..reading import Asked
from .common import of_version


@require_http_methods(["GET", "HEAD", "POST"])
@of_version
def remarks_table(request, version, what, ending):
    return _file(request, version.document, [version], what, ending, back=version)


@require_http_methods(["GET", "HEAD", "POST"])
def remarks_table_all(request, pk, what, ending):
    """Remarks to all versions that were sent for opinion, one after another."""
    seen = ExpertDocument.objects.visible_to(request.user).select_related("pilot__centre")
    document = get_object_or_404(seen, pk=pk)
    return _file(request, document, making.sent_versions(document), what, ending, back=document)


def _file(request, document, versions, what, ending, back):
    """At once; of a long one a page that offers to make it in the background, and by POST asks for it."""
    if what not in table.TITLES or ending not in ("pdf", "xlsx", "docx"):
        raise Http404
    asked = Asked.of(request.GET)
    made = table.table_of(what, document, versions, request.user, asked)
    if making.is_long(made, ending):
        return _later(request, made, ending, asked, back)
    if ending in SHEETS:
        return _sheet(made, ending)
    try:
        pdf = render_pdf(render_html("pdf/document_remarks.html", table.context_of(made)))
    except RenderingError as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    return pdf_response(request, pdf, table.file_name(made))


def _later(request, made, ending, asked, back):
    if request.method == "POST":
        said, title = making.parameters_of(made, ending, asked), making.title_of(made, ending)
        return asked_for(request, making.KIND, title, said, centre=made.document.pilot.centre)
    context = {"document": made.document, "made": made, "heading": table.TITLES[made.what], "back": back}
    context["ending"] = ending
    return render(request, "consultations/remarks/long.html", context)


def _sheet(made, ending):
    content, media_type = SHEETS[ending](made)
    response = HttpResponse(content, content_type=media_type)
    name = file_name(table.file_name(made), f".{ending}")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
