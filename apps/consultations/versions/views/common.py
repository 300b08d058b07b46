from functools import wraps

from django.shortcuts import get_object_or_404
from django.urls import reverse

from apps.accounts.doors import door, refused
from apps.consultations.doors import of_document
from apps.consultations.models import DocumentVersion
from apps.consultations.rules import may_see, may_write

from .. import rules


def of_version(view):
    """The view gets the version; one in work exists only for those who write it."""

    @wraps(view)
    @of_document
    def found(request, document, n, **kwargs):
        known = DocumentVersion.objects.select_related("consultation", "edited_by__person", "blob")
        version = get_object_or_404(known.defer("blob__content"), document=document, number=n)
        version.document = document
        door(may_see(request.user, version))
        return view(request, version, **kwargs)

    return found


def for_writers(view):
    """Only for who writes the document, while the version is in work; others read why not."""

    @wraps(view)
    @of_version
    def written(request, version, **kwargs):
        if refusal := rules.why_not_change(request.user, version):
            return refuse(request, version, refusal)
        return view(request, version, **kwargs)

    return written


def refuse(request, version, reason):
    return refused(request, reason, version)


def address(name, version):
    return reverse(f"consultations:{name}", args=[version.document_id, version.number])


def context_of(version, **more):
    """What every page of a version shows."""
    return {"document": version.document, "version": version} | more


__all__ = ["address", "context_of", "for_writers", "may_write", "of_document", "of_version", "refuse"]
