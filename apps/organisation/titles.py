"""The words that stand beside a name in orders („inspektor w Dziale Organizacyjnym”), held against the post held in
the structure („inspektor”, Dział Organizacyjny). The program does not inflect: it keeps the clerk's own ending."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from apps.accounts.models import Centre, Person

from .models import Employment, PositionTerm, UnitTerm
from .reading import unit_names_on

_PLACE = re.compile(r"\s(?=we?\s)")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class Held:
    """A post that a person holds, or will hold, as it is called on the day asked for or when the person comes to it."""

    employment: Employment
    term: PositionTerm
    unit_name: str
    title: str  # the person's own words
    elsewhere: str  # a unit that the words name instead of this one

    @property
    def is_same(self) -> bool:
        """„kierownik Działu Usług” is the head of that unit, whatever the post is called."""
        begins = self.title.split()[:1] == self.term.name.split()[:1]
        is_head = self.term.leads and begins and _names(self.title, self.unit_name)
        return is_head or says_the_same(self.title, self.term.name)

    @property
    def proposal(self) -> str:
        """The name of the post, with the clerk's own „w Dziale …” when that is this unit."""
        ending = _ending(self.title)
        return f"{self.term.name} {ending}" if ending and _names(ending, self.unit_name) else self.term.name


def posts_of(people: Iterable[Person], centre: Centre, day: date) -> dict[int, list[Held]]:
    """By person: posts of the day and later; five queries whatever the number of people."""
    people = {one.pk: one for one in people}
    found = Employment.objects.standing().filter(person__in=people).order_by("since_on", "pk")
    held = [one for one in found if one.until_on is None or one.until_on > day]
    terms: dict[int, list[PositionTerm]] = {}
    for term in PositionTerm.objects.standing().filter(position__in={one.position_id for one in held}):
        terms.setdefault(term.position_id, []).append(term)
    names = _unit_names(centre, day)
    posts: dict[int, list[Held]] = {}
    for one in held:
        term = _term_on(terms[one.position_id], max(one.since_on, day))
        title, own = people[one.person_id].job_title, names[term.unit_id]
        elsewhere = _elsewhere(title, own, names.values())
        posts.setdefault(one.person_id, []).append(Held(one, term, own, title, elsewhere))
    return posts


def differing(held: list[Held]) -> list[Held]:
    """The posts, when the person's words are of none of them."""
    return [] if any(one.is_same for one in held) else held


def says_the_same(title: str, name: str) -> bool:
    """„inspektor do spraw świadczeń w Dziale …” is „inspektor ds. świadczeń”."""
    title, name = _plain(title), _plain(name)
    return title == name or title.startswith((f"{name} w ", f"{name} we ", f"{name},"))


def _plain(text: str) -> str:
    text = " ".join(text.casefold().replace("\u00a0", " ").split())
    return re.sub(r"\b(do spraw|d/s|ds\.?)(?=\s)", "ds.", text)


def _ending(title: str) -> str:
    parts = _PLACE.split(title, maxsplit=1)
    return parts[1] if len(parts) > 1 else ""


def _names(ending: str, unit: str) -> bool:
    """„w Dziale Organizacyjnym” is of „Dział Organizacyjny”: beginnings of words agree, and numbers are the same."""
    said = _WORDS.findall(ending.casefold())
    words = [word for word in _WORDS.findall(unit.casefold()) if len(word) > 3 or word.isdigit()]
    return bool(words) and all(
        word in said if word.isdigit() else any(one.startswith(word[:4]) for one in said) for word in words
    )


def _elsewhere(title: str, own: str, units: Iterable[str]) -> str:
    ending = _ending(title)
    if not ending or _names(ending, own):
        return ""
    return next((unit for unit in units if _names(ending, unit)), "")


def _term_on(terms: list[PositionTerm], day: date) -> PositionTerm:
    return next(one for one in terms if one.since_on <= day and (one.until_on is None or one.until_on > day))


def _unit_names(centre: Centre, day: date) -> dict[int, str]:
    """As units are called on the day; those that begin later, as they will be called first."""
    later = UnitTerm.objects.standing().filter(unit__centre=centre, since_on__gt=day).order_by("-since_on")
    return dict(later.values_list("unit_id", "name")) | unit_names_on(centre, day)
