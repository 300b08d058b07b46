from itertools import count

from django.utils import timezone

from apps.catalogue import published
from apps.catalogue.models import CatalogueVersion, FinalProduct, ModelElement, RequiredPart

_next = count(900)


def catalogue_version(**fields):
    """A published version with one element; add products with `product`."""
    version = CatalogueVersion.objects.create(
        **{
            "number": next(_next),
            "label": "do testów",
            "title": "Tabela",
            "footnote": "*",
            "published_at": timezone.now(),
        }
        | fields
    )
    ModelElement.objects.create(version=version, rank=1, name="cele, wartości i zasady")
    return version


def product(version, code="2a", *, parts=(), **fields):
    """A product; parts are (kind, title) or (kind, title, recommendation_kind)."""
    published.kept.pop(version.pk, None)
    made = FinalProduct.objects.create(
        version=version,
        element=version.elements.first(),
        code=code,
        **{
            "rank": version.products.count() + 1,
            "name": f"Opinia {code}",
            "short_name": f"opinia {code}",
            "kind": "opinion",
            "closes_after_pilot": False,
        }
        | fields,
    )
    for rank, (kind, title, *rest) in enumerate(parts, start=1):
        RequiredPart.objects.create(
            product=made, rank=rank, kind=kind, title=title, recommendation_kind=rest[0] if rest else ""
        )
    return made
