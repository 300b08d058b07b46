from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from apps.core import rescue
from apps.core.errors import DomainError

from ...models import Citation
from ...views.common import for_writers, refuse
from .. import actions
from ..forms import CiteForm
from ..reading import citable, citations_of, place_of


@for_writers
def section(request, opinion, section_pk):
    row = get_object_or_404(opinion.sections.select_related("part"), pk=section_pk)
    return _cite(request, opinion, f"część „{row.part.title}”", section=row)


@for_writers
def finding(request, opinion, finding_pk):
    row = get_object_or_404(opinion.findings, pk=finding_pk)
    return _cite(request, opinion, row.get_sign_display(), finding=row)


@for_writers
def recommendation(request, opinion, recommendation_pk):
    row = get_object_or_404(opinion.recommendations, pk=recommendation_pk)
    return _cite(request, opinion, "rekomendacja", recommendation=row)


@require_POST
@for_writers
def uncite(request, opinion, citation_pk):
    citation = get_object_or_404(opinion.citations, pk=citation_pk)
    try:
        actions.uncite(citation, by=request.user)
    except DomainError as refusal:
        return refuse(request, opinion, refusal)
    return redirect(request.POST.get("strona") == "dowody" and _page(opinion, citation) or place_of(citation))


def _page(opinion, citation):
    """The page on which the evidence of this one thing is chosen."""
    name = next(name for name in ("section", "finding", "recommendation") if getattr(citation, f"{name}_id"))
    return reverse(f"opinions:{name}_cite", args=[opinion.pk, getattr(citation, f"{name}_id")])


def _cite(request, opinion, name, **supported):
    """`supported`: the one thing that the evidence supports, by the name of its column."""
    cited = citations_of(opinion, **supported)
    form = CiteForm(rescue.typed(request), citable=citable(opinion).exclude(citations__in=cited))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.cite(opinion, form.cleaned_data["evidence"], by=request.user, **supported)
        except DomainError as refusal:
            return refuse(request, opinion, refusal)
        return redirect(place_of(made))
    (row,) = supported.values()
    context = {"opinion": opinion, "name": name, "row": row, "cited": cited, "form": form}
    context["back"] = place_of(Citation(opinion=opinion, **supported))
    return render(request, "opinions/claims/cite.html", context)
