"""What was typed into a form, as lists of texts by field: so it is kept, and so it comes back."""

from collections.abc import Iterable
from uuid import UUID

from django.http import QueryDict


def bound_to(typed: dict[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return data


def typed_of(data: QueryDict, fields: Iterable[str]) -> dict[str, list[str]]:
    """Everything typed, word for word; the buttons, the version, the token and strangers are not content. No database
    keeps the character U+0000."""
    fields = set(fields)
    return {name: [v.replace("\0", "") for v in values] for name, values in data.lists() if name in fields}


def form_key(data: QueryDict) -> UUID | None:
    """The key of the sheet that was typed on, if it has one."""
    try:
        return UUID(data.get("key", ""))
    except ValueError:
        return None
