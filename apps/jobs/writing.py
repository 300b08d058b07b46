"""What the maker of a job is given: `write`, a file that keeps no more than one part of itself in memory, and
`progress`, which the page shows."""

import hashlib
import time
from io import UnsupportedOperation

from django.db import reset_queries

from . import actions
from .actions import Attempt
from .models import PART

OFTEN = 0.5  # seconds between two reports of the same step


class Result:
    """Bytes go in, parts go to the database. Call it, or give it to whatever writes to a file without seeking."""

    def __init__(self, attempt: Attempt):
        self._attempt, self._waiting, self._hash = attempt, bytearray(), hashlib.sha256()
        self.size = self._parts = 0

    def __call__(self, content: bytes) -> int:
        self._hash.update(content)
        self.size += len(content)
        for piece in _pieces(content):
            self._waiting += piece
            if len(self._waiting) >= PART:
                self._keep(bytes(self._waiting[:PART]))
                del self._waiting[:PART]
        return len(content)

    write = __call__

    def close_up(self) -> str:
        """Keep the rest; the SHA-256 of the whole."""
        if self._waiting:
            self._keep(bytes(self._waiting))
            self._waiting.clear()
        return self._hash.hexdigest()

    def _keep(self, content: bytes) -> None:
        actions.keep_part(self._attempt, self._parts, content, by=None)
        self._parts += 1
        reset_queries()  # with DEBUG each statement would stay in memory

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def flush(self) -> None:
        """Parts are kept when they are full."""

    def tell(self) -> int:
        raise UnsupportedOperation("a result has no places to go back to")


def _pieces(content: bytes):
    view = memoryview(content)
    return (view[start : start + PART] for start in range(0, len(view), PART))


class Progress:
    """progress(3, 7, "produkt 4a"): three of seven are done and this is being made now."""

    def __init__(self, attempt: Attempt):
        self._attempt, self._said, self._when = attempt, None, 0.0

    def __call__(self, done: int, total: int = 0, step: str = "") -> None:
        now = time.monotonic()
        if step == self._said and now - self._when < OFTEN and done < total:
            return
        self._said, self._when = step, now
        actions.report(self._attempt, done, total, step, by=None)
