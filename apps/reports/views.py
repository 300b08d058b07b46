from functools import wraps

from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from apps.core.errors import DomainError
from apps.documents.http import pdf_response
from apps.documents.rendering import render_html, render_pdf
from apps.opinions.models import Removal
from apps.opinions.pdf import context_of as opinion_context
from apps.opinions.removing.reading import just_removed, removed_from
from apps.opinions.words import noun_of

from . import archive, pdf, reading
from .leafing import Leafing
from .reviewing import reading as reviewing
from .shelf import shelf

ON_A_PAGE = 12
LONG = "Ten raport jest długi. Przygotuj go w tle przyciskiem na tej stronie i wróć po niego później."
NOTHING_YET = "Ten pilotaż nie przekazał jeszcze żadnego dokumentu, więc nie ma czego zebrać."


def for_readers(view):
    """The library exists for WRZOS and for people of a centre."""

    @wraps(view)
    def kept(request, *args, **kwargs):
        if not request.user.is_wrzos and not request.user.centre_id:
            raise Http404
        return view(request, *args, **kwargs)

    return kept


@require_safe
@for_readers
def library(request):
    filters = reading.Filters.of(request.GET)
    found = filters.narrow(reading.handed_over_to(request.user))
    page = Leafing(found, ON_A_PAGE, most=reading.COUNTED).get_page(request.GET.get("strona"))
    page.object_list = reading.rows(page.object_list)
    return render(request, "reports/library/list.html", {"page": page} | shelf(request, filters))


@require_safe
@for_readers
def library_zip(request):
    found = reading.Filters.of(request.GET).narrow(reading.handed_over_to(request.user))
    found = found.select_related(*reading.WITH_FILE)
    in_order = found.order_by("opinion__pilot__centre__short_name", "opinion__pilot", "opinion__product__rank", "pk")
    return _zip(in_order, "oryginaly")


@require_safe
@for_readers
def handed_over(request, pk):
    one = _one(request.user, pk)
    return render(request, "reports/opinion/read.html", _page_of(request.user, one) | _removed(request, one))


@require_safe
@for_readers
def handed_over_edition(request, pk, edition):
    one = _edition(request.user, pk, edition)
    return render(request, "reports/opinion/read.html", _page_of(request.user, one))


@require_safe
@for_readers
def handed_over_edition_pdf(request, pk, edition):
    one = get_object_or_404(reading.file_of(reading.edition(request.user, pk, edition)))
    return pdf_response(request, one.confirmation.document, archive.name_of(one), inline="zapisz" not in request.GET)


@require_safe
@for_readers
def handed_over_pdf(request, pk):
    one = get_object_or_404(reading.file_of(reading.handed_over_to(request.user)), opinion_id=pk)
    return pdf_response(request, one.confirmation.document, archive.name_of(one), inline="zapisz" not in request.GET)


@require_safe
@for_readers
def pilot(request, pk):
    found = get_object_or_404(reading.pilots_of(request.user), pk=pk)
    handed = {one.opinion.product_id: one for one in reading.of_pilot(found, request.user)}
    products = found.catalogue_version.products.select_related("element")
    rows = [{"product": product, "one": handed.get(product.pk)} for product in products]
    return render(request, "reports/pilot/read.html", {"pilot": found, "rows": rows, "handed": len(handed)})


@require_safe
@for_readers
def centre_report(request, pk):
    found = get_object_or_404(reading.pilots_of(request.user), pk=pk)
    handed = reading.of_pilot(found, request.user)
    try:
        if not handed:
            raise DomainError(NOTHING_YET)
        if pdf.is_long(handed):
            raise DomainError(LONG)
        made = render_pdf(render_html("pdf/centre_report.html", pdf.context_of(found, handed)))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("reports:pilot", pk=found.pk)
    return pdf_response(request, made, pdf.file_name(found))


@require_safe
@for_readers
def pilot_zip(request, pk):
    found = get_object_or_404(reading.pilots_of(request.user), pk=pk)
    handed = reading.of_pilot(found, request.user)
    if not handed:
        messages.error(request, NOTHING_YET)
        return redirect("reports:pilot", pk=found.pk)
    return _zip(handed, f"oryginaly_{archive.plain(found.centre.short_name)}")


def _page_of(user, one):
    """Only what was handed over: the paper of this edition, its review and the other editions."""
    editions = list(reviewing.editions(one)) if one.edition > 1 or reviewing.review_of(one) else []
    return opinion_context(reviewing.as_handed_over(one)) | {
        "one": one,
        "noun": noun_of(one.opinion),
        "events": reading.story(one),
        "state": reviewing.state_of(one),
        "state_said": reviewing.state_in_words(one),
        "is_under_review": user.is_wrzos and reviewing.is_under_review(one),
        "remarks": reviewing.remarks_for(user, one),
        "since": reviewing.since_before(one),
        "editions": editions,
        "newer": editions[0] if editions and editions[0].edition > one.edition else None,
    }


def _removed(request, one):
    """The remark that a reviewer has removed a moment ago; asked for only then."""
    if not (request.user.is_wrzos and "usunieto" in request.GET):
        return {}
    return just_removed(request, removed_from(one.opinion, Removal.Thing.REMARK))


def _edition(user, pk, edition):
    found = reading.edition(user, pk, edition).select_related(*reading.WHOLE)
    return get_object_or_404(found)


def _one(user, pk):
    return get_object_or_404(reading.handed_over_to(user).select_related(*reading.WHOLE), opinion_id=pk)


def _zip(handed, name):
    response = StreamingHttpResponse(archive.stream(handed), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.zip")
    response["Cache-Control"] = "private, no-store"
    return response
