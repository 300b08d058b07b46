"""The text of an order as typed or pasted, and back: plain text ↔ tree of units."""

from .annexes import parse_annex
from .notes import Note
from .parsing import Parsed, parse
from .plain import annex_to_plain, to_plain

__all__ = ["Note", "Parsed", "annex_to_plain", "parse", "parse_annex", "to_plain"]
