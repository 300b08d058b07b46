"""Tabela 1 as plain data: the shape of fixtures/catalogue/*.json, of a copy and of a comparison."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .models import CatalogueVersion

VERSION_FIELDS = ("number", "label", "title", "footnote")
PRODUCT_FIELDS = ("code", "short_name", "kind", "closes_after_pilot", "name")
STEP_FIELDS = ("actor", "after_pilot", "text")
PART_FIELDS = ("kind", "title", "hint", "recommendation_kind")


def read(source: str | Path | Mapping[str, Any]) -> dict[str, Any]:
    """The data itself, or what the JSON file at this path holds."""
    return dict(source) if isinstance(source, Mapping) else json.loads(Path(source).read_text(encoding="utf-8"))


def content(version: CatalogueVersion) -> dict[str, Any]:
    """A stored version in the shape in which it is loaded."""
    elements = version.elements.prefetch_related("products__steps", "products__parts")
    return _fields(version, VERSION_FIELDS) | {
        "elements": [
            {"name": element.name, "products": [_product(product) for product in element.products.all()]}
            for element in elements
        ]
    }


def is_loaded(data: Mapping[str, Any]) -> bool:
    """Whether this very wording is stored and published."""
    version = CatalogueVersion.objects.exclude(published_at=None).filter(number=data["number"]).first()
    return version is not None and content(version) == data


def _product(product):
    return _fields(product, PRODUCT_FIELDS) | {
        "steps": [_fields(step, STEP_FIELDS) for step in product.steps.all()],
        "parts": [_fields(part, PART_FIELDS) for part in product.parts.all()],
    }


def _fields(row, names):
    return {name: getattr(row, name) for name in names}
