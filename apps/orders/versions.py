"""The version number of what is typed into, as forms carry it."""

from django.http import QueryDict


def version_of(data: QueryDict) -> int:
    """The version that was typed on; 0 when it is none."""
    version = data.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else 0
