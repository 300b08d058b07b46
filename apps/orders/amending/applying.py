"""Changes applied to a tree: labels stay, what is repealed leaves its mark."""

from apps.orders.text import Node

from .changes import Change


def apply(tree: tuple[Node, ...], changes: tuple[Change, ...]) -> tuple[Node, ...]:
    """The labelled tree after the changes. Raises DomainError when they are impossible, double or overlapping."""
    raise NotImplementedError
