from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from apps.documents.http import pdf_response
from apps.documents.rendering import render_html, render_pdf
from apps.opinions.models import Opinion
from apps.opinions.words import noun_of

from . import reading


@require_safe
def story(request, pk):
    opinion = _opinion(request.user, pk)
    context = reading.context_of(opinion, reading.story_of(opinion, request.user)) | {"noun": noun_of(opinion)}
    return render(request, "reports/story/show.html", context)


@require_safe
def story_pdf(request, pk):
    opinion = _opinion(request.user, pk)
    context = reading.context_of(opinion, reading.story_of(opinion, request.user))
    made = render_pdf(render_html("pdf/product_story.html", context))
    return pdf_response(
        request, made, f"Historia produktu {opinion.product.code} – {opinion.pilot.centre.short_name}.pdf"
    )


def _opinion(user, pk):
    """A centre follows its own from the beginning; WRZOS what was handed over."""
    together = ("pilot__centre", "product__element", "step", "started_by", "team")
    if user.is_wrzos:
        found = Opinion.objects.filter(hand_over__isnull=False)
    elif user.centre_id:
        found = Opinion.objects.visible_to(user)
    else:
        raise Http404
    return get_object_or_404(found.select_related(*together), pk=pk)
