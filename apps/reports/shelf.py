"""What stands around the rows of the library: choices for the filters, chips of what is chosen, pilots of a centre."""

from typing import Any

from django.http import HttpRequest

from apps.accounts.models import Centre
from apps.catalogue.models import FinalProduct
from apps.opinions.models import HandOver

from . import reading


def shelf(request: HttpRequest, filters: reading.Filters) -> dict[str, Any]:
    """Choices come only from what this person may read, so that they betray nothing else."""
    mine = HandOver.objects.visible_to(request.user).order_by()
    centres = list(Centre.objects.filter(pk__in=mine.values("opinion__pilot__centre")))
    handed = FinalProduct.objects.filter(pk__in=mine.values("opinion__product")).order_by("version__number")
    rows = list(handed.select_related("element"))
    elements = _newest_of_each((product.element for product in rows), "rank")
    products = _newest_of_each(rows, "code")
    return {
        "filters": filters,
        "centres": centres,
        "elements": elements,
        "products": products,
        "chips": list(_chips(request, filters, centres, elements, products)),
        "pilots": reading.pilots_of(request.user).filter(centre=filters.centre) if filters.centre else [],
        "query": request.GET.urlencode(),
    }


def _newest_of_each(rows, key):
    """Several versions of Tabela 1 may name the same product: the newest wording, the last of these rows, stands for
    all."""
    return sorted({getattr(row, key): row for row in rows}.values(), key=lambda row: row.rank)


def _chips(request, filters, centres, elements, products):
    chosen = [
        ("osrodek", filters.centre, "Ośrodek", {str(centre.pk): str(centre) for centre in centres}),
        ("element", filters.element, "Element modelu", {str(one.rank): one.name for one in elements}),
        ("produkt", filters.product, "Produkt", {one.code: f"{one.code}. {one.short_name}" for one in products}),
    ]
    for name, value, label, words in chosen:
        if value:
            yield {"label": f"{label}: {words.get(value, value)}", "without": _without(request, name)}


def _without(request, name):
    rest = request.GET.copy()
    for gone in (name, "strona"):
        rest.pop(gone, None)
    return f"{request.path}?{rest.urlencode()}" if rest else request.path
