"""Public: what anybody may read without log-in. The same for everybody, so that any cache may keep it."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from apps.accounts.models import Centre
from apps.core import clock
from apps.documents.http import pdf_response
from apps.orders import pdf
from apps.orders.relations import standing_on

from .. import open_data, reading
from ..models import Publication
from ..offer import said_so

ON_A_PAGE = 25
A_MINUTE = 60  # so that what was withdrawn is soon gone everywhere


def public(view):
    """Without log-in, read only, kept by caches for a moment."""
    return login_not_required(require_safe(cache_control(public=True, max_age=A_MINUTE)(view)))


@public
def orders(request, slug):
    centre = _centre(slug)
    year, sought = _asked(request)
    found = reading.public_orders(centre, year=year, sought=sought)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("strona"))
    context = {
        "centre": centre,
        "page": page,
        "rows": reading.with_standing(page.object_list),
        "years": reading.years(centre),
        "year": year,
        "sought": sought,
    }
    return render(request, "publication/bip/orders.html", context)


@public
def orders_json(request, slug):
    centre = _centre(slug)
    year, sought = _asked(request)
    rows = reading.with_standing(reading.public_orders(centre, year=year, sought=sought).defer("text"))
    return _json(open_data.listed(centre, rows))


@public
def order(request, slug, pk):
    return _order_page(request, _publication(slug, pk))


@public
def order_json(request, slug, pk):
    return _json(open_data.whole(_publication(slug, pk)))


@public
def order_pdf(request, slug, pk):
    it = _publication(slug, pk)
    if it.taken_back:
        return _order_page(request, it, status=410)
    return pdf_response(request, it.document, f"Zarządzenie nr {it.document.number}")


@public
def log(request, slug):
    centre = _centre(slug)
    page = Paginator(reading.history_of_centre(centre), ON_A_PAGE).get_page(request.GET.get("strona"))
    return render(request, "publication/bip/log.html", {"centre": centre, "page": page})


@public
def log_json(request, slug):
    centre = _centre(slug)
    return _json(open_data.log(centre, reading.history_of_centre(centre)))


def _centre(slug):
    """A centre that has made nothing public does not exist here."""
    return get_object_or_404(Centre, slug=slug, pk__in=Publication.objects.values("centre"))


def _publication(slug, pk):
    found = Publication.objects.filter(centre__slug=slug, issued_order__order=pk).current().with_order()
    if (it := found.select_related("document__blob").defer("document__blob__content").first()) is None:
        raise Http404
    return it


def _asked(request):
    year = request.GET.get("rok", "")
    return int(year) if year.isdecimal() and len(year) == 4 else None, request.GET.get("szukaj", "").strip()[:100]


def _order_page(request, it, status=200):
    context = {
        "it": it,
        "centre": it.centre,
        "order": it.issued_order,
        "today": clock.today(),
        "standing": standing_on(it.issued_order, clock.today()),
        "sheet": None if it.taken_back else pdf.issued_sheet(said_so(it.issued_order, it.text)),
        "related": reading.related(it.issued_order),
        "events": reading.history_of(it.issued_order),
    }
    return render(request, "publication/bip/order.html", context, status=status)


def _json(data):
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
