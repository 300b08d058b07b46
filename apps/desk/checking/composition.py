"""Who is appointed, who comes, goes and changes, and how the rules of work change."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from apps.accounts.models import Gender, Person
from apps.orders.models import Order
from apps.orders.text import bare
from apps.teams import rules as team_rules
from apps.teams.dissolution.later import joining_later
from apps.teams.models import Function, RosterInterval, Team
from apps.teams.reading import rules_of_work
from apps.teams.words import function_word

_OFFICES = (Function.CHAIR, Function.DEPUTY, Function.SECRETARY)


@dataclass(frozen=True)
class Line:
    """One person whom the order touches: „wchodzi”, „odchodzi” or „zmienia funkcję”, and in which words."""

    what: str  # joins | leaves | changes
    name: str
    person: int
    words: str
    provision: str
    on_card: str = ""


@dataclass(frozen=True)
class Change:
    """What an order does to a team that is there."""

    team: Team
    before: list[RosterInterval]
    lines: list[Line]
    after: dict[int, str] = field(default_factory=dict)  # functions by person
    chair_after: str = ""
    later: list[RosterInterval] = field(default_factory=list)  # who was to join after the team's end

    @property
    def joining(self) -> list[Line]:
        return [line for line in self.lines if line.what == "joins"]

    @property
    def leaving(self) -> list[Line]:
        return [line for line in self.lines if line.what == "leaves"]

    @property
    def changing(self) -> list[Line]:
        return [line for line in self.lines if line.what == "changes"]

    @property
    def chair_before(self) -> RosterInterval | None:
        return next((entry for entry in self.before if entry.function == Function.CHAIR), None)

    @property
    def chair_goes(self) -> bool:
        chair = self.chair_before
        return chair is not None and self.after.get(chair.person_id) != Function.CHAIR


def appointed(composition: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first composition of a team, each with the words of the function."""
    people = Person.objects.in_bulk([entry["person"] for entry in composition])
    genders = {pk: person.gender for pk, person in people.items()}
    chair = next((genders.get(e["person"], "m") for e in composition if e["function"] == "chair"), "m")
    return [
        entry
        | {
            "word": function_word(entry["function"], genders.get(entry["person"], "m"), chair),
            "on_card": said_otherwise(entry, people.get(entry["person"])),
        }
        for entry in composition
    ]


def said_otherwise(entry: dict[str, Any], person: Person | None) -> str:
    """The job title on the person's card, when the order describes the person otherwise."""
    title = bare(person.job_title) if person else ""
    return title if title != entry.get("description", "") else ""


def change_of(order: Order, since: datetime.date) -> Change | None:
    """None: the order touches no team that is there."""
    effects = order.effects
    pk = effects.get("team", {}).get("id")
    team = Team.objects.filter(pk=pk, centre=order.centre_id).first() if pk else None
    if team is None:
        return None
    before = team_rules.roster_on(team, since)
    if "dissolves" in effects:
        return _dissolved(team, before, effects["dissolves"].get("provision", ""), since)
    return _changed(team, before, effects.get("composition", []))


def ended_by_repeal(order: Order, since: datetime.date) -> list[Change]:
    """Teams whose appointing orders this order repeals without saying that it dissolves them."""
    repealed = {one["order"]: one.get("provision", "") for one in order.effects.get("repeals", [])}
    repealed.pop(order.effects.get("team", {}).get("id"), None)
    teams = Team.objects.filter(pk__in=repealed, centre=order.centre_id).in_force(since)
    return [_dissolved(team, team_rules.roster_on(team, since), repealed[team.pk], since) for team in teams]


def _dissolved(team: Team, before: list[RosterInterval], provision: str, since: datetime.date) -> Change:
    chair = _chair_gender({entry.person_id: entry.function for entry in before}, _people(before, []))
    lines = [
        Line(
            "leaves", entry.name, entry.person_id, function_word(entry.function, entry.person.gender, chair), provision
        )
        for entry in before
    ]
    return Change(team, before, lines, later=joining_later(team, since))


def _changed(team: Team, before: list[RosterInterval], entries: list[dict[str, Any]]) -> Change:
    people = _people(before, entries)
    was = {entry.person_id: entry for entry in before}
    functions = {pk: entry.function for pk, entry in was.items()}
    after = dict(functions)
    for entry in entries:
        after.pop(entry["person"], None)
        if entry["op"] == "appoint":
            after[entry["person"]] = entry["function"]
    then, now = _chair_gender(functions, people), _chair_gender(after, people)
    lines = [_line(entry, people.get(entry["person"]), was.get(entry["person"]), then, now) for entry in entries]
    chair = next((people[pk] for pk, function in after.items() if function == Function.CHAIR and pk in people), None)
    return Change(team, before, lines, after, str(chair or ""))


def _people(before: list[RosterInterval], entries: list[dict[str, Any]]) -> dict[int, Person]:
    found = {entry.person_id: entry.person for entry in before}
    return found | Person.objects.in_bulk([entry["person"] for entry in entries])


def _chair_gender(functions: dict[int, str], people: dict[int, Person]) -> str:
    chairs = [people[pk].gender for pk, function in functions.items() if function == Function.CHAIR and pk in people]
    return chairs[0] if chairs else Gender.MASCULINE


def _line(entry, person, was, then, now) -> Line:
    gender = person.gender if person else Gender.MASCULINE
    if entry["op"] == "dismiss":
        word = function_word(was.function, gender, then) if was else ""
        return Line("leaves", entry["name"], entry["person"], word, entry["provision"])
    becomes = function_word(entry["function"], gender, now)
    said = becomes + (f", {entry['description']}" if entry.get("description") else "")
    card = said_otherwise(entry, person)
    if was is None:
        return Line("joins", entry["name"], entry["person"], said, entry["provision"], card)
    before = function_word(was.function, gender, then)
    words = f"{before} → {becomes}" if was.function != entry["function"] else f"{was.description} → {said}"
    return Line("changes", entry["name"], entry["person"], words, entry["provision"], card)


def offices_changed(change: Change | None) -> list[str]:
    """„przewodniczący: Anna A → Bartosz B”: each office whose holder changes, while the team goes on."""
    if change is None or not change.after:
        return []
    return [said for office in _OFFICES if (said := _office(change, office))]


def _office(change: Change, office: str) -> str:
    people = Person.objects.in_bulk(list(change.after))
    was = next((entry for entry in change.before if entry.function == office), None)
    is_now = next((people[pk] for pk, function in change.after.items() if function == office and pk in people), None)
    if (was and was.person_id) == (is_now and is_now.pk):
        return ""
    gender = is_now.gender if is_now else was.person.gender
    word = "zastępca" if office == Function.DEPUTY else function_word(office, gender)
    return f"{word}: {was.name if was else 'nikt'} → {is_now or 'nikt'}"


def rules_changed(order: Order, since: datetime.date) -> list[tuple[str, str]]:
    """(before, after) of each rule of work that changes."""
    after, pk = order.effects.get("rules"), order.effects.get("team", {}).get("id")
    team = Team.objects.filter(pk=pk, centre=order.centre_id).first() if pk and after else None
    if team is None:
        return []
    before = team_rules.rules_on(team, since)
    names = ("order", "changed", "provisions")
    plain = [{name: value for name, value in said.items() if name not in names} for said in (before, after)]
    old, new = ([rule.words for rule in rules_of_work(said)] for said in plain)
    gone, come = [words for words in old if words not in new], [words for words in new if words not in old]
    pairs = max(len(gone), len(come))
    return list(zip(gone + [""] * (pairs - len(gone)), come + [""] * (pairs - len(come)), strict=True))
