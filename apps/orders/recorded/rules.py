"""Orders issued before the program: who may enter them, under which number, and how far the counter goes with them."""

import datetime
import re

from apps.accounts.models import Centre, User
from apps.core.polish import day_in_words
from apps.orders.models import IssuedOrder
from apps.orders.relations import relations_of
from apps.orders.rules import can_draft, last_number

from .objections import objection

_GROUP = re.compile(r"\d+")


def can_record(user: User, centre: Centre | None = None) -> bool:
    """The director and HR of the centre."""
    return can_draft(user, centre)


def number_in(text: str, pattern: str, year: int) -> int | None:
    """The consecutive number in „23/2018”: by the centre's pattern, else the only number that is not the year. None:
    there is none or it is unclear which."""
    shape = re.escape(pattern)
    for name, value in {"{n}": r"0*(\d+)", "{yyyy}": f"{year:04}", "{yy}": f"{year % 100:02}"}.items():
        shape = shape.replace(re.escape(name), value)
    if "{n}" in pattern and (found := re.fullmatch(shape, text)):
        return int(found[1])
    groups = [group for group in _GROUP.findall(text) if group not in (str(year), f"{year % 100:02}")]
    return int(groups[0]) if len(groups) == 1 else None


def taken(centre: Centre, year: int, number: int, text: str) -> str:
    """Why an order may not be entered under this number: another bears it. Empty when it may."""
    standing = IssuedOrder.objects.filter(centre=centre).not_struck()
    if standing.filter(number_text=text).exists():
        return f"Zarządzenie nr {text} jest już w rejestrze."
    if other := standing.filter(year=year, number=number).first():
        return f"Kolejny numer {number} w {year} r. ma już zarządzenie nr {other.number_text}."
    return ""


def counter_refusal(centre: Centre, number: int, signed_on: datetime.date) -> str:
    """Why the counter of the year may not go on to this number. Empty when it has passed it, or when the order is older
    than everything that the program itself issued in the centre."""
    year = signed_on.year
    if number <= last_number(centre, year):
        return ""
    own = IssuedOrder.objects.filter(centre=centre, origin=IssuedOrder.Origin.ISSUED)
    if first := own.filter(year=year).order_by("number").first():
        return (
            f"W {year} r. program wydaje zarządzenia od numeru {first.number_text} i liczy dalej sam, więc numer "
            f"{number} dostanie zarządzenie wydane w programie. Sprawdź numer i datę."
        )
    if (first := own.order_by("signed_on").first()) and signed_on >= first.signed_on:
        return (
            f"To zarządzenie jest późniejsze niż pierwsze wydane w programie (nr {first.number_text} z dnia "
            f"{day_in_words(first.signed_on)}). Jeżeli w {year} r. wydawano zarządzenia na papierze, najpierw podaj "
            "w „Numeracji zarządzeń” ostatni użyty numer."
        )
    return ""


def strike_refusal(issued: IssuedOrder) -> str:
    """Why an entry may not be struck: other orders build on it, or it is no entry from paper. Empty when it may."""
    related = relations_of(issued)
    if related.struck:
        return "Ten wpis jest już unieważniony."
    if issued.origin != IssuedOrder.Origin.RECORDED:
        return "Unieważnia się tylko wpis zarządzenia sprzed programu. Wydane zarządzenie można zmienić albo uchylić."
    acting = [relation.newer for relation in [*related.amended_by, *related.repealed_by]]
    changing = IssuedOrder.objects.filter(centre=issued.centre_id, effects__team__id=issued.order_id).not_struck()
    acting += changing.exclude(pk=issued.pk)
    if acting:
        return f"Na ten wpis działa zarządzenie nr {acting[0].number_text}, więc nie można go unieważnić."
    return objection(issued)
