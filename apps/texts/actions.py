"""Saving what people type, so that a lost race loses no text."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from apps.accounts.models import User
from apps.core import clock, pulse
from apps.core.deeds import draft_saving, in_passing, part_of_a_deed, text_saving
from apps.core.errors import DomainError, StaleVersion

from . import rich
from .models import Presence, SettledText, TextRevision, key_of

FORGOTTEN = datetime.timedelta(days=1)  # a presence
KEPT_EVERY = datetime.timedelta(minutes=1)  # of the wordings that a script saves while somebody types


@text_saving
def save_text(
    obj: models.Model,
    field: str,
    body: str,
    version: int,
    *,
    by: User,
    guard: Callable[[], Any] | None = None,
    autosaved: bool = False,
) -> int:
    """Save one rich text if nobody saved a newer one since `version`; return the version that stands now.

    Of what a script saves every other second (`autosaved`) history keeps a wording a minute, besides the last one
    before anybody else's, before a pause and before a save on purpose."""
    return save_texts(obj, {field: rich.clean(body)}, version, by=by, guard=guard, autosaved=autosaved)


@text_saving
def save_texts(
    obj: models.Model,
    values: dict[str, str],
    version: int,
    *,
    by: User,
    guard: Callable[[], Any] | None = None,
    autosaved: bool = False,
) -> int:
    """The same for values that are typed together, cleaned by who calls."""
    return _saved(obj, values, version, by, guard, _keep_now_and_then if autosaved else _keep_with_the_one_before)


@text_saving
def save_if_unchanged(
    instance: models.Model,
    values: dict[str, Any],
    expected_version: int,
    *,
    by: User,
    guard: Callable[[], Any] | None = None,
) -> int:
    """Save all the values if nobody saved a newer version since `expected_version`; return the version that stands.

    `guard` is asked first, inside the transaction: it may lock rows and refuse (DomainError), e.g. since the opinion
    went to a ballot. Whatever is refused is kept as a revision without a version, committed before this raises:
    StaleVersion with both texts, or the guard's own refusal. Must not be called inside another transaction."""
    return _saved(instance, values, expected_version, by, guard, lambda current, new, by: new)


@part_of_a_deed
def keep_revision(
    obj: models.Model, field: str, body: str, version: int | None, *, by: User, base_version: int | None = None
) -> TextRevision:
    """Keep one wording; `version` None: a text that did not become the current one, typed over `base_version`."""
    return TextRevision.objects.create(
        **key_of(obj),
        field=field,
        version=version,
        base_version=base_version,
        body=body,
        saved_by=by,
        saved_at=clock.now(),
    )


@in_passing
def mark_present(obj: models.Model, tab: str, *, by: User) -> None:
    """Note that this person has it open for writing in this tab; what nobody has asked about for a day goes."""
    now = clock.now()
    Presence.objects.of(obj).filter(seen_at__lt=now - FORGOTTEN).delete()
    Presence.objects.bulk_create(
        [Presence(**key_of(obj), user=by, tab=tab, since=now, seen_at=now)],
        update_conflicts=True,
        unique_fields=["object_type", "object_id", "user", "tab"],
        update_fields=["seen_at"],
    )


@in_passing
def mark_absent(obj: models.Model, tab: str, *, by: User) -> None:
    """The tab was closed or left."""
    Presence.objects.of(obj).filter(user=by, tab=tab).delete()


@draft_saving
def settle_text(revision: TextRevision, *, by: User) -> None:
    """The author has used a text that lost a race, or put it aside: it is offered no more. Twice is as good as once."""
    if revision.version is not None or revision.saved_by_id != by.pk:
        raise DomainError("O niezapisanym tekście rozstrzyga jego autor.")
    settled = SettledText(revision=revision, settled_by=by, settled_at=clock.now())
    SettledText.objects.bulk_create([settled], ignore_conflicts=True)


def _saved(instance, values, expected_version, by, guard, worth_keeping) -> int:
    outcome = _saved_or_refused(instance, values, expected_version, by, guard, worth_keeping)
    if isinstance(outcome, DomainError):
        raise outcome
    return outcome


def _saved_or_refused(instance, values, expected_version, by, guard, worth_keeping) -> int | DomainError:
    with transaction.atomic(durable=True):
        try:
            with transaction.atomic():
                if guard:
                    guard()
                outcome = _save(instance, values, expected_version, by, worth_keeping)
        except DomainError as refusal:
            _keep_lost(instance, values, expected_version, by)
            outcome = refusal
        pulse.beat(by, draft=True)
        return outcome


def _save(instance, values, expected_version, by, worth_keeping) -> int:
    current = type(instance)._default_manager.select_for_update().filter(pk=instance.pk).first()
    if current is None:
        raise DomainError("Ten fragment został w międzyczasie usunięty. Twój tekst jest w historii zmian.")
    changed = {name: value for name, value in values.items() if getattr(current, name) != value}
    if not changed:
        worth_keeping(current, {name: getattr(current, name) for name in values}, by)
        return current.version
    if current.version != expected_version:
        raise _stale(current, changed)
    kept = worth_keeping(current, changed, by)
    new = {"version": expected_version + 1, "edited_by": by, "edited_at": clock.now()}
    type(instance)._default_manager.filter(pk=instance.pk, version=expected_version).update(**changed, **new)
    for name, value in (changed | new).items():
        setattr(instance, name, value)
    _keep(instance, kept, instance.version, by)
    return instance.version


def _keep_now_and_then(current, new, by) -> dict[str, Any]:
    """Which of the new wordings of an autosave go to history; the one that stands goes there first when it is somebody
    else's or from before a pause."""
    kept = {}
    for name, value in new.items():
        last = TextRevision.objects.of(current).filter(field=name).first()
        is_other = current.edited_by_id not in (None, by.pk)
        if is_other or (current.edited_at and clock.now() - current.edited_at >= KEPT_EVERY):
            _keep_standing(current, name, last)
        if last is None or last.version is None or last.saved_by_id != by.pk or _is_long_ago(last):
            kept[name] = value
    return kept


def _keep_with_the_one_before(current, new, by) -> dict[str, Any]:
    """Of a save on purpose everything is kept, and the wording that it replaces."""
    for name in new:
        _keep_standing(current, name, TextRevision.objects.of(current).filter(field=name).first())
    return new


def _keep_standing(current, name, last):
    """The wording that stands, unless history has it."""
    standing = getattr(current, name)
    if current.edited_by is None:
        return
    if last and TextRevision.objects.of(current).filter(field=name, version=current.version).exists():
        return
    TextRevision.objects.create(
        **key_of(current),
        field=name,
        version=current.version,
        body=standing,
        saved_by=current.edited_by,
        saved_at=current.edited_at,
    )


def _is_long_ago(revision) -> bool:
    return clock.now() - revision.saved_at >= KEPT_EVERY


def _keep(instance, values, version, by, base_version=None):
    for name, value in values.items():
        if isinstance(value, str):
            keep_revision(instance, name, value, version, by=by, base_version=base_version)


def _keep_lost(instance, values, base_version, by):
    """Sent again word for word it is kept once."""
    for name, value in values.items():
        last = TextRevision.objects.of(instance).filter(field=name).first()
        if not (last and last.version is None and last.saved_by_id == by.pk and last.body == value):
            _keep(instance, {name: value}, None, by, base_version)


def _stale(current, mine) -> StaleVersion:
    theirs = {name: getattr(current, name) for name in mine}
    refusal = StaleVersion(
        "W międzyczasie ktoś inny zapisał ten fragment. Poniżej są oba teksty; żaden nie zginął.",
        mine=_joined(current, mine),
        theirs=_joined(current, theirs),
        version=current.version,
    )
    refusal.fields = {name: (mine[name], theirs[name]) for name in mine}
    return refusal


def _joined(current, values) -> str:
    if len(values) == 1:
        return str(next(iter(values.values())))
    return "\n\n".join(f"{current._meta.get_field(name).verbose_name}: {value}" for name, value in values.items())
