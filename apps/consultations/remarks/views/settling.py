from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from apps.accounts.doors import done
from apps.consultations import rules as document_rules
from apps.consultations.models import DocumentVersion
from apps.core import rescue

from .. import actions, rules, settled
from ..forms import SettlementsForm
from .common import TOGETHER


def settlements(request, pk, n):
    """Where in this version, perhaps still in work, remarks that were taken in are settled."""
    version = _version(request, pk, n)
    if not rules.Powers(request.user, version).may_settle:
        messages.error(request, f"Wskazuje to ten, kto pisze dokument. {document_rules.WRITERS}")
        return redirect(version)
    rows = settled.rows_of(version)
    form = SettlementsForm(rescue.typed(request), rows=rows)
    said = done(request, form, lambda data: (actions.settle(version, form.places, by=request.user),))
    if said is not None:
        messages.success(request, f"Zapisano, gdzie załatwiono uwagi w wersji {version.number}.")
        return redirect(version)
    lines = [(row, form[f"there_{row.remark.number}"], form[f"unit_{row.remark.number}"]) for row in rows]
    context = {"version": version, "document": version.document, "form": form, "lines": lines}
    return render(request, "consultations/settlements/edit.html", context)


def _version(request, pk, n):
    seen = DocumentVersion.objects.visible_to(request.user).select_related(*TOGETHER).defer("body")
    version = get_object_or_404(seen, document=pk, number=n)
    if not document_rules.may_see(request.user, version):
        raise Http404
    return version
