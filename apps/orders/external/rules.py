"""Acts that are not the director's to issue: who keeps them, how they are cited, how they stand on a day."""

import datetime
from dataclasses import dataclass

from apps.accounts.models import Centre, User
from apps.core.polish import day_in_words
from apps.orders.models import ExternalAct
from apps.orders.relations import AWAITS, IN_FORCE, WORDS
from apps.orders.rules import can_draft
from apps.orders.text import bare, tidy

ENDED = "ended"
GENITIVE = {
    "zarządzenie": "zarządzenia",
    "uchwała": "uchwały",
    "rozporządzenie": "rozporządzenia",
    "ustawa": "ustawy",
    "obwieszczenie": "obwieszczenia",
    "porozumienie": "porozumienia",
    "decyzja": "decyzji",
    "statut": "statutu",
    "regulamin": "regulaminu",
}


@dataclass(frozen=True)
class Status:
    """`key` as in the register, or ENDED."""

    key: str
    words: str


def can_keep_acts(user: User, centre: Centre | None = None) -> bool:
    """The director and HR of the centre, as with drafts."""
    return can_draft(user, centre)


def status_on(act: ExternalAct, day: datetime.date) -> Status:
    """An act whose days are not known is taken to be in force from its own date."""
    if act.until_on and act.until_on < day:
        return Status(ENDED, f"obowiązywał do dnia {day_in_words(act.until_on)}")
    if (act.effective_on or act.dated_on) > day:
        return Status(AWAITS, WORDS[AWAITS])
    return Status(IN_FORCE, WORDS[IN_FORCE])


def citation(act: ExternalAct) -> str:
    """„zarządzenie nr 120/2019 Prezydenta Miasta … z dnia 27 lutego 2019 r. w sprawie … (Dz. Urz. …)” (ZTP § 158)."""
    return _cited(act, act.act_type)


def citation_in_genitive(act: ExternalAct) -> str:
    """The same after „stanowiącego załącznik do …”; empty when the kind of act is one we cannot inflect."""
    genitive = GENITIVE.get(tidy(act.act_type).lower(), "")
    return genitive and _cited(act, genitive)


def _cited(act: ExternalAct, kind: str) -> str:
    kind = tidy(kind)
    number = f" nr {act.number_text}" if act.number_text else ""
    journal = f" ({bare(act.journal)})" if act.journal else ""
    named = f"{kind[0].lower()}{kind[1:]}{number} {tidy(act.issuer_genitive)}"
    return f"{named} z dnia {day_in_words(act.dated_on)} {bare(act.title)}{journal}"


def wrong_end(begins: datetime.date | None, until_on: datetime.date | None) -> str:
    """Why an act cannot end that day. Empty when it can."""
    if begins and until_on and until_on < begins:
        return "Ten dzień jest wcześniejszy niż dzień, od którego akt obowiązuje."
    return ""
