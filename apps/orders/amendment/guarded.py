"""Units from which the roster or the rules of a team follow: changing their words alone would leave the data behind, so
they are changed by an order of their own kind."""

import re

from apps.orders.amending.changes import Path
from apps.orders.models import IssuedOrder

_CITED = re.compile(r"(§|ust\.|pkt|lit\.) (\w+)")
_KIND = {"§": "paragraf", "ust.": "ustep", "pkt": "punkt", "lit.": "litera"}
ROSTER = "Z {unit} wynika skład zespołu."
RULES = "Z {unit} wynikają zasady pracy zespołu."


def guarded_units(issued: IssuedOrder) -> dict[Path, str]:
    """Path → why. Of the composition its whole §, since people are added to it."""
    effects = issued.effects
    rules = (effects.get("rules") or {}).get("provisions", {})
    guarded = {path_cited(where): RULES for where in rules.values()}
    sections = {path_cited(one.get("provision", ""))[:1]: ROSTER for one in effects.get("composition", [])}
    return {path: why for path, why in (guarded | sections).items() if path}


def path_cited(provision: str) -> Path:
    """The path of „§ 2 pkt 3”."""
    return tuple((_KIND[name], label) for name, label in _CITED.findall(provision))


def why_guarded(path: Path, guarded: dict[Path, str], *, whole: bool) -> str:
    """Why the unit may not be changed here: it is guarded or within a guarded one; changed as a `whole`, also when it
    is around one."""
    for other, why in guarded.items():
        shorter = min(len(path), len(other)) if whole else len(other)
        if shorter and path[:shorter] == other[:shorter]:
            return why
    return ""
