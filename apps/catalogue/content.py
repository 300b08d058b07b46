"""Tabela 1 as plain data: the shape of fixtures/catalogue/*.json, of a copy and of a comparison."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .models import CatalogueVersion, FinalProduct, ImplementationStep, RecommendationKind, RequiredPart

VERSION_FIELDS = ("number", "label", "title", "footnote")
PRODUCT_FIELDS = ("code", "short_name", "kind", "closes_after_pilot", "name")
STEP_FIELDS = ("actor", "after_pilot", "intermediate_title", "introduced_by", "text")
PART_FIELDS = ("kind", "of_step", "title", "hint", "good_example", "weak_example", "recommendation_kind")

WORDS = {
    "label": "oznaczenie",
    "title": "tytuł",
    "footnote": "przypis",
    "short_name": "nazwa skrócona",
    "kind": "rodzaj",
    "closes_after_pilot": "zamykany po pilotażu",
    "name": "brzmienie",
    "actor": "kto działa",
    "after_pilot": "po zakończeniu pilotażu",
    "text": "brzmienie",
    "hint": "podpowiedź",
    "good_example": "dobry przykład",
    "weak_example": "słaby przykład",
    "of_step": "część opinii cząstkowej kroku",
    "intermediate_title": "opinia cząstkowa",
    "introduced_by": "wprowadzany zarządzeniem",
    "recommendation_kind": "rodzaj rekomendacji",
}
KEYS = dict(
    FinalProduct.Kind.choices
    + RequiredPart.Kind.choices
    + ImplementationStep.Actor.choices
    + RecommendationKind.choices
    + [(True, "tak"), (False, "nie")]
)


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


def content_hash(version: CatalogueVersion) -> str:
    """SHA-256 of everything the version says."""
    return hashlib.sha256(json.dumps(content(version), ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Where two versions of the same shape differ: `where` in Polish, `before`, `after`."""
    before, after = dict(_said(old)), dict(_said(new))
    places = [*after, *(place for place in before if place not in after)]
    return [
        {"where": place, "before": before.get(place, ""), "after": after.get(place, "")}
        for place in places
        if before.get(place) != after.get(place)
    ]


def is_loaded(data: Mapping[str, Any]) -> bool:
    """Whether this very wording is stored and published."""
    version = CatalogueVersion.objects.exclude(published_at=None).filter(number=data["number"]).first()
    return version is not None and content(version) == data


def _said(data):
    for name in ("label", "title", "footnote"):
        yield WORDS[name], data[name]
    for rank, element in enumerate(data["elements"], start=1):
        yield f"element {rank}", element["name"]
        for product in element["products"]:
            yield from _said_of_product(f"produkt {product['code']}", product)


def _said_of_product(place, product):
    for name in PRODUCT_FIELDS[1:]:
        yield f"{place}, {WORDS[name]}", _in_words(name, product[name])
    for noun, rows in (("krok", product["steps"]), ("część", product["parts"])):
        for rank, row in enumerate(rows, start=1):
            for name, value in row.items():
                yield f"{place}, {noun} {rank}, {WORDS[name]}", _in_words(name, value)


def _in_words(name, value):
    is_key = name in ("kind", "actor", "recommendation_kind") or isinstance(value, bool)
    return KEYS.get(value, "") if is_key else value


def _product(product):
    return _fields(product, PRODUCT_FIELDS) | {
        "steps": [_fields(step, STEP_FIELDS) for step in product.steps.all()],
        "parts": [_fields(part, PART_FIELDS) for part in product.parts.all()],
    }


def _fields(row, names):
    return {name: getattr(row, name) for name in names}
