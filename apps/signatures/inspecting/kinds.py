"""What kind of file it is, and who looks at it."""

from collections.abc import Callable

from .said import Reading, Refused

EMPTY = "Ten plik jest pusty."


def inspect(data: bytes, original: bytes, *, is_scan: bool) -> Reading:
    """The reading of the file, also when it is a refusal."""
    try:
        if not data:
            raise Refused(EMPTY)
        return looker(is_scan)(data, original)
    except Refused as refusal:
        return Reading(refusal=str(refusal), hashes=refusal.hashes)


def looker(is_scan: bool) -> Callable[[bytes, bytes], Reading]:
    """Who looks. What reads signatures is imported for half a second, and a scan has none."""
    if is_scan:
        from .scan import inspect
    else:
        from .signed import inspect
    return inspect
