"""What can be made in the background. Rooms above register their kinds when the program starts; this room knows none
of them by name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from apps.accounts.models import User
from apps.core.errors import DomainError

UNKNOWN = "Tego zestawienia program już nie robi. Poproś o nie jeszcze raz ze strony, na której jest do wyboru."


@dataclass(frozen=True)
class Made:
    """What the file is called and what it is; its bytes went through `write` on the way."""

    file_name: str
    media_type: str


@dataclass(frozen=True)
class Kind:
    """`make(job, progress, write)` returns Made; `may(user, job)` is asked when somebody asks for it, before it is
    made and again at each download. It reads no rows: a list asks it about each of its jobs."""

    key: str
    make: Callable[[Any, Any, Any], Made]
    may: Callable[[User, Any], bool]


KINDS: dict[str, Kind] = {}


def job(key: str, *, may: Callable[[User, Any], bool]) -> Callable:
    """Register a function as the maker of this kind:

    @job("library", may=may_read)
    def library(job: Job, progress: Progress, write: Result) -> Made:
        for n, one in enumerate(rows, start=1):
            write(…)                                  # bytes; or give `write` to ZipFile, XlsxWriter: it is a file
            progress(n, len(rows), "opinia 2a")
        return Made("Biblioteka.zip", "application/zip")
    """

    def registered(make: Callable[[Any, Any, Any], Made]) -> Callable[[Any, Any, Any], Made]:
        KINDS[key] = Kind(key, make, may)
        return make

    return registered


def kind_of(key: str) -> Kind:
    """Raises DomainError for a kind that no room knows any more."""
    if key not in KINDS:
        raise DomainError(UNKNOWN)
    return KINDS[key]
