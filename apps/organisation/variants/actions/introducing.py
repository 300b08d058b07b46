"""A proposed structure becomes the centre's own from a day, with the people who change posts: all of it, or nothing.
Kadry hand it over, the director introduces it, and takes it back whole while its day has not come."""

from datetime import date

from apps.accounts.models import User
from apps.core import audit, clock
from apps.core.deeds import deed

from ...actions.laying import _locked, _require, _waited_for
from ...models import Variant
from ...workflow import VARIANT
from .. import notifications, reading
from .carrying import _carried_out, _taken_back

CHANGED = "Wariant albo struktura zmieniły się, odkąd ta strona została otwarta. Przeczytaj zmiany jeszcze raz."


@deed
def submit_variant(variant: Variant, day: date, basis: str, shown: str, *, by: User) -> Variant:
    """Hand the variant over to the director, to be introduced from this day. `basis`: the act that introduces the
    Regulamin, or nothing; `shown`: the fingerprint of the changes that were read. Refused while somebody would lose a
    post without a word of where they go."""
    _locked(variant.centre, by)
    variant, step = _at("submit", variant, by)
    _readable(variant, day, shown)
    variant.planned_on, variant.basis, variant.returned_note = day, basis, ""
    variant.submitted_by, variant.submitted_at = by, clock.now()
    _moved(variant, step, "planned_on", "basis", "returned_note", "submitted_by", "submitted_at")
    notifications.tell_director(variant)
    audit.record("variant.submitted", variant, by=by, day=day, basis=basis)
    return variant


@deed
def take_back_variant(variant: Variant, *, by: User) -> Variant:
    """Kadry go on with what the director has not decided yet."""
    _locked(variant.centre, by)
    variant, step = _at("take_back", variant, by)
    _moved(variant, step)
    audit.record("variant.taken_back", variant, by=by)
    return variant


@deed
def return_variant(variant: Variant, note: str, *, by: User) -> Variant:
    """The director wants it otherwise; kadry get a letter with the note."""
    _waited_for(variant.centre)
    variant, step = _at("return", variant, by)
    variant.returned_note = note
    _moved(variant, step, "returned_note")
    notifications.tell_keeper(variant, "zwrócił do poprawy wariant struktury")
    audit.record("variant.returned", variant, by=by, note=note)
    return variant


@deed
def introduce_variant(variant: Variant, shown: str, *, by: User) -> Variant:
    """From the day it was handed over for the structure is as in the variant, and people are where it puts them.
    `shown`: the fingerprint of the changes that were read. Refused when later days have changes of their own."""
    _waited_for(variant.centre)
    variant, step = _at("introduce", variant, by)
    since = variant.planned_on
    beside = _readable(variant, since, shown)
    variant.laid = _carried_out(beside, since, by)
    variant.introduced_on, variant.closed_by, variant.closed_at = since, by, clock.now()
    _moved(variant, step, "introduced_on", "closed_by", "closed_at", "laid")
    notifications.tell_keeper(variant, "wprowadził strukturę według wariantu")
    said = [one.words for one in [*beside.changes, *beside.moves]]
    audit.record("variant.introduced", variant, by=by, since=since, basis=variant.basis, changes=said)
    return variant


@deed
def withdraw_variant(variant: Variant, why: str, *, by: User) -> Variant:
    """The structure will not begin after all: everything is as if it had not been introduced, and the variant is in
    work again. Only before its day, and only while nobody changed the units and positions it wrote. What came back
    bears `kept`: names of people who stay as was written of them since."""
    _waited_for(variant.centre)
    variant, step = _at("withdraw", variant, by)
    variant.kept = _taken_back(variant.laid, by)
    since, variant.introduced_on, variant.laid = variant.introduced_on, None, {}
    variant.closed_by, variant.closed_at, variant.returned_note = None, None, why
    _moved(variant, step, "introduced_on", "laid", "closed_by", "closed_at", "returned_note")
    notifications.tell_keeper(variant, "wycofał wprowadzenie struktury według wariantu")
    audit.record("variant.withdrawn", variant, by=by, since=since, note=why, kept=variant.kept)
    return variant


def _at(name, variant, by):
    """The variant as it is now, whoever else decides about it waiting, and the step from there."""
    found = Variant.objects.select_for_update(of=["self"]).select_related("centre", "submitted_by")
    variant = found.get(pk=variant.pk)
    return variant, VARIANT.check(name, by, variant)


def _moved(variant, step, *fields):
    variant.status = step.target
    variant.version += 1
    variant.save(update_fields=["status", "version", *fields])


def _readable(variant: Variant, day: date, shown: str) -> reading.Beside:
    """What changes on the day, if that is what was read and nothing stands in its way."""
    beside = reading.beside(variant, day)
    _require(beside.fingerprint == shown, CHANGED)
    _require(not (reasons := reading.obstacles(beside)), " ".join(reasons))
    left = [f"{seat.person} („{seat.position.name}”)" for seat in beside.homeless]
    _require(
        not left,
        f"Na stanowiskach, których nie ma w wariancie, są zatrudnieni: {', '.join(left)}. "
        "Najpierw wskaż, na jakie stanowisko każda z tych osób przejdzie.",
    )
    return beside
