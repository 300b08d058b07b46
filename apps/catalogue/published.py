"""Published versions of Tabela 1, kept in memory: every page of a pilot reads them, and not a word of them changes, for
the database refuses it (0002_published_is_final)."""

from .models import FinalProduct

# By version. The owner of the tables alone may still add to what is published: tests, which do, take it out of here.
kept: dict[int, dict[int, FinalProduct]] = {}


def products_of(version: int) -> dict[int, FinalProduct]:
    """By key, in their order: products of the version with that key, each with its element, version, steps and parts.
    Requests share those of a published version, so they are only read. A version in work is read anew each time."""
    if version in kept:
        return kept[version]
    together = FinalProduct.objects.select_related("element", "version").prefetch_related("steps", "parts")
    products = {product.pk: product for product in together.filter(version=version)}
    if any(product.version.published_at for product in products.values()):
        kept[version] = products
    return products
