"""Rules of work that are data, as changes of the provisions that set them; and the rules as the order then says."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from apps.core.errors import DomainError
from apps.orders.amending.changes import Add, Change, Path, Repeal, ReplaceWords, Reword
from apps.orders.amending.units import unit_at, walk
from apps.orders.text import USTEP, Node, bare
from apps.teams.appointment.content import DISSENT_IN_PROTOCOL, MAJORITIES, QUORUMS
from apps.teams.appointment.text import CIRCULAR_TEXT, days_text, decision_text, dissent_text, opinion_text
from apps.teams.reading import provision_of

from .content import Rules, TeamChange, path_of

OPINION_DAYS = re.compile(r"w terminie (\d+) (?:dnia|dni)\b")
_VERBS = {Reword: "w brzmieniu ustalonym przez", Add: "dodany przez", Repeal: "uchylony przez"}
_NAMES = {
    "quorum": "o kworum i większości",
    "circular": "o trybie obiegowym",
    "dissent": "o zdaniu odrębnym",
    "opinion": "o terminie na opinię",
}


@dataclass(frozen=True)
class RuleChange:
    """What is done for one rule; `name` is its key among the provisions."""

    name: str
    change: Change

    @property
    def verb(self) -> str:
        return _VERBS.get(type(self.change), "zmieniony przez")


def rules_before(said: dict[str, Any] | None, provisions: dict[str, str], tree: tuple[Node, ...]) -> Rules:
    """The rules of the day as the form shows them."""
    if not said:
        return Rules()
    found = _unit_of(provisions.get("opinion", ""), tree)
    days = OPINION_DAYS.search(found.text) if found else None
    same = {name: said[name] for name in ("quorum", "majority", "casting_vote", "circular", "dissent_day_kind")}
    return Rules(**same, dissent_days=said["dissent_days"] or None, opinion_days=int(days[1]) if days else None)


def rule_changes(said: TeamChange) -> list[RuleChange]:
    """In no order: the engine puts them in the order of the amended act."""
    before, after = said.before, said.after
    if before == after or not said.rules_said:
        return []
    made = [*_decision(said), *_circular(said), *_dissent(said), *_opinion(said)]
    return [one for one in made if one]


def rules_after(said: TeamChange, made: list[RuleChange], provision: Callable[[Change], str], units: Callable) -> dict:
    """The whole rules for the effects, each with its provision. `units(change)`: the citation of what it adds."""
    provisions = {name: provision_of(said.rules_said, name) for name in said.rules_said.get("provisions", {})}
    changed = {}
    for one in made:
        if one.name == "opinion":
            continue
        unit = said.rules_said.get("provisions", {}).get(one.name, "")
        provisions[one.name] = units(one.change) if isinstance(one.change, Add) else unit.split(",")[0]
        changed[one.name] = f"{one.verb} {provision(one.change)}"
    after = said.after
    return {
        "quorum": after.quorum,
        "majority": after.majority,
        "casting_vote": after.casting_vote,
        "circular": after.circular,
        "dissent_days": after.dissent_days or 0,
        "dissent_day_kind": after.dissent_day_kind,
        "provisions": {name: cited for name, cited in provisions.items() if cited},
        "changed": changed,
    }


# Each rule


def _decision(said: TeamChange) -> Iterator[RuleChange]:
    before, after = said.before, said.after
    if _deciding(before) == _deciding(after):
        return
    path, node = _provision(said, "quorum")
    words = [
        (MAJORITIES[before.majority], MAJORITIES[after.majority]),
        (QUORUMS[before.quorum], QUORUMS[after.quorum]),
    ]
    changed = [(old, new) for old, new in words if old != new]
    if before.casting_vote == after.casting_vote and len(changed) == 1 and _stands_once(changed[0][0], node):
        yield RuleChange("quorum", ReplaceWords(path, *changed[0]))
    else:
        whole = decision_text(after.majority, after.quorum, after.casting_vote)
        yield RuleChange("quorum", Reword((path,), (Node(node.kind, whole),)))


def _deciding(rules: Rules) -> tuple[str, str, bool]:
    return rules.majority, rules.quorum, rules.casting_vote


def _circular(said: TeamChange) -> Iterator[RuleChange]:
    if said.after.circular == said.before.circular:
        return
    if said.after.circular:
        yield RuleChange("circular", _added_after(said, ("quorum",), CIRCULAR_TEXT))
    else:
        yield RuleChange("circular", Repeal((_provision(said, "circular")[0],)))


def _dissent(said: TeamChange) -> Iterator[RuleChange]:
    before, after = (days_of(rules) for rules in (said.before, said.after))
    if before == after:
        return
    if not before:
        text = dissent_text(said.after.dissent_days, said.after.dissent_day_kind)
        yield RuleChange("dissent", _added_after(said, ("circular", "quorum"), text))
        return
    path, node = _provision(said, "dissent")
    if after and _stands_once(before, node):
        yield RuleChange("dissent", ReplaceWords(path, before, after))
    elif after:
        text = dissent_text(said.after.dissent_days, said.after.dissent_day_kind)
        yield RuleChange("dissent", Reword((path,), (Node(node.kind, text),)))
    else:
        yield RuleChange("dissent", Repeal((path,)))


def days_of(rules: Rules) -> str:
    return days_text(rules.dissent_days, rules.dissent_day_kind) if rules.dissent_days else ""


def protocol_changes(said: TeamChange) -> list[Change]:
    """The protocol no longer tells of dissenting opinions that nobody may file."""
    if not said.rules_said or said.after.dissent_days or not said.before.dissent_days:
        return []
    found = [path for path, node, _ in walk(said.tree) if not node.repealed and bare(node.text) == DISSENT_IN_PROTOCOL]
    return [Repeal((path,)) for path in found]


def _opinion(said: TeamChange) -> Iterator[RuleChange]:
    before, after = said.before.opinion_days, said.after.opinion_days
    if before == after:
        return
    if not before:
        path = _tasks(said.tree)
        unit = Node(USTEP, opinion_text(said.director_dative, after))
        yield RuleChange("opinion", Add(path, "", (unit,)))
        return
    path, node = _provision(said, "opinion")
    old = days_text(before, "calendar")
    if after and _stands_once(old, node):
        yield RuleChange("opinion", ReplaceWords(path, old, days_text(after, "calendar")))
    elif after:
        whole = replace(node, text=OPINION_DAYS.sub(f"w terminie {days_text(after, 'calendar')}", node.text), label="")
        yield RuleChange("opinion", Reword((path,), (whole,)))
    else:
        yield RuleChange("opinion", Repeal((path,)))


# Finding provisions


def _provision(said: TeamChange, name: str) -> tuple[Path, Node]:
    cited = {**(said.provisions or {}), **said.rules_said.get("provisions", {})}.get(name, "")
    node = _unit_of(cited, said.tree)
    if node is None:
        raise DomainError(
            f"Program nie znajduje w treści zarządzenia przepisu {_NAMES[name]}. Zostaw tę zasadę bez zmian."
        )
    return path_of(cited), node


def _unit_of(citation: str, tree: tuple[Node, ...]) -> Node | None:
    path = path_of(citation)
    try:
        node = unit_at(tree, path) if path else None
    except DomainError:
        return None
    return node if node and not node.repealed else None


def _added_after(said: TeamChange, names: Iterable[str], text: str) -> Add:
    """After the first of these provisions that is there; ustępy stand only among ustępy."""
    cited = [path_of(said.rules_said.get("provisions", {}).get(name, "")) for name in names]
    for path in (path for path in cited if len(path) > 1):
        if _unit_of(" ".join(_said(path)), said.tree):
            return Add(path[:-1], path[-1][1], (Node(path[-1][0], text),))
    raise DomainError("Program nie znajduje w treści zarządzenia miejsca na ten przepis. Dodaj go jako dalszy przepis.")


def _said(path: Path) -> Iterator[str]:
    from apps.orders.text import citation

    return (citation(kind, label) for kind, label in path)


def _tasks(tree: tuple[Node, ...]) -> Path:
    for path, node, _ in walk(tree):
        if len(path) == 2 and path[1][0] == USTEP and node.text.startswith("Do zadań Zespołu"):
            return path[:1]
    raise DomainError("Zadania zespołu nie są podzielone na ustępy. Termin na opinię dodaj jako dalszy przepis.")


def _stands_once(words: str, node: Node) -> bool:
    found = re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", node.text)
    return len(found) == 1 and not node.children
