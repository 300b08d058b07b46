"""Saving what people type, so that a lost race loses no text."""

from collections.abc import Callable
from typing import Any

from django.db import models, transaction

from apps.accounts.models import User
from apps.core import clock
from apps.core.deeds import part_of_a_deed, text_saving
from apps.core.errors import DomainError, StaleVersion

from . import rich
from .models import TextRevision


@text_saving
def save_text(
    obj: models.Model,
    field: str,
    body: str,
    version: int,
    *,
    by: User,
    guard: Callable[[], Any] | None = None,
) -> int:
    """Save one rich text if nobody saved a newer one since `version`; return the version that stands now."""
    return save_if_unchanged(obj, {field: rich.clean(body)}, version, by=by, guard=guard)


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
    outcome = _saved_or_refused(instance, values, expected_version, by, guard)
    if isinstance(outcome, DomainError):
        raise outcome
    return outcome


@part_of_a_deed
def keep_revision(obj: models.Model, field: str, body: str, version: int | None, *, by: User) -> TextRevision:
    """Keep one wording; `version` None: a text that did not become the current one."""
    return TextRevision.objects.create(
        object_type=obj._meta.label_lower,
        object_id=obj.pk,
        field=field,
        version=version,
        body=body,
        saved_by=by,
        saved_at=clock.now(),
    )


def _saved_or_refused(instance, values, expected_version, by, guard) -> int | DomainError:
    with transaction.atomic(durable=True):
        try:
            with transaction.atomic():
                if guard:
                    guard()
                return _save(instance, values, expected_version, by)
        except DomainError as refusal:
            _keep(instance, values, None, by)
            return refusal


def _save(instance, values, expected_version, by) -> int:
    current = type(instance)._default_manager.select_for_update().filter(pk=instance.pk).first()
    if current is None:
        raise DomainError("Ten fragment został w międzyczasie usunięty. Twój tekst jest w historii zmian.")
    changed = {name: value for name, value in values.items() if getattr(current, name) != value}
    if not changed:
        return current.version
    if current.version != expected_version:
        raise _stale(current, changed)
    new = {"version": expected_version + 1, "edited_by": by, "edited_at": clock.now()}
    type(instance)._default_manager.filter(pk=instance.pk, version=expected_version).update(**changed, **new)
    for name, value in (changed | new).items():
        setattr(instance, name, value)
    _keep(instance, changed, instance.version, by)
    return instance.version


def _keep(instance, values, version, by):
    for name, value in values.items():
        if isinstance(value, str):
            keep_revision(instance, name, value, version, by=by)


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
