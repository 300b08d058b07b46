from functools import wraps

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from apps.accounts.doors import attempted, refused
from apps.consultations import rules as document_rules
from apps.consultations.models import DocumentVersion

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


def refuse(request, version, reason):
    return refused(request, reason, address(version, "remarks"))


def attempt(request, version, done, action, *args):
    """Act and say what was done, or why not; then back to the remarks."""
    return attempted(request, address(version, "remarks"), done, action, *args)
