"""How many full-time equivalents are needed. The program knows two ratios, both of the act; every other is typed by the
centre (tabela nr 23, whose values are not part of the sources)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from apps.accounts.models import Centre
from apps.core.polish import day_in_words

from ..models import KeyPost, Measure
from .words import amount_of, number

INHABITANTS, FAMILIES = "inhabitants", "families"
HOLDS_SINCE = date(2004, 5, 1)  # the act of 12.03.2004 itself
FULL_TIME_SINCE = date(2015, 1, 1)  # art. 110 ust. 11 and 12 in the wording of 2011


@dataclass(frozen=True)
class Ratio:
    """One statutory ratio of social workers, for as long as its wording holds."""

    measure: str  # the key of what it is reckoned from
    name: str
    per: Decimal
    at_least: Decimal
    since: date
    until: date | None
    provision: str
    persons: bool = False  # people are counted, whatever their time


RATIOS = [
    Ratio(
        INHABITANTS,
        "Według liczby mieszkańców",
        Decimal(2000),
        Decimal(3),
        HOLDS_SINCE,
        FULL_TIME_SINCE,
        "art. 110 ust. 11 ustawy o pomocy społecznej w brzmieniu do 31 grudnia 2014 r.",
        persons=True,
    ),
    Ratio(
        INHABITANTS,
        "Według liczby mieszkańców",
        Decimal(2000),
        Decimal(3),
        FULL_TIME_SINCE,
        None,
        "art. 110 ust. 11 i 12 ustawy o pomocy społecznej",
    ),
    Ratio(
        FAMILIES,
        "Według liczby rodzin i osób samotnych objętych pracą socjalną",
        Decimal(50),
        Decimal(3),
        FULL_TIME_SINCE,
        None,
        "art. 110 ust. 11 i 12 ustawy o pomocy społecznej",
    ),
]
TOO_EARLY = f"Ustawa o pomocy społecznej obowiązuje od {day_in_words(HOLDS_SINCE)}"


def ratios_on(day: date) -> list[Ratio]:
    """The statutory ratios of the day. The act says „lub”: they stand side by side and are never merged."""
    return [one for one in RATIOS if one.since <= day and (one.until is None or day < one.until)]


@dataclass(frozen=True)
class Need:
    """One for every `per` of the amount, and at least so many. Exact; rounding is for display."""

    amount: Decimal | None  # None: nobody has entered it
    per: Decimal
    at_least: Decimal = Decimal(0)
    persons: bool = False

    @property
    def reckoned(self) -> Decimal | None:
        return None if self.amount is None else self.amount / self.per

    @property
    def required(self) -> Decimal | None:
        return None if self.reckoned is None else max(self.reckoned, self.at_least)

    @property
    def words(self) -> str:
        return "" if self.required is None else amount_of(self.required, self.persons)

    @property
    def formula(self) -> str:
        """„220 000 : 2000 = 110 etatów”; with the floor when that is what decides."""
        if self.amount is None or self.reckoned is None:
            return ""
        sign = "=" if self.reckoned == round(self.reckoned, 2) else "≈"
        said = f"{number(self.amount)} : {number(self.per)} {sign} {amount_of(self.reckoned, self.persons)}"
        floor = f", ale nie mniej niż {amount_of(self.at_least, self.persons)}"
        return said + floor if self.at_least > self.reckoned else said

    def gap(self, there: Decimal) -> Decimal | None:
        """How much more there is than needed; below zero: how much is missing."""
        return None if self.required is None else there - self.required

    def gap_words(self, there: Decimal) -> str:
        gap = self.gap(there)
        if gap is None:
            return ""
        if gap == 0:
            return "tyle, ile trzeba"
        said = amount_of(abs(gap), self.persons) if round(gap, 2) else f"mniej niż {amount_of(Decimal('0.01'))}"
        return f"brakuje: {said}" if gap < 0 else f"nadwyżka: {said}"


def may_use_measure(measure: Measure, centre: Centre) -> bool:
    return measure.centre_id in (None, centre.pk)


def may_use_key_post(post: KeyPost, centre: Centre) -> bool:
    return post.centre_id in (None, centre.pk)
