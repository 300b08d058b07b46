"""What a failed request carried, so that an error page can give it back. Passwords are never given back."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.middleware.csrf import get_token

from .forms import is_chosen, label_of

WITHHELD = ("password", "csrf", "haslo")
BOOKKEEPING = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-MIN_NUM_FORMS", "-MAX_NUM_FORMS")


@dataclass(frozen=True)
class Value:
    """One field as it was sent."""

    name: str
    value: str

    @property
    def label(self) -> str:
        return label_of(self.name)

    @property
    def is_said(self) -> bool:
        return bool(self.value.strip()) and not self.name.endswith(BOOKKEEPING)

    @property
    def shown(self) -> bool:
        """Codes of choices and of pressed buttons say nothing to a person; they are only sent again."""
        is_button = self.label == self.name and self.value == "1"
        return self.is_said and not is_chosen(self.name) and not is_button

    @property
    def rows(self) -> int:
        return min(12, self.value.count("\n") + len(self.value) // 70 + 1)


@dataclass(frozen=True)
class Typed:
    """Everything typed into the form; `csrf_token` is empty when it must not be sent again by one button."""

    path: str
    values: list[Value] = field(default_factory=list)
    csrf_token: str = ""
    lost_files: bool = False

    @property
    def shown(self) -> list[Value]:
        return [value for value in self.values if value.shown]


def typed_in(request: HttpRequest) -> Typed | None:
    """What this request had typed in it, or None when there is nothing to give back."""
    if request.method != "POST" or not _came_from_here(request):
        return None
    try:
        sent, files = request.POST, bool(request.FILES)
    except Exception:  # a body that cannot be read holds nothing to give back
        return None
    values = [Value(name, value) for name, given in sent.lists() if not _withheld(name) for value in given]
    if not any(value.is_said for value in values):
        return None
    again = not files and not any(_withheld(name) and "csrf" not in name.lower() for name in sent)
    return Typed(request.get_full_path(), values, get_token(request) if again else "", files)


def _withheld(name: str) -> bool:
    return any(word in name.lower() for word in WITHHELD)


def _came_from_here(request: HttpRequest) -> bool:
    """A form of another site is not given back with a button that would send it in this person's name."""
    origin: Any = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()
