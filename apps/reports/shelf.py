"""What stands around the rows of the library: choices for the filters, chips of what is chosen, pilots of a centre.
Nothing here reads every row of the library: choices come from centres, pilots and the catalogue."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from apps.accounts.models import Centre, User
from apps.catalogue.models import FinalProduct
from apps.core.filters import Choice
from apps.opinions.models import HandOver, Opinion

from . import reading

MOST_CENTRES = 100  # in one list; more are found by words
NAMED = ("code", "short_name", "rank", "element__rank", "element__name")
STATES = {"do-oceny": "do oceny", "zwrocone": "zwrócone", "ostateczne": "ostateczne"}

# What every visit asks is composed once: that takes as long as the answer.
_HANDED = Opinion.objects.filter(hand_over__isnull=False)
_PRODUCTS = FinalProduct.objects.order_by("version__number", "rank").values(*NAMED)
_HANDED_PRODUCTS = _PRODUCTS.filter(Exists(_HANDED.filter(product=OuterRef("pk"))))
_HANDING = Centre.objects.filter(Exists(HandOver.objects.filter(opinion__pilot__centre=OuterRef("pk"))))
_HANDING = _HANDING.order_by("short_name").values_list("pk", "short_name")
_BEYOND = Centre.objects.order_by()[MOST_CENTRES:]


def shelf(request: HttpRequest, filters: reading.Filters) -> dict[str, Any]:
    """Choices come only from what this person may read, so that they betray nothing else."""
    products = _products(request.user)
    choices = _choices(products, filters)
    centre = _centre_choice(request.user, filters)
    chosen = [choice for choice in [*centre, *choices] if choice.chosen]
    return {
        "filters": filters,
        "choices": [choice for choice in [*centre, *choices] if len(choice.options) > 1 or choice.name != "osrodek"],
        "is_empty": not products,
        "chips": [
            *({"label": f"{one.label}: {one.words}", "without": _without(request, one.name)} for one in chosen),
            *([{"label": f"Słowa: {filters.words}", "without": _without(request, "slowa")}] if filters.words else []),
        ],
        "pilots": reading.pilots_of(request.user).filter(centre=filters.centre) if filters.centre else [],
        "query": request.GET.urlencode(),
    }


def _choices(products: list[dict[str, Any]], filters: reading.Filters) -> list[Choice]:
    elements = {one["element__rank"]: one["element__name"] for one in products}
    return [
        Choice(
            "Element modelu",
            "element",
            "wszystkie",
            {str(rank): f"{rank}. {elements[rank]}" for rank in sorted(elements)},
            filters.element,
        ),
        Choice("Produkt", "produkt", "wszystkie", _by_code(products), filters.product),
        Choice("Stan", "stan", "wszystkie", STATES, filters.state),
    ]


def _by_code(products):
    """Several versions of Tabela 1 may name the same product: the newest wording stands for all."""
    newest = {one["code"]: one for one in products}
    in_order = sorted(newest.values(), key=lambda one: one["rank"])
    return {one["code"]: f"{one['code']}. {one['short_name']}" for one in in_order}


def _products(user: User) -> list[dict[str, Any]]:
    """Products of which something was handed over, older versions of Tabela 1 first."""
    if user.is_wrzos:
        return list(_HANDED_PRODUCTS.all())
    mine = _HANDED.filter(pilot__centre=user.centre_id).values("product")
    return list(_PRODUCTS.filter(pk__in=mine))


def _centre_choice(user: User, filters: reading.Filters) -> list[Choice]:
    """WRZOS chooses a centre from a list while there are few; among many it looks for one by words, and the chosen one
    stands here alone."""
    if not user.is_wrzos:
        return []
    options = {str(pk): name for pk, name in _centres(filters)}
    return [Choice("Ośrodek", "osrodek", "wszystkie", options, filters.centre)]


def _centres(filters):
    if not filters.centre:
        return _HANDING.filter(~Exists(_BEYOND))
    return _HANDING.filter(pk=filters.centre) if _BEYOND.exists() else _HANDING.all()


def _without(request, name):
    rest = request.GET.copy()
    for gone in (name, "strona"):
        rest.pop(gone, None)
    return f"{request.path}?{rest.urlencode()}" if rest else request.path
