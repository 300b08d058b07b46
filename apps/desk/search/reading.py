"""Where in the centre these words stand. Each kind of thing is one group, found through what the person may see; the
number of questions does not depend on how much there is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, F, Func, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat, Lower
from django.urls import reverse

from apps.accounts.models import DIACRITICS, PLAIN, Person, User
from apps.accounts.rules import may_see_people
from apps.core import clock
from apps.implementation.models import Evidence
from apps.meetings.models import AgendaItem, Decision, Meeting
from apps.opinions.models import Opinion, Recommendation, Section
from apps.orders.models import IssuedOrder, Order
from apps.organisation.models import PositionTerm, UnitTerm
from apps.teams.models import ExpertDocument, RosterInterval, Team

MOST = 8  # of one kind on the page
SHORTEST = 2


@dataclass(frozen=True)
class Hit:
    """One thing found: its name, its address and, in a few words, where the words stand in it."""

    name: str
    url: str
    about: str = ""


@dataclass(frozen=True)
class Group:
    """Things of one kind; `more`: the list in which the search can go on."""

    name: str
    hits: list[Hit]
    more: str = ""


def found(user: User, words: str) -> list[Group]:
    """Groups in the order of the navigation, without the empty ones."""
    if len(words) < SHORTEST:
        return []
    groups = [
        Group("Zarządzenia", _orders(user, words), _list("orders:register", words)),
        Group("Zespoły", _teams(user, words)),
        Group("Posiedzenia", _meetings(user, words)),
        Group("Opinie", _opinions(user, words)),
        Group("Dowody", _evidence(user, words), _list("implementation:register", words)),
        Group("Dokumenty ekspertów", _documents(user, words)),
        Group("Organizacja", _organisation(user, words)),
        Group("Osoby", _people(user, words), _list("accounts:people", words)),
    ]
    return [group for group in groups if group.hits]


def _list(name: str, words: str) -> str:
    return f"{reverse(name)}?{urlencode({'szukaj': words})}"


def _having(things: QuerySet, words: str, *fields: Any) -> QuerySet:
    """Those in whose fields, taken together, every word stands, whatever the case; „l” finds „ł”."""
    parts = [part for field in fields for part in (Cast(field, TextField()), Value(" "))]
    whole = Lower(Concat(*parts, output_field=TextField()))
    plain = Func(whole, Value(DIACRITICS), Value(PLAIN), function="translate", output_field=TextField())
    things = things.annotate(plain_words=plain)
    for word in words.lower().translate(str.maketrans(DIACRITICS, PLAIN)).split():
        things = things.filter(plain_words__contains=word)
    return things


def _orders(user: User, words: str) -> list[Hit]:
    issued = IssuedOrder.objects.filter(centre=user.centre_id).not_struck().defer("effects")
    named = list(_having(issued, words, "number_text", "subject")[:MOST])
    inside = _having(issued, words, "text").exclude(pk__in=[one.pk for one in named])[: MOST - len(named)]
    drafts = _having(Order.objects.visible_to(user).filter(status=Order.Status.DRAFT), words, "subject")[:MOST]
    return [
        *(Hit(_draft(one), one.get_absolute_url(), "projekt") for one in drafts),
        *(Hit(_order(one), reverse("orders:order", args=[one.order_id])) for one in named),
        *(Hit(_order(one), reverse("orders:order", args=[one.order_id]), "w treści") for one in inside),
    ]


def _order(issued: IssuedOrder) -> str:
    return f"nr {issued.number_text} {issued.title}"


def _draft(order: Order) -> str:
    return f"w sprawie {order.subject}"


def _teams(user: User, words: str) -> list[Hit]:
    named = list(_having(Team.objects.visible_to(user), words, "name")[:MOST])
    seats = RosterInterval.objects.filter(centre=user.centre_id).exclude(team__in=[team.pk for team in named])
    sitting = _having(seats, words, "name").select_related("team").order_by("team", "since_on")[: MOST * 2]
    people = {seat.team: seat.name for seat in sitting}
    return [
        *(Hit(str(team), team.get_absolute_url()) for team in named),
        *(Hit(str(team), team.get_absolute_url(), f"w składzie: {name}") for team, name in people.items()),
    ][:MOST]


def _meetings(user: User, words: str) -> list[Hit]:
    """By the points of their agendas and what was said and settled under them."""
    items = AgendaItem.objects.filter(meeting__in=Meeting.objects.visible_to(user)).order_by("-meeting", "rank")
    named = list(_having(items.select_related("meeting__team"), words, "title", "course")[: MOST * 2])
    settled = Decision.objects.filter(item__in=items).select_related("item__meeting__team").order_by("-item__meeting")
    inside = [decision.item for decision in _having(settled, words, "text")[:MOST]]
    found = {item.meeting: item.title for item in [*inside, *named]}
    return [Hit(str(meeting), meeting.get_absolute_url(), f"w punkcie: {title}") for meeting, title in found.items()][
        :MOST
    ]


def _opinions(user: User, words: str) -> list[Hit]:
    seen = Opinion.objects.visible_to(user)
    named = seen.select_related("product", "step", "pilot")
    named = list(_having(named, words, "product__code", "product__name", "product__short_name", "step__text")[:MOST])
    hits = [Hit(str(opinion), opinion.get_absolute_url()) for opinion in named]
    return [*hits, *_inside_opinions(seen, words)][:MOST]


def _inside_opinions(seen: QuerySet, words: str) -> Iterator[Hit]:
    deep = ("opinion__product", "opinion__step", "opinion__pilot")
    of_seen = {"opinion__in": seen}
    sections = Section.objects.filter(**of_seen).select_related("part", *deep)
    for section in _having(sections, words, "body")[:MOST]:
        yield Hit(str(section.opinion), section.opinion.get_absolute_url(), f"w części „{section.part.title}”")
    for one in _having(Recommendation.objects.filter(**of_seen).select_related(*deep), words, "body")[:MOST]:
        yield Hit(str(one.opinion), one.opinion.get_absolute_url(), f"rekomendacja R{one.rank}")


def _evidence(user: User, words: str) -> list[Hit]:
    pieces = Evidence.objects.visible_to(user).select_related("current")
    in_order = _having(pieces, words, Concat(Value("D"), F("number"), output_field=CharField()), "current__title")
    return [Hit(f"{piece} – {piece.current.title}", piece.get_absolute_url()) for piece in in_order[:MOST]]


def _documents(user: User, words: str) -> list[Hit]:
    documents = _having(ExpertDocument.objects.visible_to(user), words, "title")[:MOST]
    return [Hit(document.title, document.get_absolute_url()) for document in documents]


def _organisation(user: User, words: str) -> list[Hit]:
    """Units and positions of today."""
    today = clock.today()
    units = UnitTerm.objects.on(today).filter(unit__centre=user.centre_id).select_related("unit")
    posts = PositionTerm.objects.on(today).filter(position__centre=user.centre_id).select_related("position")
    names = dict(units.values_list("unit", "name"))
    return [
        *(Hit(one.name, one.unit.get_absolute_url()) for one in _having(units, words, "name", "symbol")[:MOST]),
        *(
            Hit(one.name, one.position.get_absolute_url(), names.get(one.unit_id, ""))
            for one in _having(posts, words, "name")[:MOST]
        ),
    ][:MOST]


def _people(user: User, words: str) -> list[Hit]:
    if not may_see_people(user):
        return []
    people = Person.objects.visible_to(user).named(words)[:MOST]
    return [Hit(str(person), person.get_absolute_url(), person.job_title) for person in people]
