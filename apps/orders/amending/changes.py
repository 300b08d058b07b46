"""What an amending order does to the units of another. Labels of added units are computed, never typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from apps.orders.text import Node, from_json, to_json

Path = tuple[tuple[str, str], ...]  # (("paragraf", "2"), ("punkt", "4"), ("litera", "b")); () is the order itself


@dataclass(frozen=True)
class Reword:
    """These consecutive units of one level get new wording, unit by unit."""

    op: ClassVar[str] = "reword"
    paths: tuple[Path, ...]
    units: tuple[Node, ...]

    def to_json(self) -> dict[str, Any]:
        return {"op": self.op, "paths": _said(self.paths), "units": to_json(self.units)}


@dataclass(frozen=True)
class Add:
    """New units in `parent`: after the unit of label `after`, or at the end when it is empty."""

    op: ClassVar[str] = "add"
    parent: Path
    after: str
    units: tuple[Node, ...]

    def to_json(self) -> dict[str, Any]:
        return {"op": self.op, "parent": _path_said(self.parent), "after": self.after, "units": to_json(self.units)}


@dataclass(frozen=True)
class Repeal:
    """These consecutive units of one level are repealed."""

    op: ClassVar[str] = "repeal"
    paths: tuple[Path, ...]

    def to_json(self) -> dict[str, Any]:
        return {"op": self.op, "paths": _said(self.paths)}


@dataclass(frozen=True)
class ReplaceWords:
    """In the unit's own words: `old` gives way to `new`; an empty `new` deletes."""

    op: ClassVar[str] = "replace_words"
    path: Path
    old: str
    new: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"op": self.op, "path": _path_said(self.path), "old": self.old, "new": self.new}


@dataclass(frozen=True)
class AddWords:
    """In the unit's own words: `new` stands after `after`."""

    op: ClassVar[str] = "add_words"
    path: Path
    after: str
    new: str

    def to_json(self) -> dict[str, Any]:
        return {"op": self.op, "path": _path_said(self.path), "after": self.after, "new": self.new}


Change = Reword | Add | Repeal | ReplaceWords | AddWords

_READ: dict[str, Callable[[dict[str, Any]], Change]] = {
    "reword": lambda data: Reword(_paths(data["paths"]), from_json(data["units"])),
    "add": lambda data: Add(_path(data["parent"]), data["after"], from_json(data["units"])),
    "repeal": lambda data: Repeal(_paths(data["paths"])),
    "replace_words": lambda data: ReplaceWords(_path(data["path"]), data["old"], data["new"]),
    "add_words": lambda data: AddWords(_path(data["path"]), data["after"], data["new"]),
}


def change_from_json(data: dict[str, Any]) -> Change:
    """Reads what `to_json` said; other keys (as „provision”) are left alone."""
    return _READ[data["op"]](data)


def _path_said(path: Path) -> list[list[str]]:
    return [list(step) for step in path]


def _said(paths: tuple[Path, ...]) -> list[list[list[str]]]:
    return [_path_said(path) for path in paths]


def _path(data: list[list[str]]) -> Path:
    return tuple((kind, label) for kind, label in data)


def _paths(data: list[list[list[str]]]) -> tuple[Path, ...]:
    return tuple(_path(path) for path in data)
