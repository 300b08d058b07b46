"""The only place that writes Tabela 1. A published version never changes: the database refuses it as well."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db.models import Max

from apps.accounts.models import User
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError, StaleVersion

from . import content as plain
from .models import CatalogueVersion, FinalProduct, ImplementationStep, ModelElement, RequiredPart
from .rules import can_keep_catalogue, fingerprint


@deed
def load_catalogue(source: str | Path | Mapping[str, Any], *, by: User | None) -> CatalogueVersion:
    """Lay down a whole version from data or a JSON file and publish it. Loading the same wording again changes
    nothing; another wording under a number already taken is refused."""
    data = plain.read(source)
    _only_keepers(by)
    taken = CatalogueVersion.objects.filter(number=data["number"]).first()
    if taken and not plain.is_loaded(data):
        raise DomainError(f"Wersja {data['number']} Tabeli 1 już istnieje i brzmi inaczej. Nadaj nowej kolejny numer.")
    version = taken or _published(_laid(data), by)
    audit.record("catalogue.loaded", version, by=by, changed=taken is None)
    return version


@deed
def new_version_from(version: CatalogueVersion, *, by: User | None) -> CatalogueVersion:
    """Copy a version as the next one, not yet published, so that its texts can be corrected."""
    _only_keepers(by)
    if draft := CatalogueVersion.objects.filter(published_at=None).first():
        raise DomainError(f"Wersja {draft.number} czeka już na publikację. Najpierw ją popraw i opublikuj.")
    number = CatalogueVersion.objects.aggregate(last=Max("number"))["last"] + 1
    copy = _laid(plain.content(version) | {"number": number})
    audit.record("catalogue.copied", copy, by=by, copied_from=version.number)
    return copy


@deed
def change_row(row: Any, values: Mapping[str, Any], *, seen: str, by: User | None) -> Any:
    """Change texts of one row (version, element, product, step or part) of an unpublished version. `seen` is the
    fingerprint of what the editor had on the page; if the row says something else by now, StaleVersion."""
    _only_keepers(by)
    _unpublished(row if isinstance(row, CatalogueVersion) else _version_of(row))
    row = type(row).objects.select_for_update().get(pk=row.pk)
    before = {name: getattr(row, name) for name in values}
    if fingerprint(row, values) != seen:
        raise _stale(before, values)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    changed = [name for name in values if before[name] != values[name]]
    audit.record("catalogue.changed", row, by=by, before={n: before[n] for n in changed}, changed=changed)
    return row


@deed
def publish_version(version: CatalogueVersion, *, seen: str = "", by: User | None) -> CatalogueVersion:
    """Publish: pilots may carry it out from now on, and not a word of it changes any more. `seen`, where given, is
    the hash of the content that was read before."""
    _only_keepers(by)
    version = _unpublished(version)
    if seen and seen != plain.content_hash(version):
        raise StaleVersion("W międzyczasie ktoś zmienił tę wersję. Przeczytaj zmiany i opublikuj ją ponownie.")
    version = _published(version, by)
    audit.record("catalogue.published", version, by=by)
    return version


def _version_of(row: Any) -> CatalogueVersion:
    """The version to which an element, a product, a step or a part belongs."""
    return row.version if hasattr(row, "version") else row.product.version


def _only_keepers(by):
    if not can_keep_catalogue(by):
        raise DomainError("Tabelę 1 zmienia i publikuje tylko WRZOS.")


def _unpublished(version):
    version = CatalogueVersion.objects.select_for_update().get(pk=version.pk)
    if version.published_at:
        raise DomainError(f"Wersja {version.number} jest opublikowana i nie można jej zmienić. Utwórz kolejną wersję.")
    return version


def _stale(theirs, mine):
    texts = [" · ".join(str(values[name]) for name in theirs) for values in (mine, theirs)]
    return StaleVersion("W międzyczasie ktoś zmienił ten zapis.", mine=texts[0], theirs=texts[1])


def _published(version, by):
    version.published_at, version.published_by = clock.now(), by
    version.save(update_fields=["published_at", "published_by"])
    return version


def _laid(data):
    version = CatalogueVersion.objects.create(**_only(data, plain.VERSION_FIELDS))
    ranks = iter(range(1, 1000))
    for rank, element in enumerate(data["elements"], start=1):
        made = ModelElement.objects.create(version=version, rank=rank, name=element["name"])
        for product in element["products"]:
            _lay_product(made, next(ranks), product)
    return version


def _lay_product(element, rank, data):
    product = FinalProduct.objects.create(
        version=element.version, element=element, rank=rank, **_only(data, plain.PRODUCT_FIELDS)
    )
    for model, fields, rows in [
        (ImplementationStep, plain.STEP_FIELDS, data["steps"]),
        (RequiredPart, plain.PART_FIELDS, data["parts"]),
    ]:
        for place, row in enumerate(rows, start=1):
            model.objects.create(product=product, rank=place, **_only(row, fields))


def _only(data, names):
    return {name: data[name] for name in names}
