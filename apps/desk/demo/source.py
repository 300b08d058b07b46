"""What the example centres consist of, and the accounts that open them."""

import json
import unicodedata
from typing import Any

from django.conf import settings

PASSWORD = "przyklad-pilotazu-2018"  # noqa: S105  public on purpose: it opens only example accounts
OPERATOR = ("operator@example.org", "Olgierd Instalacyjny")
REVIEWER = ("recenzentka@example.org", "Wiesława Recenzencka")
TOOLS = (
    {
        "name": "Ankieta dla pracowników (przykład)",
        "description": "Pytania o zmiany w codziennej pracy. Narzędzie wymyślone na użytek przykładu.",
        "address": "",
    },
    {
        "name": "Scenariusz wywiadu grupowego (przykład)",
        "description": "Plan rozmowy z zespołem o plusach i minusach. Narzędzie wymyślone na użytek przykładu.",
        "address": "",
    },
)
FILES = ("czestochowa.json", "przykladowo.json")
_FOLDER = settings.BASE_DIR / "fixtures" / "demo"
_WITHOUT_MARK = str.maketrans("łŁ", "lL")


def centres() -> list[dict[str, Any]]:
    return [json.loads((_FOLDER / name).read_text()) for name in FILES]


def email_of(person: dict[str, Any]) -> str:
    """anna.przykladowa@example.org"""
    name = f"{person['first_name']}.{person['last_name']}".translate(_WITHOUT_MARK).lower()
    plain = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode()
    return f"{plain}@example.org"


def accounts() -> list[tuple[str, str, str]]:
    """Who is worth trying out: (where, who, e-mail address)."""
    people = [(at, person) for at in centres() for person in at["people"] if "shown" in person]
    inside = [(at["centre"]["short_name"], f"{_name(who)} – {who['shown']}", email_of(who)) for at, who in people]
    wide = [("WRZOS", f"{REVIEWER[1]} – recenzentka", REVIEWER[0])]
    return [*inside, *wide, ("instalacja", f"{OPERATOR[1]} – administrator instalacji", OPERATOR[0])]


def _name(person: dict[str, Any]) -> str:
    return f"{person['first_name']} {person['last_name']}"
