"""What the pages of publication show: the public list, one order, the log of changes, and the state inside."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Func, Q, QuerySet, Subquery, Value
from django.db.models.functions import Lower
from django.utils.timezone import localtime

from apps.accounts.models import DIACRITICS, PLAIN, Centre
from apps.core import clock
from apps.orders.models import IssuedOrder
from apps.orders.register.columns import fills_publication_days
from apps.orders.relations import Standing, shown_relations, standings_on

from .models import Publication


@dataclass(frozen=True)
class Event:
    """One line of the log of changes: what happened to an order's public version, when and by whom."""

    at: datetime.datetime
    what: str
    who: str
    publication: Publication
    note: str = ""


@dataclass(frozen=True)
class Related:
    """Another published order, and what it has to do with this one."""

    what: str
    publication: Publication
    since_on: datetime.date
    provision: str


def public_orders(centre: Centre, *, year: int | None = None, sought: str = "") -> QuerySet[Publication]:
    """The newest version of each order that was ever made public, withdrawn ones too; by number, newest first."""
    found = Publication.objects.filter(centre=centre).current().with_order()
    if year:
        found = found.filter(issued_order__year=year)
    for word in plain(sought).split():
        found = found.alias(plain_title=_plain("document__title"), plain_number=_plain("document__number"))
        found = found.filter(Q(plain_title__contains=word) | Q(plain_number__contains=word))
    return found.order_by("-issued_order__year", "-issued_order__number", "-pk")


def years(centre: Centre) -> list[int]:
    found = Publication.objects.filter(centre=centre).order_by("-issued_order__year")
    return list(found.values_list("issued_order__year", flat=True).distinct())


def plain(text: str) -> str:
    """Small letters without Polish signs."""
    return text.lower().translate(str.maketrans(DIACRITICS, PLAIN))


def _plain(column: str) -> Func:
    return Func(Lower(column), Value(DIACRITICS), Value(PLAIN), function="translate")


def with_standing(publications: Iterable[Publication]) -> list[tuple[Publication, Standing]]:
    """Each with how its order stands today."""
    publications = list(publications)
    standings = standings_on([one.issued_order for one in publications], clock.today())
    return [(one, standings[one.issued_order_id]) for one in publications]


def related(issued: IssuedOrder) -> list[Related]:
    """Orders that this one acts on or that act on it, as far as a stranger may read them."""
    found = shown_relations(issued)
    lists = [
        ("zmienia", found.amends, "older"),
        ("zmienione przez", found.amended_by, "newer"),
        ("uchyla", found.repeals, "older"),
        ("uchylone przez", found.repealed_by, "newer"),
    ]
    others = {getattr(relation, f"{side}_id") for _, relations, side in lists for relation in relations}
    public = {one.issued_order_id: one for one in _in_force(issued.centre_id, others)}
    return [
        Related(what, public[other], relation.since_on, relation.provision)
        for what, relations, side in lists
        for relation in relations
        if (other := getattr(relation, f"{side}_id")) in public
    ]


def _in_force(centre_id: int, orders: Iterable[int]) -> QuerySet[Publication]:
    return Publication.objects.filter(centre=centre_id, issued_order__in=orders).in_force().with_order()


def history(publications: Iterable[Publication]) -> list[Event]:
    """Everything that happened to these versions, newest first."""
    told = [event for one in publications for event in _events(one)]
    return sorted(told, key=lambda event: event.at, reverse=True)


def history_of(issued: IssuedOrder) -> list[Event]:
    return history(_numbered(Publication.objects.filter(issued_order=issued).with_order().order_by("pk")))


def history_of_centre(centre: Centre) -> list[Event]:
    return history(_numbered(Publication.objects.filter(centre=centre).with_order().order_by("pk")))


def _numbered(publications: Iterable[Publication]) -> list[Publication]:
    """Each knows which version of its order it is."""
    publications, counted = list(publications), {}
    for one in publications:
        one.place = counted[one.issued_order_id] = counted.get(one.issued_order_id, 0) + 1
    return publications


def _events(publication: Publication) -> list[Event]:
    first = publication.place == 1
    what = "Opublikowano zarządzenie." if first else f"Opublikowano wersję {publication.place}."
    note = publication.note or ("" if not publication.without_members else "Bez danych zwykłych członków zespołu.")
    told = [Event(publication.published_at, what, publication.entered_by, publication, note)]
    if taken := publication.taken_back:
        why = ". ".join(filter(None, [taken.reason.rstrip("."), taken.legal_basis.rstrip(".")])) + "."
        told.append(Event(taken.withdrawn_at, "Wycofano publikację.", taken.withdrawn_by_name, publication, why))
    return told


def latest(issued: IssuedOrder) -> Publication | None:
    """The newest version of the order's public page, withdrawn or not."""
    found = Publication.objects.filter(issued_order=issued).select_related("document", "withdrawal")
    newest = found.defer("text").first()
    if newest:
        newest.issued_order = issued
    return newest


def shown_version(issued: IssuedOrder) -> Publication | None:
    """The same for the page that shows the order: since when it is public, or since when no more."""
    found = Publication.objects.filter(issued_order=issued).select_related("withdrawal")
    newest = found.only("published_at", "exclusion", "withdrawal__withdrawn_at").first()
    if newest:
        newest.issued_order, newest.centre = issued, issued.order.centre
    return newest


@fills_publication_days
def published_days(orders: Iterable[IssuedOrder]) -> dict[int, datetime.date]:
    """By primary key of the issued order: since which day what is public of it today has been public."""
    found = Publication.objects.filter(issued_order__in=list(orders)).order_by("pk")
    newest = {
        order: (at, back) for order, at, back in found.values_list("issued_order_id", "published_at", "withdrawal")
    }
    return {order: localtime(at).date() for order, (at, back) in newest.items() if back is None}


def unpublished(centre: Centre, since: datetime.datetime) -> QuerySet[IssuedOrder]:
    """Issued since that moment and never made public, in a centre that publishes its orders: from its first
    publication on. None in a centre that does not. Enough of each order to be named and linked to."""
    began = Publication.objects.filter(centre=centre).order_by("published_at").values("published_at")[:1]
    orders = IssuedOrder.objects.filter(centre=centre, publications=None, origin=IssuedOrder.Origin.ISSUED)
    orders = orders.filter(issued_at__gte=since).filter(issued_at__gte=Subquery(began))
    return orders.only("order", "number_text", "issued_at")
