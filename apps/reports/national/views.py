from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from apps.core import clock
from apps.jobs.views import asked
from apps.reports.recommendations.reading import products
from apps.reports.recommendations.views import for_reviewers

from . import making, reading
from .reading import Scope


@require_safe
@for_reviewers
def reports(request):
    """What may be made, and how much there is of each product."""
    return render(request, "reports/national/choose.html", {"rows": reading.by_product(Scope("", clock.now()))})


@require_POST
@for_reviewers
def make(request):
    product = request.POST.get("produkt", "")
    if product and product not in products():
        raise Http404
    kind = making.XLSX if request.POST.get("jako") == "xlsx" else making.PDF
    return asked(request, kind, making.title_of(product, kind), {"product": product})
