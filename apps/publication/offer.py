"""What would be published: the text for everybody and what is said about it, before anything is written."""

import copy
import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from apps.accounts.models import Gender, Person, User
from apps.orders import pdf
from apps.orders.models import IssuedOrder, Relation
from apps.orders.text import canonical

from .leaving_out import MARKER, LeavingOut, LeftOut, strings
from .mentions import Named

ORDINARY = "member"  # a composition's function of those who hold no other


@dataclass(frozen=True)
class Said:
    """What the publisher typed."""

    produced_by: str
    produced_on: datetime.date
    without_members: bool = False
    words: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Offer:
    """Exactly what goes out: `text` is frozen, `order` says it in place of the issued one (never saved)."""

    order: IssuedOrder
    said: Said
    text: dict[str, Any]
    leaving_out: LeavingOut
    exclusion: str = ""

    @property
    def left_out(self) -> list[LeftOut]:
        return self.leaving_out.found

    @property
    def hash(self) -> str:
        """Of all that was shown, so that nothing else is published."""
        said = [self.said.produced_by, str(self.said.produced_on), self.said.without_members, self.said.note]
        return hashlib.sha256(canonical({"text": self.text, "said": [*said, self.exclusion]}).encode()).hexdigest()

    @property
    def title(self) -> str:
        return self.order.title

    def pdf_context(self, code: str = "") -> dict[str, Any]:
        """Of the finished file; without a code, of a draft that is only looked at."""
        context = pdf.issued_context(self.order, code or "-")
        document = context["document"] | {"title": f"{context['document']['title']} (wersja publiczna)"}
        if not code:
            document |= {"draft": True, "code": "", "verify_url": ""}
        return context | {"document": document, "exclusion": self.exclusion}


def offer(issued: IssuedOrder, said: Said, by: User) -> Offer:
    """The public version of the order as this person would publish it now."""
    hidden, shown = people_of(issued) if said.without_members else ((), ())
    leaving_out = LeavingOut(hidden, shown, said.words)
    text = leaving_out.of_text(issued.text)
    return Offer(said_so(issued, text), said, text, leaving_out, _exclusion(text, said, by))


def said_so(issued: IssuedOrder, text: dict[str, Any]) -> IssuedOrder:
    """The order, in memory only, with the public text in the place of its own."""
    order = copy.copy(issued)
    order.text, order.subject = text, text.get("subject", issued.subject)
    return order


def _exclusion(text: dict[str, Any], said: Said, by: User) -> str:
    """What is not public, why, and who decided so (art. 8 ust. 5); empty when everything is."""
    if not any(MARKER in one for one in strings(text)):
        return ""
    members = "imiona, nazwiska i stanowiska członków zespołu, którzy nie pełnią w nim funkcji"
    others = "inne dane osób fizycznych" if said.without_members else "dane osób fizycznych"
    scope = " oraz ".join([members] * said.without_members + [others] * bool(said.words))
    return (
        f"W miejscach oznaczonych „{MARKER}” pominięto {scope}. Podstawa: prywatność osób fizycznych, art. 5 ust. 2 "
        "ustawy z dnia 6 września 2001 r. o dostępie do informacji publicznej. Jawność w tym zakresie "
        f"{_did(by, 'wyłączyła', 'wyłączył')} {by.full_name}."
    )


def _did(by: User, feminine: str, masculine: str) -> str:
    return feminine if by.person and by.person.gender == Gender.FEMININE else masculine


def people_of(issued: IssuedOrder) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    """(ordinary members, holders of functions) that the order may name: its own, and those of the orders that it
    amends with their other amendments, for an amending text quotes them. Who holds a function by this very order is
    named; of the others, whoever was anywhere an ordinary member is not."""
    around = [entry for order in _around(issued) for entry in _entries(order)]
    own = {_key(entry) for entry in _entries(issued.effects) if _holds(entry)}
    anywhere = {_key(entry) for entry in around if _holds(entry)}
    ordinary = {_key(entry) for entry in around if entry.get("function") == ORDINARY}
    named = [entry for entry in around if entry.get("name")]
    is_shown = {_key(entry): _key(entry) in own | (anywhere - ordinary) for entry in named}
    hidden = [_named(entry) for entry in named if not is_shown[_key(entry)]]
    shown = [_named(entry) for entry in named if is_shown[_key(entry)]]
    return tuple(dict.fromkeys(hidden)), tuple(dict.fromkeys(shown))


def others_named(found: Offer) -> list[str]:
    """Sentences about people of the centre whom the public text still names and who hold no function by it: perhaps
    they should not be there."""
    shown = {one.name for one in people_of(found.order)[1]}
    known = [Named(str(one)) for one in Person.objects.filter(centre=found.order.centre_id) if str(one) not in shown]
    looking = LeavingOut(tuple(known), tuple(Named(name) for name in shown))
    looking.of_text(found.text)
    return [f"„{one.words}” ({one.place})" if one.place else f"„{one.words}”" for one in looking.found]


def usual(issued: IssuedOrder) -> Said:
    """What a first publication begins with: made by who signed, on the day of signing, without ordinary members."""
    title, is_ours = issued.centre.director_title, issued.origin == IssuedOrder.Origin.ISSUED
    signed = f"{issued.issued_by_name}, {title}" if is_ours else title
    return Said(signed, issued.signed_on, without_members=bool(people_of(issued)[0]))


def _around(issued: IssuedOrder) -> Iterable[dict[str, Any]]:
    """Effects of the order, of those that it amends, and of all that amend the same."""
    bases = Relation.objects.filter(newer=issued, kind=Relation.Kind.AMENDS).values("older")
    related = IssuedOrder.objects.filter(Q(pk__in=bases) | Q(acts_on__older__in=bases, acts_on__kind="amends"))
    others = related.filter(pk__lt=issued.pk).order_by("pk").distinct()
    return [issued.effects, *others.values_list("effects", flat=True)]


def _entries(effects: dict[str, Any]) -> list[dict[str, Any]]:
    return effects.get("composition", [])


def _holds(entry: dict[str, Any]) -> bool:
    """Whether the entry gives a function; one that dismisses says none."""
    return entry.get("op", "appoint") == "appoint" and entry.get("function", ORDINARY) != ORDINARY


def _key(entry: dict[str, Any]) -> Any:
    return entry.get("person") or entry["name"]


def _named(entry: dict[str, Any]) -> Named:
    return Named(entry["name"], entry.get("description", ""))
