"""A tree as JSON, and the hash of what an order says and does."""

import hashlib
import json
from typing import Any

from .nodes import Node


def to_json(tree: tuple[Node, ...]) -> list[dict[str, Any]]:
    return [_said(node) for node in tree]


def _said(node: Node) -> dict[str, Any]:
    """Only what is there: earlier orders, whose units had fewer fields, keep their hashes."""
    whole = {
        "kind": node.kind,
        "text": node.text,
        "children": to_json(node.children),
        "tail": node.tail,
        "label": node.label,
        "quoted": to_json(node.quoted),
        "repealed": node.repealed,
        "notes": list(node.notes),
        "ahead": node.ahead,
    }
    said = {name: value for name, value in whole.items() if value}
    return said if node.ending is None else said | {"ending": node.ending}


def from_json(data: list[dict[str, Any]]) -> tuple[Node, ...]:
    return tuple(_node(unit) for unit in data)


def _node(unit: dict[str, Any]) -> Node:
    return Node(
        unit["kind"],
        unit.get("text", ""),
        from_json(unit.get("children", [])),
        unit.get("tail", ""),
        label=unit.get("label", ""),
        ending=unit.get("ending"),
        quoted=from_json(unit.get("quoted", [])),
        repealed=unit.get("repealed", False),
        notes=tuple(unit.get("notes", [])),
        ahead=unit.get("ahead", False),
    )


def canonical(data: Any) -> str:
    """The one JSON of these data: sorted, without spaces, so that equal content has equal bytes."""
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def text_hash(text: dict[str, Any], effects: dict[str, Any]) -> str:
    """SHA-256 of what an order says and does."""
    return hashlib.sha256(canonical({"text": text, "effects": effects}).encode()).hexdigest()
