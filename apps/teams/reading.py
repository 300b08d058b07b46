"""What a team's page tells: how it works and how it changed, each with the provision of an order that says so."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Q

from apps.accounts.models import Gender, Person
from apps.catalogue.models import FinalProduct
from apps.core import clock
from apps.core.polish import plural
from apps.orders.models import IssuedOrder

from . import rules
from .models import ExpertDocument, Function, Mandate, RosterInterval, Team
from .words import function_word, unbroken

_QUORUM = {
    "half": "co najmniej połowa członków zespołu",
    "more_than_half": "więcej niż połowa członków zespołu",
    "two_thirds": "co najmniej dwie trzecie członków zespołu",
}
_MAJORITY = {
    "simple": "Rozstrzyga zwykła większość głosów: „za” musi być więcej niż „przeciw”.",
    "absolute": "Rozstrzyga bezwzględna większość głosów: „za” musi być więcej niż „przeciw” i „wstrzymuję się” razem.",
}


@dataclass(frozen=True)
class Rule:
    """One rule of work in plain words, and the provision it follows from (may be empty)."""

    words: str
    provision: str = ""

    @property
    def cited(self) -> str:
        return unbroken(self.provision)


@dataclass(frozen=True)
class Change:
    """What one order did to a team: who came, left or got another place; whether its rules changed or it ended."""

    order: IssuedOrder
    on: datetime.date
    joined: list[dict] = field(default_factory=list)
    left: list[dict] = field(default_factory=list)
    moved: list[dict] = field(default_factory=list)
    rules: bool = False
    ended: str = ""  # the provision that dissolved the team or repealed its order


def rules_of_work(rules: dict) -> list[Rule]:
    """Quorum, majority, casting vote, circular mode and dissent, as the order set them."""
    if not rules:
        return []
    at_vote = provision_of(rules, "quorum")
    lines = [
        Rule(f"Głosowanie jest ważne, gdy bierze w nim udział {_QUORUM[rules['quorum']]}.", at_vote),
        Rule(_MAJORITY[rules["majority"]], provision_of(rules, "majority") or at_vote),
    ]
    if rules["casting_vote"]:
        presider = "Przy równej liczbie głosów rozstrzyga głos prowadzącego posiedzenie."
        lines.append(Rule(presider, provision_of(rules, "casting_vote") or at_vote))
    lines.append(Rule(_circular(rules["circular"]), provision_of(rules, "circular")))
    lines.append(Rule(_dissent(rules["dissent_days"], rules["dissent_day_kind"]), provision_of(rules, "dissent")))
    return lines


def provision_of(rules: dict, name: str) -> str:
    """„§ 4 ust. 5”, and when an order in force changed it: „…, zmieniony przez § 1 pkt 3 zarządzenia nr 31/2018”."""
    said, changed = rules.get("provisions", {}).get(name, ""), rules.get("changed", {}).get(name, "")
    return ", ".join(filter(None, [said, changed and f"{changed} zarządzenia nr {rules['order']}"]))


def _circular(allowed: bool) -> str:
    return "Można głosować w trybie obiegowym." if allowed else "Nie przewidziano głosowania w trybie obiegowym."


def _dissent(days: int, kind: str) -> str:
    if not days:
        return "Nie przewidziano zdań odrębnych."
    working = plural(days, " roboczego", " roboczych", " roboczych") if kind == "working" else ""
    return f"Zdanie odrębne można zgłosić w ciągu {days} {'dnia' if days == 1 else 'dni'}{working} od przyjęcia opinii."


@dataclass(frozen=True)
class RosterLine:
    """One person of a roster, with what the person is called there („zastępca przewodniczącej”)."""

    entry: RosterInterval
    function: str

    @property
    def provision(self) -> str:
        return unbroken(self.entry.provision)


def roster_with_orders(team: Team, day: datetime.date, changes: list[Change]) -> list[RosterLine]:
    """Who was in the team on the day, each with the order that made it so: one of those that changed the team."""
    orders = {change.order.pk: change.order for change in changes}
    roster = rules.roster_on(team, day)
    for entry in roster:
        entry.issued_order = orders[entry.issued_order_id]
    return in_words(roster)


def in_words(roster: list[RosterInterval]) -> list[RosterLine]:
    """The functions of one team's roster, by the gender of each person and of the chair."""
    chairs = [entry.person.gender for entry in roster if entry.function == Function.CHAIR]
    chair = chairs[0] if chairs else Gender.MASCULINE
    return [RosterLine(entry, function_word(entry.function, entry.person.gender, chair)) for entry in roster]


def changes_of(team: Team) -> list[Change]:
    """Every order that spoke of the team's composition, rules or end, the newest first. The one that appointed the
    team is among them and becomes its `issued_order`."""
    speaks = Q(order_id=team.pk) | Q(effects__team__id=team.pk)
    ends = Q(effects__repeals__contains=[{"order": team.pk}])
    about = IssuedOrder.objects.filter(speaks | ends, centre=team.centre_id).not_struck()
    about = about.only("order", "number_text", "signed_on", "effective_on", "effects")
    orders = list(about.order_by("effective_on", "year", "number"))
    team.issued_order = next(order for order in orders if order.order_id == team.pk)
    inside: set[int] = set()
    return [_change(order, team, inside) for order in orders][::-1]


def _change(order: IssuedOrder, team: Team, inside: set[int]) -> Change:
    """`inside`: who was in the team before this order; kept up to date."""
    entries = order.effects.get("composition", []) if order.effective_on < (team.until_on or datetime.date.max) else []
    appointed = [entry for entry in entries if entry["op"] == "appoint"]
    left = [entry for entry in entries if entry["op"] == "dismiss"]
    joined = [entry for entry in appointed if entry["person"] not in inside]
    moved = [entry for entry in appointed if entry["person"] in inside]
    inside |= {entry["person"] for entry in joined}
    inside -= {entry["person"] for entry in left}
    rules = "rules" in order.effects and order.order_id != team.pk
    return Change(order, order.effective_on, joined, left, moved, rules, _end(order, team))


def _end(order: IssuedOrder, team: Team) -> str:
    if "dissolves" in order.effects:
        return order.effects["dissolves"].get("provision", "")
    repealed = [one for one in order.effects.get("repeals", []) if one["order"] == team.pk]
    return repealed[0].get("provision", "") if repealed else ""


def mandate_shown(team: Team, day: datetime.date) -> Mandate:
    """The mandate of the day; before the team's first day its first one, after its last day the last; an empty one for
    a team that was dissolved before it began to work."""
    mandates = list(Mandate.objects.filter(centre=team.centre_id, team=team))
    if not mandates:
        return Mandate(products=[], documents=[])
    return next((m for m in reversed(mandates) if m.since_on <= day), mandates[0])


def products_of(team: Team, codes: list[str]) -> list[FinalProduct]:
    """Final products that orders gave to the team, in the wording of the pilot's Tabela 1."""
    if not team.pilot_id or not codes:
        return []
    found = FinalProduct.objects.filter(version__pilots=team.pilot_id, code__in=codes).select_related("version")
    return list(found.only("code", "short_name", "version__number"))


def documents_of(team: Team, pks: list[int]) -> list[ExpertDocument]:
    """Expert documents that orders gave to the team."""
    return list(ExpertDocument.objects.filter(pk__in=pks, pilot__centre_id=team.centre_id)) if pks else []


def rosters_on(centre_id: int, day: datetime.date) -> dict[int, list[RosterInterval]]:
    """Rosters of all teams of a centre on a day, by team."""
    rosters: dict[int, list[RosterInterval]] = {}
    for entry in RosterInterval.objects.filter(centre=centre_id).on(day).select_related("person"):
        rosters.setdefault(entry.team_id, []).append(entry)
    return rosters


@dataclass(frozen=True)
class TeamLine:
    """A team in the list: who leads it, how many are in it, and what the reader does there."""

    team: Team
    roster: list[RosterInterval]
    reader: Person

    @property
    def has_ended(self) -> bool:
        return self.team.until_on is not None and self.team.until_on <= clock.today()

    @property
    def chair(self) -> RosterInterval | None:
        return next((entry for entry in self.roster if entry.function == Function.CHAIR), None)

    @property
    def mine(self) -> str:
        """What the reader is in the team; empty when nothing."""
        lines = [line for line in in_words(self.roster) if line.entry.person_id == self.reader.pk]
        return lines[0].function if lines else ""
