"""Numbers as addresses and buttons say them."""

import re

_NUMBER = re.compile(r"[0-9]{1,18}")


def number_in(text: str) -> int | None:
    """The number said, or None: no digits („²” is one to `isdigit`, not to `int`), or more than a database or `int`
    would take."""
    return int(text) if _NUMBER.fullmatch(text) else None
