"""Composes the text of an order that appoints a team (domain: worked example A) and what the order does."""

import datetime
import re
from typing import Any

from apps.core.polish import day_in_words, plural
from apps.orders.models import Order
from apps.orders.text import (
    Node,
    bare,
    citations,
    litera,
    paragraf,
    punkt,
    to_json,
    ustep,
)
from apps.teams.models import Function
from apps.teams.words import by_gender, chair_word, function_word, members_word

from .content import CONVENING, DISSENT_IN_PROTOCOL, MAJORITIES, QUORUMS, Appointee, Appointment
from .terms import define

CIRCULAR_TEXT = "W sprawach niecierpiących zwłoki rozstrzygnięcie może zostać podjęte w trybie obiegowym."
_TYPED_MARK = re.compile(r"^(?:\d{1,2}[.)]|[a-z]\)|[-–—•*])\s+")
_ACTION_NOUN = re.compile(r"[A-ZĆŁŚŻŹÓ]\w+(?:nie|cie|cja|praca|analiza|ocena|udział|kontrola)\b")


def compose(said: Appointment) -> dict[str, Any]:
    """The fields of the order's draft: subject, body, effects, and when it takes effect."""
    tree = provisions(said)
    return {
        "subject": f"powołania {bare(said.name_genitive)}",
        "body": to_json(tree),
        "effects": effects(said, citations(tree)),
        "effective": said.effective,
        "effective_on": said.effective_on,
    }


def provisions(said: Appointment) -> tuple[Node, ...]:
    """Every § in order; terms are defined where they are first used."""
    around = [
        _team(said),
        _tasks(said),
        _work(said),
        _protocol(said),
        *_rest(said),
        entry_provision(said.effective, said.effective_on),
    ]
    defined = define(tuple(around), said.names)
    return defined[0], _composition(said), *defined[1:]


def effects(said: Appointment, cited: dict[str, str]) -> dict[str, Any]:
    """What the order does, as data: the roster, rights and ballots follow from it once the order is issued."""
    return {
        "kind": "appoint_team",
        "pilot": said.pilot,
        "team": {"name": bare(said.name), "name_genitive": bare(said.name_genitive)},
        "composition": [_appointed(someone, cited) for someone in _in_order(said)],
        "rules": _rules(said, cited),
        "products": [code for code, _ in said.products],
        "documents": [pk for pk, _ in said.documents],
        "provisions": {name: cited[name] for name in ("products", "documents", "opinion") if name in cited},
        "tell": [someone.person for someone in _in_order(said)],
    }


def _appointed(someone: Appointee, cited: dict[str, str]) -> dict[str, Any]:
    return {
        "op": "appoint",
        "person": someone.person,
        "name": someone.name,
        "description": bare(someone.description),
        "function": str(someone.function),
        "provision": cited[_key(someone)],
    }


def _rules(said: Appointment, cited: dict[str, str]) -> dict[str, Any]:
    return {
        "quorum": said.quorum,
        "majority": said.majority,
        "casting_vote": said.casting_vote,
        "circular": said.circular,
        "dissent_days": said.dissent_days or 0,
        "dissent_day_kind": said.dissent_day_kind,
        "provisions": {name: cited[name] for name in ("quorum", "circular", "dissent") if name in cited},
    }


# § 1 and § 2


def _team(said: Appointment) -> Node:
    appointed = f"Powołuje się {bare(said.name)}, zwany dalej „Zespołem”."
    return _in_usteps([appointed, _duration(said)])


def _duration(said: Appointment) -> str:
    project = f"projektu „{said.project}”, zwanego dalej „projektem”"
    if said.project and not said.indefinite:
        return f"Zespół działa na czas realizacji {project}."
    lasting = "Zespół działa przez czas nieokreślony"
    return f"{lasting}, w tym na potrzeby {project}." if said.project else f"{lasting}."


def _composition(said: Appointment) -> Node:
    if len(said.people) == 1:
        return paragraf(f"W skład Zespołu wchodzi {_titled(said.chair, said)}.", key=_key(said.chair))
    officers = [punkt(_titled(someone, said), key=_key(someone)) for someone in _in_order(said) if _is_officer(someone)]
    return paragraf("W skład Zespołu wchodzą:", *officers, *_members(said))


def _members(said: Appointment) -> list[Node]:
    members = said.holding(Function.MEMBER)
    if len(members) < 2:
        return [punkt(_titled(someone, said), key=_key(someone)) for someone in members]
    listed = [litera(_named(someone), key=_key(someone)) for someone in members]
    return [punkt(f"{members_word([someone.gender for someone in members])}:", *listed)]


def _in_order(said: Appointment) -> list[Appointee]:
    return [someone for function in Function.values for someone in said.holding(function)]


def _is_officer(someone: Appointee) -> bool:
    return someone.function != Function.MEMBER


def _titled(someone: Appointee, said: Appointment) -> str:
    return f"{function_word(someone.function, someone.gender, said.chair.gender)} – {_named(someone)}"


def _named(someone: Appointee) -> str:
    return f"{someone.name}, {bare(someone.description)}" if someone.description.strip() else someone.name


def _key(someone: Appointee) -> str:
    return f"person {someone.person}"


# § 3: what the team does


def _tasks(said: Appointment) -> Node:
    tasks = [task_text(task) for task in said.tasks]
    if len(tasks) == 1:
        first = ustep(f"Do zadań Zespołu należy {tasks[0]}.")
    else:
        first = ustep("Do zadań Zespołu należy:", *map(punkt, tasks))
    return _in_usteps([first, _products(said), _documents(said), _opinion_deadline(said)])


def task_text(typed: str) -> str:
    """A typed task without a mark of its own; an action noun that opens it starts small, as points do."""
    text = _TYPED_MARK.sub("", typed.strip())
    return text[0].lower() + text[1:] if _ACTION_NOUN.match(text) else text


def _products(said: Appointment) -> Node | None:
    if not (said.list_work and said.products):
        return None
    named = [f"produkt {code} – „{bare(name)}”" for code, name in said.products]
    where = f"w tabeli „{said.table_title}”" if said.table_title else "w Tabeli 1"
    if len(named) == 1:
        return ustep(f"Zespół przygotowuje produkt końcowy pilotażu określony {where}: {named[0]}.", key="products")
    return ustep(
        f"Zespół przygotowuje produkty końcowe pilotażu określone {where}:", *map(punkt, named), key="products"
    )


def _documents(said: Appointment) -> Node | None:
    if not (said.list_work and said.documents):
        return None
    named = [f"„{bare(title)}”" for _, title in said.documents]
    experts = _experts(said, "ekspertów zatrudnionych", "ekspertów", first=not said.mentions_experts)
    if len(named) == 1:
        return ustep(f"Zespół pracuje nad dokumentem przygotowywanym przez {experts}: {named[0]}.", key="documents")
    intro = f"Zespół pracuje nad dokumentami przygotowywanymi przez {experts}:"
    return ustep(intro, *map(punkt, named), key="documents")


def _experts(said: Appointment, full: str, short: str, *, first: bool) -> str:
    return f"{full} w ramach projektu" if first and said.project else short


def _opinion_deadline(said: Appointment) -> Node | None:
    if not said.opinion_days:
        return None
    return ustep(opinion_text(said.names.director_dative, said.opinion_days), key="opinion")


def opinion_text(director_dative: str, days: int) -> str:
    return (
        f"Opinię o propozycji dokumentu, wraz z zestawieniem uwag, Zespół przedstawia {director_dative} w terminie "
        f"{days_text(days, 'calendar')} od dnia otrzymania tej propozycji."
    )


# § 4: how it works


def _work(said: Appointment) -> Node:
    return _in_usteps([_lead(said), _convene(said), _decide(said), _circular(said), _dissent(said), _guests(said)])


def _lead(said: Appointment) -> str:
    chair = said.chair
    absence = f"a w razie {by_gender(chair.gender, 'jej', 'jego')} nieobecności –"
    leads = f"Pracami Zespołu kieruje {chair_word(chair.gender)}"
    if said.holding(Function.DEPUTY):
        return f"{leads}, {absence} zastępca {chair_word(chair.gender, 'genitive')}."
    if len(said.people) == 1:
        return f"{leads}."
    return f"{leads}, {absence} wyznaczony przez {by_gender(chair.gender, 'nią', 'niego')} członek Zespołu."


def _convene(said: Appointment) -> str:
    return (
        f"Posiedzenia Zespołu zwołuje {chair_word(said.chair.gender)} z własnej inicjatywy, "
        f"na wniosek {said.names.director_genitive} albo na wniosek {CONVENING[said.convening]}."
    )


def _decide(said: Appointment) -> Node:
    return ustep(decision_text(said.majority, said.quorum, said.casting_vote), key="quorum")


def decision_text(majority: str, quorum: str, casting_vote: bool) -> str:
    rule = f"Zespół podejmuje rozstrzygnięcia {MAJORITIES[majority]} w obecności {QUORUMS[quorum]}."
    casting = "W przypadku równej liczby głosów rozstrzyga głos prowadzącego posiedzenie."
    return f"{rule} {casting}" if casting_vote else rule


def _circular(said: Appointment) -> Node | None:
    return ustep(CIRCULAR_TEXT, key="circular") if said.circular else None


def _dissent(said: Appointment) -> Node | None:
    if not said.dissent_days:
        return None
    return ustep(dissent_text(said.dissent_days, said.dissent_day_kind), key="dissent")


def dissent_text(days: int, kind: str) -> str:
    return (
        "Członek Zespołu, który nie zgadza się z przyjętą opinią, może zgłosić zdanie odrębne wraz z uzasadnieniem "
        f"w terminie {days_text(days, kind)} od dnia przyjęcia opinii. Zdanie odrębne dołącza się do opinii."
    )


def days_text(n: int, kind: str) -> str:
    """„3 dni roboczych”, „14 dni”."""
    day = plural(n, "dnia", "dni", "dni")
    return f"{n} {day} {plural(n, 'roboczego', 'roboczych', 'roboczych')}" if kind == "working" else f"{n} {day}"


def _guests(said: Appointment) -> str | None:
    if not said.guests:
        return None
    named_before = said.mentions_experts or (said.list_work and said.documents)
    experts = _experts(said, "eksperci zatrudnieni", "eksperci", first=not named_before)
    who = f"{experts} oraz inne osoby" if said.project or named_before else "osoby"
    return (
        f"W posiedzeniach Zespołu mogą uczestniczyć, bez prawa głosu, {who} zaproszone przez "
        f"{chair_word(said.chair.gender, 'accusative')}."
    )


# § 5 and further


def _protocol(said: Appointment) -> Node:
    left_out = "" if said.dissent_days else DISSENT_IN_PROTOCOL
    items = [bare(item) for item in said.protocol if bare(item) != left_out]
    kept = "Z posiedzenia Zespołu sporządza się protokół"
    if len(items) < 2:
        first: str | Node = f"{kept} zawierający {items[0]}." if items else f"{kept}."
    else:
        first = ustep(f"{kept} zawierający w szczególności:", *map(punkt, items))
    return _in_usteps([first, _who_keeps_it(said)])


def _who_keeps_it(said: Appointment) -> str:
    if said.holding(Function.SECRETARY):
        return "Protokół sporządza sekretarz, a podpisują prowadzący posiedzenie i sekretarz."
    if len(said.people) == 1:
        return f"Protokół sporządza i podpisuje {chair_word(said.chair.gender)}."
    return (
        f"Protokół sporządza członek Zespołu wyznaczony przez {chair_word(said.chair.gender, 'accusative')}, "
        "a podpisują prowadzący posiedzenie i sporządzający protokół."
    )


def _rest(said: Appointment) -> list[Node]:
    executor = bare(said.executed_by) or f"{chair_word(said.chair.gender, 'dative')} Zespołu"
    sentences = [
        "Udział w pracach Zespołu odbywa się w ramach obowiązków służbowych." if said.on_duty else "",
        f"Obsługę organizacyjno-techniczną Zespołu zapewnia {bare(said.service)}." if said.service.strip() else "",
        *said.further,
        f"Wykonanie zarządzenia powierza się {executor}.",
    ]
    return [paragraf(sentence) for sentence in sentences if sentence]


def entry_provision(effective: str, effective_on: datetime.date | None) -> Node:
    """„Zarządzenie wchodzi w życie …” (ZTP § 45)."""
    day = day_in_words(effective_on) if effective_on else ""
    when = {
        Order.Effective.ON_SIGNING: "z dniem podpisania",
        Order.Effective.ON_DATE: f"z dniem {day}",
        Order.Effective.RETROACTIVE: f"z dniem podpisania, z mocą od dnia {day}",
    }[Order.Effective(effective)]
    return paragraf(f"Zarządzenie wchodzi w życie {when}.")


def _in_usteps(units: list[str | Node | None]) -> Node:
    return paragraf(*[ustep(unit) if isinstance(unit, str) else unit for unit in units if unit])
