from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from apps.accounts.models import Centre, User
from apps.accounts.rules import may_change_centre
from apps.core import audit
from apps.core.deeds import deed
from apps.core.errors import DomainError

from ..models import CentreNotice


@deed
def announce(centre: Centre, data: Mapping[str, Any], *, by: User) -> CentreNotice:
    """Say, or say anew, what the centre tells about the program: `data` has every field of the notice."""
    if not may_change_centre(by, centre):
        raise DomainError("Informacje o programie ogłasza administrator ośrodka.")
    Centre.objects.select_for_update().get(pk=centre.pk)
    notice = CentreNotice.objects.filter(centre=centre).first() or CentreNotice(centre=centre)
    changed = {name: [_said(getattr(notice, name)), _said(value)] for name, value in data.items()}
    for name, value in data.items():
        setattr(notice, name, value)
    try:
        notice.full_clean()
    except ValidationError as mistakes:
        raise DomainError(" ".join(mistakes.messages))
    notice.save()
    differs = {name: pair for name, pair in changed.items() if pair[0] != pair[1]}
    audit.record("notice.announced", notice, by=by, centre=centre, **differs)
    return notice


def _said(value: Any) -> str:
    return "" if value is None else str(value)
