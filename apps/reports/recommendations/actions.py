"""Everything that writes themes: reviewers merge recommendations by hand, and take them apart again."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from apps.accounts.models import User
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError, StaleVersion
from apps.opinions.models import HandedRecommendation
from apps.reports.models import Theme, ThemeSource

from .carrying import sources_of
from .rules import is_reviewer

REFUSAL = "Rekomendacje łączą recenzenci WRZOS."
TAKEN = "Ta rekomendacja należy już do innego tematu: {}. Najpierw ją stamtąd wyłącz."
CHANGED = "W międzyczasie ktoś zmienił ten temat. Porównaj obie wersje i zapisz jeszcze raz."
Chosen = Iterable[tuple[HandedRecommendation, str, str]]  # with its stance and a note


@deed
def merge(fields: dict[str, Any], chosen: Chosen, *, by: User) -> Theme:
    """Make a theme of recommendations. `fields`: kind, title, body, legal_act, article."""
    _refuse_others(by)
    theme = Theme.objects.create(made_by=by, made_at=clock.now(), **fields)
    numbers = _add(theme, chosen, by)
    audit.record("theme.merged", theme, by=by, sources=numbers)
    return theme


@deed
def add_sources(theme: Theme, chosen: Chosen, *, by: User) -> Theme:
    """Add recommendations to a theme that is there."""
    _refuse_others(by)
    theme = Theme.objects.select_for_update().get(pk=theme.pk)
    numbers = _add(theme, chosen, by)
    audit.record("theme.sources_added", theme, by=by, sources=numbers)
    return theme


@deed
def change_theme(theme: Theme, fields: dict[str, Any], version: int, *, by: User) -> Theme:
    """Change the words of a theme that nobody has changed meanwhile (else StaleVersion)."""
    _refuse_others(by)
    if not Theme.objects.filter(pk=theme.pk, version=version).update(**fields, version=F("version") + 1):
        now = Theme.objects.filter(pk=theme.pk).first()
        if now is None:
            raise DomainError("Ten temat został w międzyczasie rozwiązany.")
        raise StaleVersion(CHANGED, version=now.version)
    theme.refresh_from_db()
    audit.record("theme.changed", theme, by=by)
    return theme


@deed
def take_stance(source: ThemeSource, stance: str, note: str, *, by: User) -> ThemeSource:
    """Say whether a source supports its theme or says the contrary, and how it differs."""
    _refuse_others(by)
    source.stance, source.note = ThemeSource.Stance(stance), note.strip()[:500]
    source.save(update_fields=["stance", "note"])
    audit.record("theme.stance_taken", source.theme, by=by, source=source.recommendation_id, stance=stance)
    return source


@deed
def remove_source(source: ThemeSource, *, by: User) -> None:
    """Take a recommendation out of its theme; it stays in the register."""
    _refuse_others(by)
    audit.record("theme.source_removed", source.theme, by=by, source=source.recommendation_id)
    source.delete()


@deed
def dissolve(theme: Theme, *, by: User) -> None:
    """Take a theme apart; its recommendations stay in the register, each on its own."""
    _refuse_others(by)
    sources = list(theme.sources.values_list("recommendation", flat=True))
    audit.record("theme.dissolved", theme, by=by, title=theme.title, sources=sources)
    theme.sources.all().delete()
    theme.delete()


def _add(theme: Theme, chosen: Chosen, by: User) -> list[int]:
    chosen = list(chosen)
    if not chosen:
        raise DomainError("Wybierz co najmniej jedną rekomendację.")
    numbers = [said.pk for said, _, _ in chosen]
    own = ThemeSource.objects.filter(recommendation__in=numbers).select_related("theme").first()
    carried = sources_of([said for said, _, _ in chosen])
    if taken := own or next((carried[number] for number in numbers if number in carried), None):
        raise DomainError(TAKEN.format(f"„{taken.theme}”"))
    added = {"added_by": by, "added_at": clock.now()}
    sources = [
        ThemeSource(
            theme=theme, recommendation=said, stance=ThemeSource.Stance(stance), note=note.strip()[:500], **added
        )
        for said, stance, note in chosen
    ]
    try:
        with transaction.atomic():
            ThemeSource.objects.bulk_create(sources)
    except IntegrityError as refusal:  # somebody else merged one of them at this very moment
        raise DomainError(TAKEN.format("właśnie go utworzono")) from refusal
    return numbers


def _refuse_others(by: User) -> None:
    if not is_reviewer(by):
        raise DomainError(REFUSAL)
