"""Who works on which position."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from apps.accounts.actions import add_person, end_work
from apps.accounts.models import Person, User
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.polish import day_in_words

from ..duties.notifications import ask_newcomer
from ..duties.reading import to_acknowledge
from ..models import Employment, Position
from .laying import _lay, _locked, _require, _settled

RESTORE = "Poproś administratora, żeby przywrócił tę osobę w „Osobach”."


@deed
def employ(
    position: Position, person: Person, fte: Decimal, since: date, until: date | None = None, *, by: User
) -> Employment:
    """The person works on the position from this day till another (exclusive; None: until further notice). What was
    written of the same person on the same position for those days is replaced."""
    _locked(position.centre, by)
    return _employed(position, person, fte, since, until, by)


@deed
def hire(
    position: Position,
    data: Mapping[str, Any],
    fte: Decimal,
    since: date,
    until: date | None = None,
    *,
    by: User,
) -> Employment:
    """Somebody new in the centre, on the position from this day. `data`: as for add_person; without a job title the
    person has the name of the position."""
    _locked(position.centre, by)
    person = add_person(position.centre, data | {"job_title": data["job_title"] or str(position)}, by=by)
    return _employed(position, person, fte, since, until, by)


def _employed(
    position: Position, person: Person, fte: Decimal, since: date, until: date | None, by: User
) -> Employment:
    _require(person.centre_id == position.centre_id, "Osoba i stanowisko są z różnych ośrodków.")
    gone = person.left_on is not None and (until is None or until > person.left_on + timedelta(days=1))
    _require(
        not gone, f"{person} nie pracuje już w ośrodku. Poproś administratora, żeby przywrócił tę osobę w „Osobach”."
    )
    made = _lay(Employment, {"position": position, "person": person}, {"fte": fte}, since, until, by)
    _settled()
    if (scope := to_acknowledge(person).filter(position=position).first()) and since <= clock.today():
        ask_newcomer(scope, person)
    audit.record("employment.written", position, by=by, person=person.pk, fte=str(fte), since=since, until=until)
    return made


@deed
def end_employment(position: Position, person: Person, since: date, *, by: User) -> Position:
    """From this day the person works on the position no more; on others and in the centre as before."""
    _locked(position.centre, by)
    held = Employment.objects.standing().filter(position=position, person=person)
    first = held.order_by("since_on").first()
    _require(first is not None, f"{person} nie zajmuje tego stanowiska.")
    _not_before(first.since_on, since)
    _lay(Employment, {"position": position, "person": person}, None, since, None, by)
    audit.record("employment.ended", position, by=by, person=person.pk, since=since)
    return position


def _not_before(first_on: date, since: date) -> None:
    """An employment that has not begun can be taken back, but not by a mistyped day."""
    _require(
        since >= first_on,
        f"Zatrudnienie na tym stanowisku zaczyna się {day_in_words(first_on)} Podaj ostatni dzień nie wcześniejszy, "
        f"a żeby wycofać cały wpis, podaj {day_in_words(first_on - timedelta(days=1))}",
    )


@deed
def record_leaving(person: Person, last_on: date, *, by: User) -> Person:
    """The person worked in the centre until this day: off every position from the next one, without rights at once.
    Nothing is deleted."""
    _locked(person.centre, by)
    _require(by.person_id != person.pk, "Nie można odnotować własnego odejścia. Poproś kogoś innego z kadr.")
    _require(last_on <= clock.today(), "Podaj dzień nie późniejszy niż dzisiejszy – konto i role wygasną od razu.")
    held = Employment.objects.standing().filter(person=person).values_list("position_id", flat=True).distinct()
    for position in Position.objects.filter(pk__in=list(held)):
        _lay(Employment, {"position": position, "person": person}, None, last_on + timedelta(days=1), None, by)
    end_work(person, last_on, by=by)
    audit.record("person.left", person, by=by, last_on=last_on)
    return person
