"""Who may do what with orders, and what number and day an order would get."""

import datetime
from typing import Any

from django.db.models import Max, Q

from apps.accounts.models import Centre, Role, User
from apps.accounts.rules import is_number_pattern
from apps.core.polish import day_in_words

from .models import IssuedOrder, Order, OrderCounter

LATEST_NUMBER_ON_PAPER = 99_999
YEARS = range(1990, 2201)


# Znak sprawy, symbol JRWA i kategoria archiwalna: for the office and the archive, not part of the text.
ARCHIVED = ("case_number", "class_symbol", "archival_category")


def can_draft(user: User, centre: Centre | None = None) -> bool:
    """Drafts are written by the director and HR of the centre."""
    mine = centre is None or user.centre_id == centre.pk
    return bool(user.centre_id) and mine and user.has_role(Role.DIRECTOR, Role.HR)


def may_see_drafts(user: User) -> bool:
    """Who drafts, and the legal adviser, who sees those that were sent (`OrderQuerySet.visible_to`)."""
    return can_draft(user) or (bool(user.centre_id) and user.has_role(Role.LEGAL))


def can_set_number(user: User, centre: Centre) -> bool:
    return user.centre_id == centre.pk and user.has_role(Role.DIRECTOR, Role.ADMIN)


def is_director(user: User, order: Order) -> bool:
    return user.centre_id == order.centre_id and user.has_role(Role.DIRECTOR)


def missing(order: Order) -> list[str]:
    """What an order still lacks before it can be issued."""
    if not order.body:
        return ["Formularz zarządzenia nie jest jeszcze kompletny."]
    needs = [
        (order.subject, "Brakuje przedmiotu zarządzenia („w sprawie …”)."),
        (order.legal_basis, "Brakuje podstawy prawnej."),
        (order.effective == Order.Effective.ON_SIGNING or order.effective_on, "Brakuje dnia wejścia w życie."),
    ]
    gaps = has_gaps(order.legal_basis) and gaps_refusal(order.centre, order.legal_basis)
    return [reason for there, reason in needs if not there] + ([gaps] if gaps else [])


def has_gaps(text: str) -> bool:
    """Whether a place was left to be filled in: „[…]”, „…” or „...”."""
    return "…" in text or "..." in text


def gaps_refusal(centre: Centre, legal_basis: str) -> str:
    """Only an example centre issues orders whose legal basis has places left empty."""
    if centre.is_example or not has_gaps(legal_basis):
        return ""
    return "Uzupełnij podstawę prawną: zostały w niej puste miejsca „[…]”."


def usual_legal_basis(centre: Centre) -> str:
    """What a new order begins with: the centre's own, or, while that has gaps, the one last issued without them."""
    if not has_gaps(centre.legal_basis):
        return centre.legal_basis
    own = IssuedOrder.objects.filter(centre=centre, origin=IssuedOrder.Origin.ISSUED)
    latest = own.order_by("-signed_on", "-year", "-number")
    basis = latest.values_list("order__legal_basis", flat=True).first() or ""
    return centre.legal_basis if has_gaps(basis) or not basis.strip() else basis


def as_sentence(text: str) -> str:
    """With the final dot, once: „2026 r.” already has it."""
    return text if text.endswith(".") else f"{text}."


def number_text(pattern: str, number: int, year: int) -> str:
    """„23/2018” from „{n}/{yyyy}”."""
    parts = {"{n}": str(number), "{yyyy}": f"{year:04}", "{yy}": f"{year % 100:02}"}
    for name, value in parts.items():
        pattern = pattern.replace(name, value)
    return pattern


def number_refusal(centre: Centre, text: str) -> str:
    """Why an order may not bear this number: another bears it (after a change of the pattern), or it is no number."""
    whole = is_number_pattern(centre.order_number_pattern) and text.isprintable()
    if not whole or len(text) > IssuedOrder._meta.get_field("number_text").max_length:
        return "Wzór numeru zarządzenia jest niewłaściwy. Administrator zmieni go w ustawieniach ośrodka"
    if IssuedOrder.objects.filter(centre=centre, number_text=text).not_struck().exists():
        return f"Numer {text} nosi już inne zarządzenie. Administrator zmieni wzór numeru w ustawieniach ośrodka"
    return ""


def last_number(centre: Centre, year: int) -> int:
    counter = OrderCounter.objects.filter(centre=centre, year=year).values_list("last", flat=True).first()
    return counter if counter is not None else last_issued_number(centre, year)


def next_entry_number(centre: Centre, year: int, number: int, text: str) -> int:
    """1, unless entries of this number were struck before."""
    same = IssuedOrder.objects.filter(Q(year=year, number=number) | Q(number_text=text), centre=centre)
    return (same.aggregate(last=Max("entry_number"))["last"] or 0) + 1


def last_issued(centre: Centre, year: int) -> IssuedOrder | None:
    """With the highest number, entries from paper included."""
    found = IssuedOrder.objects.filter(centre=centre, year=year).not_struck()
    return found.defer("text", "effects").order_by("-number").first()


def last_issued_number(centre: Centre, year: int) -> int:
    newest = last_issued(centre, year)
    return newest.number if newest else 0


def planned_number_text(centre: Centre, day: datetime.date) -> str:
    """The number the next order of the centre would get that day. A plan, not a promise."""
    return number_text(centre.order_number_pattern, last_number(centre, day.year) + 1, day.year)


def effective_day(order: Order, signed_on: datetime.date) -> datetime.date:
    return signed_on if order.effective == Order.Effective.ON_SIGNING else order.effective_on


def effective_refusal(effective: str, effective_on: datetime.date | None, signed_on: datetime.date) -> str:
    """Why an order signed that day may not take effect so. Empty when it may, or when no day is named."""
    if effective_on is None:
        return ""
    signing = f"dzień podpisania ({day_in_words(signed_on)})"
    if effective == Order.Effective.RETROACTIVE and effective_on >= signed_on:
        return (
            f"Zarządzenie ma działać wstecz, więc podaj dzień wcześniejszy niż {signing} albo wybierz inne wejście "
            "w życie"
        )
    if effective == Order.Effective.ON_DATE and effective_on < signed_on:
        back = f"„{Order.Effective.RETROACTIVE.label}”"
        return f"Dzień wejścia w życie jest wcześniejszy niż {signing}. Podaj inny dzień albo wybierz {back}"
    return ""


def unlikely_number(year: int, last: int) -> str:
    if year in YEARS and 0 <= last <= LATEST_NUMBER_ON_PAPER:
        return ""
    return f"Podaj rok od {YEARS[0]} do {YEARS[-1]} i numer od 0 do {LATEST_NUMBER_ON_PAPER}."


def numbering_refusal(centre: Centre, year: int, last: int) -> str:
    """Why this may not be set as the last number before the program: once the program counts, a jump is a gap; and
    what was entered from paper bears its number already."""
    newest = last_issued(centre, year)
    own = IssuedOrder.objects.filter(centre=centre, year=year, origin=IssuedOrder.Origin.ISSUED)
    if newest and own.exists():
        return (
            f"W {year} r. program wydał już zarządzenie nr {newest.number_text} i liczy dalej sam. Zmiana zrobiłaby "
            "lukę w numeracji."
        )
    if newest and last < newest.number:
        return f"W {year} r. wpisano już zarządzenie nr {newest.number_text}, więc podaj co najmniej {newest.number}."
    return ""


def latest_order(centre: Centre) -> IssuedOrder | None:
    found = IssuedOrder.objects.filter(centre=centre).not_struck()
    return found.order_by("-signed_on", "-year", "-number").first()


def chronology_refusal(centre: Centre, day: datetime.date) -> str:
    """Why an order may not bear this day unless its director says the reason: the register runs by days as by numbers.
    Empty when it may."""
    latest = latest_order(centre)
    if latest is None or latest.signed_on <= day:
        return ""
    return (
        f"Zarządzenie nr {latest.number_text} ma datę {day_in_words(latest.signed_on)}, "
        f"więc następne nie może nosić daty {day_in_words(day)}"
    )


def already_issued(order: Order) -> str:
    """„Zarządzenie wydała już Anna Dyrektorska o 12:03 (nr 23/2018).”"""
    from django.utils import timezone

    issued: Any = order.issued
    person = issued.issued_by.person
    did = "wydała" if person and person.gender == "f" else "wydał"
    at = timezone.localtime(issued.issued_at)
    return f"Zarządzenie {did} już {issued.issued_by_name} o {at:%H:%M} (nr {issued.number_text})."
