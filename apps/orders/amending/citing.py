"""Naming an issued order in full (domain 2.2, ZTP § 158), in the case that the sentence needs."""

from apps.core.polish import day_in_words
from apps.orders.models import IssuedOrder

NOMINATIVE, GENITIVE, DATIVE, ACCUSATIVE, INSTRUMENTAL, LOCATIVE = range(6)
_NOUN = ("zarządzenie", "zarządzenia", "zarządzeniu", "zarządzenie", "zarządzeniem", "zarządzeniu")
_AMENDING = ("zmieniające", "zmieniającego", "zmieniającemu", "zmieniające", "zmieniającym", "zmieniającym")


def cited_act(issued: IssuedOrder, case: int = LOCATIVE) -> str:
    """„zarządzeniu nr 23/2018 Dyrektora … z dnia 11 czerwca 2018 r. w sprawie …”."""
    first, rest = issued.title.split(" ", 1)
    named = f"{_AMENDING[case]} {rest}" if first == _AMENDING[NOMINATIVE] else issued.title
    return f"{short_act(issued, case)} {issued.text.get('issuer', '')} z dnia {day_in_words(issued.signed_on)} {named}"


def short_act(issued: IssuedOrder, case: int = LOCATIVE) -> str:
    """„zarządzeniu nr 23/2018”."""
    return f"{_NOUN[case]} nr {issued.number_text}"
