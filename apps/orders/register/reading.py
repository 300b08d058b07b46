"""The register of issued orders: which of them, in which order, with what beside each."""

import datetime
import re
from dataclasses import dataclass

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Lower

from apps.accounts.models import User
from apps.orders.models import IssuedOrder, Order, Relation
from apps.orders.relations import standing_so
from apps.orders.text import USUAL_TITLE

NOBODY = "–"  # what stands in the column when nobody wrote down who prepared the order
_WITH, _WITHOUT = "ąćęłńóśźż", "acelnoszz"
RELATIONS = {
    "zmienia": ("newer_id", Relation.Kind.AMENDS),
    "zmienione": ("older_id", Relation.Kind.AMENDS),
    "uchyla": ("newer_id", Relation.Kind.REPEALS),
    "uchylone": ("older_id", Relation.Kind.REPEALS),
}

# composed once: to compose them takes as long as to answer them
_ISSUED = IssuedOrder.objects.defer("text", "effects").annotate(
    said_prefix=Coalesce(KT("text__prefix"), Value(USUAL_TITLE), output_field=TextField())
)
_DRAFTS = (
    Order.objects.filter(status=Order.Status.DRAFT)
    .select_related("changed_by")
    .only("kind", "subject", "changed_at", "changed_by__full_name")
    .order_by("-changed_at")
)


@dataclass(frozen=True)
class Asked:
    """What the address asks for. `day` is that of the status."""

    day: datetime.date
    year: int | None = None
    kind: str = ""
    unit: str = ""
    standing: str = ""
    relation: str = ""
    sought: str = ""

    def __bool__(self) -> bool:
        return bool(self.year or self.kind or self.unit or self.standing or self.relation or self.sought)


def plain(text: str) -> str:
    """Small letters without Polish signs, for searching."""
    return text.lower().translate(str.maketrans(_WITH, _WITHOUT))


def register(user: User, asked: Asked) -> QuerySet[IssuedOrder]:
    """Issued orders of the person's centre, newest first, struck entries too."""
    found = _ISSUED.filter(centre_id=user.centre_id or 0)
    if asked.year:
        found = found.filter(year=asked.year)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.unit:
        found = found.filter(drafting_unit="" if asked.unit == NOBODY else asked.unit)
    if asked.standing:
        found = standing_so(found, asked.standing, asked.day)
    if asked.relation:
        side, kind = RELATIONS[asked.relation]
        found = found.filter(pk__in=Relation.objects.filter(centre=user.centre_id, kind=kind).values(side))
    if asked.sought:
        found = _speaking_of(found, asked.sought)
    return found.order_by("-year", "-number", "-entry_number")


def _speaking_of(orders: QuerySet[IssuedOrder], sought: str) -> QuerySet[IssuedOrder]:
    """Every word stands in the subject, or the number (or a part of it) begins so."""
    words = Q()
    for word in plain(sought).split():
        words &= Q(plain_subject__contains=word)
    plain_subject = Func(Lower(F("subject")), Value(_WITH), Value(_WITHOUT), function="translate")
    number = Q(number_text__iregex=rf"(^|\W){re.escape(sought.strip())}")
    return orders.annotate(plain_subject=plain_subject).filter(words | number)


def choices(user: User) -> tuple[list[int], list[str]]:
    """The years of the centre's orders, the newest first, and who prepared them, by the alphabet; in one query."""
    found = IssuedOrder.objects.filter(centre_id=user.centre_id or 0).order_by()
    there = list(found.values_list("year", "drafting_unit").distinct())
    units = {unit for _, unit in there if unit}
    return sorted({year for year, _ in there}, reverse=True), sorted(units, key=plain)


def drafts(user: User) -> QuerySet[Order]:
    return _DRAFTS.visible_to(user)
