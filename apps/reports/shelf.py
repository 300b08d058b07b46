"""What stands around the rows of the library: choices for the filters, chips of what is chosen, pilots of a centre."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest

from apps.accounts.models import User
from apps.core.filters import Choice
from apps.opinions.models import HandOver

from . import reading

READ = {
    "centre": F("opinion__pilot__centre"),
    "centre_name": F("opinion__pilot__centre__short_name"),
    "version": F("opinion__product__version__number"),
    "rank": F("opinion__product__rank"),
    "code": F("opinion__product__code"),
    "product": F("opinion__product__short_name"),
    "element_rank": F("opinion__product__element__rank"),
    "element": F("opinion__product__element__name"),
}


def shelf(request: HttpRequest, filters: reading.Filters) -> dict[str, Any]:
    """Choices come only from what this person may read, so that they betray nothing else."""
    choices = _choices(request.user, filters)
    return {
        "filters": filters,
        "choices": choices if request.user.is_wrzos else choices[1:],
        "is_empty": not choices[0].options,
        "chips": [
            {"label": f"{choice.label}: {choice.words}", "without": _without(request, choice.name)}
            for choice in choices
            if choice.chosen
        ],
        "pilots": reading.pilots_of(request.user).filter(centre=filters.centre) if filters.centre else [],
        "query": request.GET.urlencode(),
    }


def _choices(user: User, filters: reading.Filters) -> list[Choice]:
    read = list(HandOver.objects.visible_to(user).order_by("opinion__pilot__centre__short_name").values(**READ))
    by_element, by_product = _newest_of_each(read, "element_rank"), _newest_of_each(read, "code")
    centres = {str(row["centre"]): row["centre_name"] for row in read}
    elements = {str(row["element_rank"]): f"{row['element_rank']}. {row['element']}" for row in by_element}
    products = {row["code"]: f"{row['code']}. {row['product']}" for row in by_product}
    return [
        Choice("Ośrodek", "osrodek", "wszystkie", centres, filters.centre),
        Choice("Element modelu", "element", "wszystkie", elements, filters.element),
        Choice("Produkt", "produkt", "wszystkie", products, filters.product),
    ]


def _newest_of_each(rows, key):
    """Several versions of Tabela 1 may name the same product: the newest wording stands for all."""
    newest = {row[key]: row for row in sorted(rows, key=lambda row: row["version"])}
    return sorted(newest.values(), key=lambda row: row["rank"])


def _without(request, name):
    rest = request.GET.copy()
    for gone in (name, "strona"):
        rest.pop(gone, None)
    return f"{request.path}?{rest.urlencode()}" if rest else request.path
