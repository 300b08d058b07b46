"""What HR enters about staffing. Nothing is overwritten: a change is a term, and every past day stays as it was."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from apps.accounts.models import Centre, User
from apps.core import audit
from apps.core.deeds import deed
from apps.core.errors import DomainError

from ..actions.laying import _lay, _locked, _require, _said
from ..actions.structure import SAME, _plain
from ..models import IndicatorTerm, KeyPost, Measure, MeasureTerm, SocialWorkerTerm, Term
from . import reading, rules


@deed
def add_measure(centre: Centre, name: str, *, by: User) -> Measure:
    """Something more that this centre reckons staffing from."""
    _locked(centre, by)
    taken = {one.name.lower() for one in reading.measures_of(centre)}
    _require(name.lower() not in taken, "Ta wielkość jest już na liście.")
    measure = Measure.objects.create(centre=centre, name=name)
    audit.record("measure.added", measure, by=by)
    return measure


@deed
def enter_value(centre: Centre, measure: Measure, data: Mapping[str, Any], since: date, *, by: User) -> MeasureTerm:
    """From this day the measure amounts to this, until the next value already written. `data`: value, source."""
    _locked(centre, by)
    _require(rules.may_use_measure(measure, centre), "Ta wielkość jest z innego ośrodka.")
    term = _laid(MeasureTerm, {"centre": centre, "measure": measure}, data, since, by)
    audit.record("measure.entered", measure, by=by, centre=centre, since=since, **_plain(data))
    return term


@deed
def set_indicator(centre: Centre, post: KeyPost, data: Mapping[str, Any], since: date, *, by: User) -> IndicatorTerm:
    """From this day one full-time equivalent for so many. `data`: measure, per, at_least, source."""
    _locked(centre, by)
    _require(rules.may_use_key_post(post, centre), "To stanowisko kluczowe jest z innego ośrodka.")
    term = _laid(IndicatorTerm, {"centre": centre, "key_post": post}, data, since, by)
    audit.record("indicator.set", post, by=by, centre=centre, since=since, **_plain(data))
    return term


@deed
def end_indicator(centre: Centre, post: KeyPost, since: date, *, by: User) -> KeyPost:
    """From this day the key post has no indicator."""
    _locked(centre, by)
    of = {"centre": centre, "key_post": post}
    held = IndicatorTerm.objects.on(since).filter(**of)
    _require(held.exists(), "W tym dniu to stanowisko nie ma wskaźnika.")
    _lay(IndicatorTerm, of, None, since, None, by)
    audit.record("indicator.ended", post, by=by, centre=centre, since=since)
    return post


@deed
def take_back(term: MeasureTerm | IndicatorTerm, *, by: User) -> Term:
    """This was entered by mistake: its days go back to what was said before it, or to nothing."""
    _locked(term.centre, by)
    model = type(term)
    standing = model.objects.standing().filter(pk=term.pk).first()
    _require(standing is not None, "Ten zapis został już zastąpiony innym.")
    of = {name: getattr(term, name) for name in term.OF}
    before = model.objects.standing().filter(until_on=term.since_on, **of).first()
    _lay(model, of, before and _said(before), before.since_on if before else term.since_on, term.until_on, by)
    audit.record(f"{model._meta.model_name}.taken_back", term, by=by, since=term.since_on)
    return term


@deed
def count_as_social_workers(centre: Centre, posts: Collection[KeyPost], since: date, *, by: User) -> list[KeyPost]:
    """From this day these key posts, and no other, count as pracownicy socjalni in the ratios of the act."""
    _locked(centre, by)
    wanted, now = {post.pk for post in posts}, {post.pk for post in reading.counted_on(centre, since)}
    _require(wanted != now, SAME)
    for post in reading.key_posts_of(centre).filter(pk__in=wanted ^ now):
        _laid(SocialWorkerTerm, {"centre": centre, "key_post": post}, {"counts": post.pk in wanted}, since, by)
    audit.record("social_workers.chosen", centre, by=by, centre=centre, since=since, key_posts=sorted(wanted))
    return list(posts)


def _laid(model: type[Term], of: Mapping[str, Any], said: Mapping[str, Any], since: date, by: User) -> Term:
    """Laid till the end of the term it changes, or till the next one."""
    standing = model.objects.standing().filter(**of)
    covering = standing.on(since).first()
    if covering and _said(covering) == dict(said):
        raise DomainError(SAME)
    return _lay(model, of, said, since, covering.until_on if covering else _next(standing, since), by)


def _next(standing: QuerySet, since: date) -> date | None:
    return standing.filter(since_on__gt=since).order_by("since_on").values_list("since_on", flat=True).first()
