"""Who has a text open for writing now. A hidden window may ask only once a minute, so nobody is gone before that."""

import datetime

from django.db.models import Model

from apps.accounts.models import User
from apps.core import clock

from .models import Presence

GONE_AFTER = datetime.timedelta(seconds=90)  # browsers slow a hidden window's clock down to once a minute


def others_here(obj: Model, user: User) -> list[str]:
    """Names of the others, who came first standing first."""
    there = _now(obj).exclude(user=user).select_related("user__person").order_by("since")
    return list(dict.fromkeys(one.user.full_name for one in there))


def other_tabs(obj: Model, user: User, tab: str) -> list[datetime.datetime]:
    """Since when this very person has had it open elsewhere, the earliest first."""
    there = _now(obj).filter(user=user).exclude(tab=tab)
    return list(there.order_by("since").values_list("since", flat=True))


def _now(obj):
    return Presence.objects.of(obj).filter(seen_at__gt=clock.now() - GONE_AFTER)
