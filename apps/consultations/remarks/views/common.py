from functools import wraps

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from apps.consultations import rules as document_rules
from apps.consultations.models import DocumentVersion
from apps.core.errors import DomainError

from .. import reading, rules

TOGETHER = ("document__pilot__centre", "consultation")


def of_version(view):
    """The view gets the version; one that is in work, or of another centre, has no remarks and does not exist here."""

    @wraps(view)
    def found(request, pk, n, **kwargs):
        seen = DocumentVersion.objects.visible_to(request.user).exclude(status=DocumentVersion.Status.DRAFT)
        seen = seen.select_related(*TOGETHER).defer("body")
        version = get_object_or_404(seen, document=pk, number=n, consultation__isnull=False)
        return view(request, version, **kwargs)

    return found


def for_writers(view):
    """For who writes the document; others who read the remarks are told who does."""

    @wraps(view)
    @of_version
    def written(request, version, **kwargs):
        if not document_rules.may_write(request.user, version.document):
            return refuse(request, version, rules.ANSWERERS)
        return view(request, version, **kwargs)

    return written


def remark_or_404(request, version, remark_pk):
    """Drafts of others, and what may not be read yet, do not exist."""
    visible = reading.with_answers(rules.visible_remarks(request.user, version))
    remark = get_object_or_404(visible, pk=remark_pk)
    remark.of_version, remark.document = version, version.document
    return remark


def to_remarks(version, place=""):
    return redirect(address(version, "remarks") + place)


def address(version, name, *more):
    return reverse(f"consultations:{name}", args=[version.document_id, version.number, *more])


def is_script(request):
    """Sent by static/js/remark-draft.js, which reads JSON."""
    return request.accepts("application/json") and not request.accepts("text/html")


def refuse(request, version, reason):
    if is_script(request):
        return JsonResponse({"refused": str(reason)}, status=409)
    messages.error(request, str(reason))
    return to_remarks(version)


def attempt(request, version, done, action, *args):
    """Act and say what was done, or why not; then back to the remarks."""
    try:
        action(*args, by=request.user)
    except DomainError as refusal:
        return refuse(request, version, refusal)
    messages.success(request, done)
    return to_remarks(version)
