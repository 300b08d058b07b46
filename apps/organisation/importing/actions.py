"""A list of employees: kept while it is looked at, written when it is confirmed."""

from apps.accounts.actions import add_person
from apps.accounts.models import Centre, Person, User
from apps.core import audit, clock
from apps.core.deeds import deed, draft_saving

from ..actions.laying import _lay, _locked, _require, _settled
from ..models import EmployeeImport, Employment, Position
from . import checking, effects, sheets


@draft_saving
def send_list(centre: Centre, content: bytes, file_name: str, *, by: User) -> EmployeeImport:
    """Read the file and keep what it says. Earlier lists of the same person that were not confirmed are dropped."""
    _locked(centre, by)
    said = checking.as_said(sheets.read(content))
    EmployeeImport.objects.filter(centre=centre, sent_by=by, confirmed_at=None).delete()
    return EmployeeImport.objects.create(
        centre=centre, file_name=file_name[-200:], rows=said, sent_at=clock.now(), sent_by=by
    )


@deed
def confirm_list(sent: EmployeeImport, *, by: User) -> EmployeeImport:
    """Write every row, or none: new people and employments. Rows that are written already change nothing.
    What came back bears `said`: what was written, in words."""
    _locked(sent.centre, by)
    sent = EmployeeImport.objects.select_for_update().get(pk=sent.pk)
    _require(sent.confirmed_at is None, "Ta lista jest już zatwierdzona.")
    lines = checking.checked(sent.centre, sent.rows)
    _require(not any(line.mistakes for line in lines), "Na liście są wiersze do poprawienia. Nic nie zapisano.")
    people: dict[str, Person] = {}
    written = [line for line in lines if not line.is_known]
    said = effects.summary(lines)
    for line in written:
        person = people.setdefault(line.key, line.person or _added(sent.centre, line, people, by))
        of = {"position": Position.objects.get(pk=line.position_id), "person": person}
        _lay(Employment, of, {"fte": line.fte}, line.since, line.until, by)
    _settled()
    sent.confirmed_at, sent.rows = clock.now(), []
    sent.save(update_fields=["confirmed_at", "rows"])
    audit.record("employees.imported", sent, by=by, rows=len(lines), written=len(written))
    sent.said = said
    return sent


def _added(centre: Centre, line: checking.Line, people: dict[str, Person], by: User) -> Person:
    if line.key in people:
        return people[line.key]
    data = {
        "first_name": line.cells["Imię"],
        "last_name": line.cells["Nazwisko"],
        "gender": line.gender,
        "job_title": line.cells["Stanowisko"],
        "email": line.cells["Adres e-mail"],
    }
    return add_person(centre, data, by=by)
