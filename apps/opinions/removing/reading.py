"""What was removed and may come back."""

from collections.abc import Iterable

from django.http import HttpRequest

from ..models import Finding, Opinion, Recommendation, Removal

NEWEST = 20


def kind_of(claim: Finding | Recommendation) -> dict[str, str]:
    """The list it stands in."""
    return {"sign": claim.sign} if isinstance(claim, Finding) else {"kind": claim.kind}


def may_come_back(removal: Removal) -> bool:
    """It is not there, and this was the last time it was removed."""
    same = Removal.objects.filter(thing=removal.thing, thing_id=removal.thing_id)
    there = Removal.MODELS[removal.thing].objects.filter(pk=removal.thing_id)
    return not there.exists() and not same.filter(pk__gt=removal.pk).exists()


def removed_from(opinion: Opinion, thing: str, **of: int) -> list[Removal]:
    """What may come back, the newest first. `of`: narrowed further, e.g. to what one person removed."""
    found = opinion.removals.filter(thing=thing, **of).select_related("removed_by")[:NEWEST]
    return _once(found, _there(thing, found))


def _there(thing: str, found: Iterable[Removal]) -> set[int]:
    keys = {one.thing_id for one in found}
    return set(Removal.MODELS[thing].objects.filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()


def _once(found: Iterable[Removal], there: set[int]) -> list[Removal]:
    last: dict[int, Removal] = {}
    for one in found:
        last.setdefault(one.thing_id, one)
    return [one for one in last.values() if one.thing_id not in there]


def just_removed(request: HttpRequest, removed: list[Removal]) -> dict[str, Removal | None]:
    """For the list's page: what this person has removed a moment ago, offered back at once; the address says which."""
    asked = request.GET.get("usunieto", "")
    return {"just_removed": next((one for one in removed if str(one.pk) == asked), None)}
