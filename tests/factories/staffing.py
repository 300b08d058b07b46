"""What HR enters about staffing, written by the actions themselves."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

from apps.organisation.models import KeyPost, Measure
from apps.organisation.staffing import actions

from .organisation import OF_THE_PROGRAM

SINCE = datetime.date(2018, 1, 1)


def measure(key):
    """The program's own; tests that empty the database empty it too."""
    return Measure.objects.get_or_create(centre=None, key=key, defaults={"name": OF_THE_PROGRAM[key], "rank": 1})[0]


def key_post(name="pracownik socjalny"):
    counts = name == "pracownik socjalny"
    return KeyPost.objects.get_or_create(centre=None, name=name, defaults={"is_social_worker": counts})[0]


def value(centre, key, amount, by, *, since=SINCE, source="GUS"):
    said = {"value": Decimal(amount), "source": source}
    return actions.enter_value(centre, measure(key) if isinstance(key, str) else key, said, since, by=by)


def indicator(centre, post, per, of, by, *, at_least="0", since=SINCE):
    said = {"measure": of, "per": Decimal(per), "at_least": Decimal(at_least), "source": "tabela nr 23"}
    return actions.set_indicator(centre, post, said, since, by=by)


def staffed(centre, hr, post):
    """A measure of the centre's own with a value, and an indicator of its own key post."""
    own = actions.add_measure(centre, "liczba środowisk", by=hr)
    return SimpleNamespace(
        measure=own,
        value=value(centre, own, "400", hr),
        post=post,
        indicator=indicator(centre, post, "40", own, hr),
    )
