"""Drafts of remarks, their submission and withdrawal."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from apps.accounts.models import User
from apps.consultations import units
from apps.consultations.models import DocumentVersion, Remark
from apps.core import audit, clock
from apps.core.deeds import deed, draft_saving, text_saving
from apps.core.errors import DomainError
from apps.documents.typeface import named, unprintable
from apps.teams.models import Team
from apps.texts import rich
from apps.texts.actions import save_if_unchanged

from .. import rules
from ..locking import GONE, locked, locked_remark

TEXTS = {
    "quote": "Przytoczone brzmienie",
    "body": "Treść uwagi",
    "proposed_wording": "Proponowane brzmienie",
    "justification": "Uzasadnienie",
}
EMPTY = "Wpisz treść uwagi."


@draft_saving
def begin_remark(version: DocumentVersion, said: dict[str, str], *, by: User, team: Team | None = None) -> Remark:
    """A new draft of one's own for `team` (needed when one sits in several of those asked). `said`: any of TEXTS,
    unit_key, unit_label, nature. The same words sent twice are one remark, submitted meanwhile or not."""
    version = locked(version)
    asked = _seat(version, by, team).asked
    words = _words(version, said)
    own = Remark.objects.filter(of_version=version, author=by.person_id, withdrawn_at=None)
    if twin := own.filter(team=asked.team_id, **words).order_by("-submitted_at").first():  # drafts first
        return twin
    return Remark.objects.create(
        document=version.document,
        of_version=version,
        team=asked.team,
        author=by.person,
        author_name=str(by.person),
        edited_by=by,
        edited_at=clock.now(),
        **words,
    )


@text_saving
def save_remark(remark: Remark, said: dict[str, str], version: int, *, by: User) -> Remark:
    """Change the words of one's own draft typed over `version`, until it is submitted."""
    words = _words(remark.of_version, said)
    save_if_unchanged(remark, words, version, by=by, guard=lambda: _own_draft(remark, by))
    return remark


@draft_saving
def discard_remark(remark: Remark, *, by: User) -> None:
    """Throw one's own draft away."""
    current = locked_remark(remark)
    if not rules.is_author(by, current):
        raise DomainError("Usunąć można tylko własną uwagę.")
    if current.submitted_at:
        raise DomainError(rules.SUBMITTED)
    current.delete()


@deed
def submit_remarks(version: DocumentVersion, remarks: Iterable[Remark], *, by: User) -> list[Remark]:
    """Submit own drafts for good; each gets the next number of its document, in the order of the text."""
    version = locked(version)
    own = Remark.objects.select_for_update().filter(of_version=version, author=by.person_id, submitted_at=None)
    chosen = list(own.filter(pk__in=[one.pk for one in remarks]).order_by("place", "pk"))
    if not chosen:
        raise DomainError("Nie ma czego złożyć: uwagi są już złożone albo usunięte.")
    powers = rules.Powers(by, version)
    open_teams = {seat.asked.team_id for seat in powers.open_seats}
    if any(one.team_id not in open_teams for one in chosen):
        raise DomainError(rules.LATE if powers.own_seats else rules.WRITERS)
    last = Remark.objects.filter(document=version.document_id).aggregate(last=Max("number"))["last"] or 0
    for number, one in enumerate(chosen, start=last + 1):
        _check(one)
        one.number, one.submitted_at = number, clock.now()
        one.save(update_fields=["number", "submitted_at"])
    audit.record("remarks.submitted", version, by=by, numbers=[one.number for one in chosen])
    return chosen


@deed
def withdraw_remark(remark: Remark, *, by: User) -> Remark:
    """The author takes an undecided remark back; its words and number stay. Those merged into it stand alone again."""
    current = locked_remark(remark)
    if refusal := rules.why_not_withdraw(by, current):
        raise DomainError(refusal)
    alone = {"merged_into": None, "merged_by": None, "merged_at": None}
    freed = [one.number for one in current.merged.all()]
    current.merged.update(**alone)
    current.withdrawn_at = clock.now()
    for name, value in alone.items():
        setattr(current, name, value)
    current.save(update_fields=["withdrawn_at", *alone])
    audit.record("remark.withdrawn", current, by=by, number=current.number, freed=freed)
    return current


def _seat(version: DocumentVersion, by: User, team: Team | None) -> rules.Seat:
    powers = rules.Powers(by, version)
    if not powers.own_seats:
        raise DomainError(rules.WRITERS)
    if not powers.open_seats:
        raise DomainError(rules.LATE)
    chosen = [seat for seat in powers.open_seats if team is None or seat.asked.team_id == team.pk]
    if not chosen:
        raise DomainError("Wybierz zespół, w którym pracujesz i który jeszcze zgłasza uwagi.")
    return chosen[0]


def _own_draft(remark: Remark, by: User) -> None:
    current = locked_remark(remark)
    if not rules.is_author(by, current):
        raise DomainError(GONE)
    if current.submitted_at:
        raise DomainError(rules.SUBMITTED)
    if current.team_id not in {seat.asked.team_id for seat in rules.Powers(by, current.of_version).open_seats}:
        raise DomainError(rules.LATE)


def _words(version: DocumentVersion, said: dict[str, str]) -> dict[str, Any]:
    words = {name: rich.tidy(said.get(name, "")).strip() for name in TEXTS}
    key, label = said.get("unit_key", ""), " ".join(said.get("unit_label", "").split())
    unit = units.find(version.units, key) if key else None
    if unit is None or (label and units.natural(label) != units.natural(unit.label)):
        unit = units.named(version.units, label)
    key, label = (unit.key, unit.label) if unit else ("", label)
    nature = said.get("nature") or Remark.Nature.SUBSTANCE
    place = units.place(version.units, key, label)[:300]
    return words | {"unit_key": key, "unit_label": label[:200], "place": place, "nature": nature}


def _check(remark: Remark) -> None:
    if not remark.body.strip():
        raise DomainError(f"{EMPTY} ({remark.unit_name}).")
    for name, label in TEXTS.items():
        if missing := unprintable(getattr(remark, name)):
            raise DomainError(f"W polu „{label}” są znaki, których nie da się wydrukować: {named(missing)}.")
