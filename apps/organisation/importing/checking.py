"""What each row of a list means here: whom it names, on which position, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from apps.accounts.models import Centre, Gender, Person
from apps.core.errors import DomainError
from apps.core.forms import typed_day

from ..actions.employment import RESTORE
from ..forms import in_polish, typed_time
from ..models import Employment, PositionTerm, UnitTerm
from . import effects

HEADINGS = [
    "Imię",
    "Nazwisko",
    "Forma w dokumentach",
    "Adres e-mail",
    "Komórka",
    "Stanowisko",
    "Etat",
    "Od dnia",
    "Do dnia",
]
OPTIONAL = {"Adres e-mail", "Do dnia"}
MISTAKE = "Co poprawić"
FORMS = {"kobieta": Gender.FEMININE, "k": Gender.FEMININE, "mężczyzna": Gender.MASCULINE, "m": Gender.MASCULINE}
NEW, KNOWN, SAME = "nowa osoba", "osoba z ośrodka", "bez zmian"


@dataclass
class Line:
    number: int  # in the file, the headings being the first
    cells: dict[str, str]
    mistakes: list[str] = field(default_factory=list)
    person: Person | None = None
    gender: str = ""
    position_id: int | None = None
    fte: Decimal | None = None
    since: date | None = None
    until: date | None = None
    is_known: bool = False  # this very employment is written already
    change: str = ""  # what it changes besides, and
    notes: list[str] = field(default_factory=list)  # what is good to know before it is confirmed (effects.note)

    @property
    def says(self) -> str:
        if self.is_known:
            return SAME
        return KNOWN if self.person else NEW

    @property
    def last_on(self) -> date | None:
        return self.until - timedelta(days=1) if self.until else None

    @property
    def name(self) -> str:
        return f"{self.cells['Imię']} {self.cells['Nazwisko']}"

    @property
    def key(self) -> str:
        """Who it is: two rows of one file may name the same new person twice."""
        if self.person:
            return str(self.person.pk)
        return self.cells["Adres e-mail"].lower() or f"{self.name.lower()}|{self.position_id}"


def to_mend(lines: list[Line]) -> list[list[str]]:
    """Rows as they were sent, in the order of the headings (the database keeps cells in its own), with the mistakes."""
    return [[*(line.cells[heading] for heading in HEADINGS), " ".join(line.mistakes)] for line in lines]


def as_said(rows: list[list[str]]) -> list[dict[str, str]]:
    """Rows by heading, whatever their order in the file; DomainError when a heading is missing."""
    if not rows:
        raise DomainError("W tym pliku nie ma żadnego wiersza.")
    places = {" ".join(cell.lower().split()): place for place, cell in enumerate(rows[0])}
    if missing := [heading for heading in HEADINGS if heading.lower() not in places and heading not in OPTIONAL]:
        raise DomainError(f"W pierwszym wierszu brakuje nagłówków: {', '.join(missing)}.")
    if len(rows) == 1:
        raise DomainError("Pod nagłówkami nie ma żadnego wiersza.")

    def cell(row: list[str], heading: str) -> str:
        place = places.get(heading.lower(), len(row))
        return " ".join(row[place].split()) if place < len(row) else ""

    return [{heading: cell(row, heading) for heading in HEADINGS} for row in rows[1:]]


def checked(centre: Centre, said: list[dict[str, str]]) -> list[Line]:
    """Each row against the centre as it is now; as many queries for a thousand rows as for one."""
    known = _Known(centre)
    lines = [Line(number, cells) for number, cells in enumerate(said, 2)]
    for line in lines:
        _read(line)
        known.find_position(line)
        known.find_person(line)
        known.compare(line)
    _refuse_repeated(lines)
    effects.note(lines, known.employed, known.positions)
    return lines


def _read(line: Line) -> None:
    cells = line.cells
    line.mistakes += [f"Wypełnij: {heading}." for heading in HEADINGS if heading not in OPTIONAL and not cells[heading]]
    line.mistakes += [f"Skróć: {name}." for name in ("Imię", "Nazwisko") if len(cells[name]) > 80]
    line.gender = FORMS.get(cells["Forma w dokumentach"].lower(), "")
    line.fte = typed_time(cells["Etat"]) if cells["Etat"] else None
    line.since, last = typed_day(cells["Od dnia"]), typed_day(cells["Do dnia"])
    line.until = last + timedelta(days=1) if last else None
    wrong = {
        "W kolumnie „Forma w dokumentach” wpisz: kobieta albo mężczyzna.": cells["Forma w dokumentach"]
        and not line.gender,
        "W kolumnie „Etat” wpisz liczbę od 0,01 do 2, np. 1 albo 0,5.": cells["Etat"]
        and not (line.fte and Decimal(0) < line.fte <= 2),
        "W kolumnie „Od dnia” wpisz datę, np. 1.09.2018.": cells["Od dnia"] and not line.since,
        "W kolumnie „Do dnia” wpisz datę, np. 31.12.2018, albo nic.": cells["Do dnia"] and not last,
        "Ostatni dzień jest przed pierwszym.": line.since and last and last < line.since,
        "Adres e-mail jest niepełny.": cells["Adres e-mail"] and not _is_address(cells["Adres e-mail"]),
    }
    line.mistakes += [words for words, holds in wrong.items() if holds]


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _refuse_repeated(lines: list[Line]) -> None:
    first: dict[tuple, Line] = {}
    named: dict[str, Line] = {}
    for line in lines:
        namesake = named.setdefault(line.name.lower(), line)
        if namesake.key != line.key and not (line.person or line.cells["Adres e-mail"]):
            line.mistakes.append(
                f"To samo imię i nazwisko są w wierszu {namesake.number}. Wpisz w obu wierszach adres e-mail."
            )
        earlier = first.setdefault((line.key, line.position_id), line)
        if earlier is not line and line.position_id:
            line.mistakes.append(f"Ta sama osoba i stanowisko są już w wierszu {earlier.number}.")


class _Known:
    """The centre's people, positions and employments, read once."""

    def __init__(self, centre: Centre):
        units = UnitTerm.objects.standing().filter(unit__centre=centre)
        self.units: dict[str, set[int]] = {}
        for term in units:
            for word in filter(None, (term.name.lower(), term.symbol.lower())):
                self.units[word] = self.units.get(word, set()) | {term.unit_id}
        self.positions = list(PositionTerm.objects.standing().filter(position__centre=centre))
        self.people = list(centre.people.all())
        self.employed = list(Employment.objects.standing().filter(position__centre=centre))

    def find_position(self, line: Line) -> None:
        unit, name = line.cells["Komórka"], line.cells["Stanowisko"]
        inside = self.units.get(unit.lower(), set())
        if unit and not inside:
            line.mistakes.append(f"Nie ma komórki „{unit}”. Wpisz jej nazwę albo symbol.")
        if not inside or not name or line.since is None:
            return
        named = [term for term in self.positions if term.unit_id in inside and term.name.lower() == name.lower()]
        there = {term.position_id for term in named if _covers(term, line.since)}
        if not there:
            line.mistakes.append(f"W komórce „{unit}” nie ma w tym dniu stanowiska „{name}”.")
        elif len(there) > 1:
            line.mistakes.append(f"W komórce „{unit}” jest kilka stanowisk „{name}”. Nadaj im różne nazwy.")
        else:
            [line.position_id] = there

    def find_person(self, line: Line) -> None:
        """By the address; without it by the name together with the position. Never by the name alone."""
        address = line.cells["Adres e-mail"].lower()
        found = [person for person in self.people if address and person.email.lower() == address]
        namesakes = [person for person in self.people if str(person).lower() == line.name.lower()]
        if not found and not address:
            here = {one.person_id for one in self.employed if one.position_id == line.position_id}
            found = [person for person in namesakes if person.pk in here]
        if not found and (unsure := [p for p in namesakes if not address or not p.email]):
            line.mistakes.append(
                f"W ośrodku jest już {unsure[0]}. Jeśli to ta sama osoba, wpisz jej adres e-mail w „Osobach” i tutaj."
            )
        if len(found) > 1:
            line.mistakes.append("Ten wiersz pasuje do kilku osób z ośrodka. Popraw ich adresy e-mail w „Osobach”.")
        line.person = found[0] if len(found) == 1 else None
        if line.person and str(line.person).lower() != line.name.lower():
            line.mistakes.append(f"Ten adres e-mail ma w ośrodku {line.person}.")

    def compare(self, line: Line) -> None:
        said = (line.position_id, line.person and line.person.pk, line.fte, line.since, line.until)
        line.is_known = any(
            said == (one.position_id, one.person_id, one.fte, one.since_on, one.until_on) for one in self.employed
        )
        if line.person and line.person.left_on and not line.is_known:
            line.mistakes.append(f"{line.person} nie pracuje już w ośrodku. {RESTORE}")


def _covers(term: PositionTerm, day: date) -> bool:
    return term.since_on <= day and (term.until_on is None or day < term.until_on)


def exported(centre: Centre, day: date | None = None) -> list[list[str]]:
    """Every employment that stands, or that of the day, as a row that this room reads back without a change."""
    units, positions = _words(UnitTerm, "unit", centre), _words(PositionTerm, "position", centre)
    standing = Employment.objects.on(day) if day else Employment.objects.standing()
    found = standing.filter(position__centre=centre).select_related("person")
    return [_row(one, positions, units) for one in found]


def _words(model, key: str, centre: Centre) -> Mapping[int, list]:
    terms: dict[int, list] = {}
    for term in model.objects.standing().filter(**{f"{key}__centre": centre}):
        terms.setdefault(getattr(term, f"{key}_id"), []).append(term)
    return terms


def _row(one: Employment, positions: Mapping[int, list], units: Mapping[int, list]) -> list[str]:
    position = next(term for term in positions[one.position_id] if _covers(term, one.since_on))
    unit = next(term for term in units[position.unit_id] if _covers(term, one.since_on))
    return [
        one.person.first_name,
        one.person.last_name,
        one.person.get_gender_display(),
        one.person.email,
        unit.symbol or unit.name,
        position.name,
        in_polish(one.fte),
        _day(one.since_on),
        _day(one.last_on) if one.until_on else "",
    ]


def _day(day: date) -> str:
    return f"{day.day}.{day.month:02}.{day.year}"
