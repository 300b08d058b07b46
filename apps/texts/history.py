"""The wordings that a text has had, as people remember them: one entry for a sitting, not for a save."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model

from apps.accounts.models import User

from .merge import adds_nothing
from .models import TextRevision

STANDING = 0  # in place of a revision: the wording that stands now
PAUSE = datetime.timedelta(minutes=30)


@dataclass(frozen=True)
class Sitting:
    """What one person saved without a longer pause and without anybody saving in between. `last` is its last wording;
    `lost`: these texts lost a race and never stood."""

    by: User
    began: datetime.datetime
    ended: datetime.datetime
    last: int  # TextRevision, or STANDING
    lost: bool = False
    stands: bool = False  # its last wording is what stands now


def sittings_of(obj: Model, field: str) -> list[Sitting]:
    """The newest first. Reads no wordings."""
    kept = TextRevision.objects.of(obj).filter(field=field).select_related("saved_by__person").defer("body")
    return sittings([*kept.order_by("pk"), *_standing(obj)], obj.version)


def _standing(obj):
    """What stands now, which history may not have yet: between two kept wordings of an autosave."""
    if obj.edited_by is not None:
        yield TextRevision(pk=STANDING, version=obj.version, saved_by=obj.edited_by, saved_at=obj.edited_at)


def sittings(kept: Iterable[TextRevision], standing: int) -> list[Sitting]:
    """The same of these revisions, the oldest first in; `standing`: the version that stands now."""
    found: list[Sitting] = []
    for revision in kept:
        place = _continued(found, revision)
        one = _sitting(revision, standing, found[place].began if place is not None else revision.saved_at)
        if place is None:
            found.append(one)
        else:
            found[place] = one
    return found[::-1]


def _continued(found, revision) -> int | None:
    """Place of the sitting that this save goes on with. A lost text interrupts nobody's sitting."""
    is_lost = revision.version is None
    alike = [place for place, one in enumerate(found) if one.lost == is_lost]
    if is_lost:
        alike = [place for place in alike if found[place].by.pk == revision.saved_by_id]
    if not alike:
        return None
    last = found[alike[-1]]
    goes_on = last.by.pk == revision.saved_by_id and revision.saved_at - last.ended < PAUSE
    return alike[-1] if goes_on else None


def _sitting(revision, standing, began) -> Sitting:
    is_lost = revision.version is None
    return Sitting(
        revision.saved_by, began, revision.saved_at, revision.pk, is_lost, not is_lost and revision.version == standing
    )


def unused_text_of(user: User, obj: Model, field: str) -> TextRevision | None:
    """The newest text of this person that lost a race, while its author has not decided about it and it says something
    that the text which stands does not."""
    mine = TextRevision.objects.of(obj).filter(field=field, version=None, saved_by=user)
    newest = mine.select_related("settled").first()
    if newest is None or hasattr(newest, "settled") or adds_nothing(newest.body, getattr(obj, field)):
        return None
    return newest


def unused_texts_of(user: User, model: type[Model], field: str) -> list[TextRevision]:
    """The same for all things of one kind: the newest of each, its author not having decided. What of it stands in the
    thing already is not looked at."""
    lost = TextRevision.objects.filter(saved_by=user, version=None, object_type=model._meta.label_lower, field=field)
    newest = lost.order_by("object_id", "-pk").distinct("object_id").select_related("settled")
    return [one for one in newest if not hasattr(one, "settled")]


def base_of(lost: TextRevision) -> str | None:
    """The text from which a lost one was typed, while history holds it."""
    kept = TextRevision.objects.filter(
        object_type=lost.object_type, object_id=lost.object_id, field=lost.field, version=lost.base_version
    )
    return kept.values_list("body", flat=True).first() if lost.base_version else None
