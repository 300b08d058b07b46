from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.doors import done, door
from apps.consultations.models import Attachment
from apps.core.errors import DomainError
from apps.core.polish import plural
from apps.documents.http import kept_file_response
from apps.documents.reading import bytes_of
from apps.documents.uploads import was_too_big

from .. import actions, reading
from ..files import given_name
from ..forms import EncloseForm
from .common import context_of, for_writers, of_document, refuse


@for_writers
def concept_enclose(request, concept):
    too_big = was_too_big(request)
    form = EncloseForm(request.POST if request.method == "POST" else None, request.FILES or None, too_big=too_big)
    if made := done(request, form, lambda data: actions.enclose(concept, data["files"], by=request.user)):
        count = len(made)
        messages.success(request, f"Dołączono {count} {plural(count, 'plik', 'pliki', 'plików')}.")
        return redirect(concept)
    context = context_of(concept, form=form, files=reading.attachments_of(concept))
    return render(request, "consultations/concept/enclose.html", context)


@for_writers
def concept_take_out(request, concept, file_pk):
    """Asked once more before: the file is enclosed no longer."""
    file = get_object_or_404(concept.attachments.select_related("concept"), pk=file_pk, removed_at=None)
    if request.method != "POST":
        return render(request, "consultations/concept/take_out.html", context_of(concept, file=file))
    try:
        actions.take_out(file, by=request.user)
    except DomainError as refusal:
        return refuse(request, concept, refusal)
    messages.success(request, f"Usunięto z koncepcji plik „{file.file_name}”.")
    return redirect(concept)


@require_safe
@of_document
def attachment(request, document, file_pk):
    """A file of a concept or of an information, always to be saved and never shown here."""
    found = Attachment.objects.select_related("blob", "concept__topic", "concept__team", "information")
    file = get_object_or_404(found.defer("blob__content"), pk=file_pk)
    of = file.information or file.concept.topic
    door(of.document_id == document.pk and reading.may_download(request.user, file))
    content = bytes_of(file.blob_id, f"„{file.file_name}”")
    return kept_file_response(request, file.blob_id, content, file.blob.media_type, given_name(file))
