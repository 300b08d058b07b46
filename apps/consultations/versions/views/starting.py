from django.contrib import messages
from django.shortcuts import redirect, render

from apps.accounts.doors import done
from apps.consultations.models import DocumentVersion
from apps.core import rescue
from apps.core.errors import DomainError
from apps.core.numbers import number_in
from apps.documents.uploads import was_too_big

from .. import actions, reading, rules
from ..forms import LeftForm, UploadForm
from .common import address, context_of, for_writers, of_document
from .writing import left_text

TEXT, EARLIER = "tekst", "wersja"


@of_document
def version_new(request, document):
    """A file, an empty text, or the words of an earlier version."""
    refusal = rules.why_not_begin(request.user, document)
    if refusal and "body" in request.POST:
        return left_text(request, document, refusal)
    if refusal == rules.IN_WORK:
        messages.info(request, refusal)
        return redirect(document.versions.get(status=DocumentVersion.Status.DRAFT))
    if refusal:
        messages.error(request, refusal)
        return redirect(document)
    if request.method == "POST" and request.POST.get("jak") in (TEXT, EARLIER):
        return _begin_writing(request, document)
    form = _upload_form(request)
    if made := done(request, form, lambda data: _uploaded(request, document, data)):
        return _read(request, *made)
    earlier = [one for one in reading.compared_versions(request.user, document) if one.units]
    return render(request, "consultations/version/new.html", {"document": document, "form": form, "earlier": earlier})


def _begin_writing(request, document):
    number = number_in(request.POST.get("numer", "")) if request.POST["jak"] == EARLIER else None
    previous = document.versions.filter(number=number).first() if number else None
    left = LeftForm(request.POST)
    try:
        version = actions.begin_version(document, previous=previous, by=request.user)
        if left.is_valid() and left.cleaned_data["body"]:
            actions.save_body(version, left.cleaned_data["body"], version.version, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("consultations:version_new", document.pk)
    return redirect(address("version_text", version))


@for_writers
def version_replace(request, version):
    """Another file in place of the one in work."""
    if version.origin != DocumentVersion.Origin.FILE:
        return redirect(address("version_text", version))
    form = _upload_form(request, initial={"change_note": version.change_note})
    if made := done(request, form, lambda data: _uploaded(request, version.document, data)):
        return _read(request, *made)
    return render(request, "consultations/version/replace.html", context_of(version, form=form))


def _upload_form(request, **more):
    return UploadForm(rescue.typed(request), request.FILES or None, too_big=was_too_big(request), **more)


def _uploaded(request, document, data):
    file = data["file"]
    return actions.upload_version(document, file.name, file.read(), change_note=data["change_note"], by=request.user)


def _read(request, version, said):
    """To the version, with what is to be known of the reading."""
    next_to_do = "Sprawdź, jak odczytano jednostki." if version.units else "Jednostki pliku PDF wpisuje się w uwadze."
    messages.success(request, f"Przyjęto plik „{version.file_name}” jako wersję {version.number}. {next_to_do}")
    for one in said:
        messages.warning(request, one)
    return redirect(version)
