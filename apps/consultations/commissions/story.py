"""What happened to a document, from its own rows; from the audit only what leaves no row."""

import datetime
from typing import Any

from django.db.models import Q

from apps.core.models import AuditEvent
from apps.core.polish import day_in_words

from .reading import Page
from .states import by_act

Event = dict[str, Any]
_OF_DOCUMENT = {
    "expert_document.change": "Zmieniono opis dokumentu.",
    "expert_document.withdraw": "Wycofano dokument.",
    "expert_document.restore": "Przywrócono dokument.",
    "order_draft.opened": "Otwarto projekt zarządzenia dla zespołów.",
    "order_draft.refreshed": "Pobrano nową wersję z projektu zarządzenia.",
}


def story(page: Page) -> list[Event]:
    """The newest first, for components/timeline.html."""
    events = [*_of_versions(page), *_of_opinions(page), *_of_acts(page), *_of_topics(page), *_of_information(page)]
    return sorted([*events, *_from_audit(page, events)], key=lambda event: event["at"], reverse=True)


def _from_audit(page, others):
    """In example data the audit was written later than the days it tells of, so the beginning is never told after
    what followed it."""
    document, numbers = page.document, {one.pk: one.number for one in page.standing.versions}
    of_document = Q(object_type="teams.expertdocument", object_id=document.pk)
    of_versions = Q(object_type="consultations.documentversion", object_id__in=list(numbers))
    found = AuditEvent.objects.filter(
        of_document & Q(verb__in=["expert_document.add", *_OF_DOCUMENT])
        | of_versions & Q(verb__in=["version.extend", "version.withdraw"])
    )
    for deed in found:
        if deed.verb == "expert_document.add":
            yield _event(min([deed.at, *(event["at"] for event in others)]), "Dodano dokument.", deed.actor_name)
        else:
            said = _OF_DOCUMENT.get(deed.verb) or _of_version(deed, numbers[deed.object_id])
            yield _event(deed.at, said, deed.actor_name)


def _of_version(deed, number):
    if deed.verb == "version.withdraw":
        return f"Wycofano wersję {number}."
    until = datetime.date.fromisoformat(deed.data["until"])
    return f"Przedłużono termin uwag do wersji {number}: do {day_in_words(until)}"


def _of_versions(page):
    for version in page.standing.versions:
        if getattr(version, "consultation", None):
            yield from _of_consultation(version, page.standing.ever_asked.get(version.pk, []))


def _of_consultation(version, asked):
    consultation, number = version.consultation, version.number
    teams = ", ".join(str(one.team) for one in asked)
    said = f"Przekazano wersję {number} do zaopiniowania: {teams}."
    yield _event(consultation.sent_at, said, version.sent_by_name, version.get_absolute_url())
    for one in asked:
        if one.closed_at:
            yield _event(one.closed_at, f"Zespół zakończył zgłaszanie uwag do wersji {number}.", str(one.team))
    if consultation.closed_at:
        said = f"Zamknięto zbieranie uwag do wersji {number}."
        yield _event(consultation.closed_at, said, version.closed_by_name)
    if consultation.answered_at:
        said = f"Przekazano zespołom odpowiedzi na uwagi do wersji {number}."
        yield _event(consultation.answered_at, said, version.answered_by_name)
    if consultation.returned_at:
        said = f"Zwrócono wersję {number} do poprawienia."
        yield _event(consultation.returned_at, said, version.returned_by_name)


def _of_opinions(page):
    for opinion in page.standing.opinions:
        if opinion.adoption_id is None:
            continue
        number = next(one.number for one in page.standing.versions if one.pk == opinion.of_version_id)
        said = f"Przyjęto opinię o wersji {number}: {opinion.get_conclusion_display()}."
        yield _event(opinion.adoption.adopted_at, said, str(opinion.team), opinion.get_absolute_url())


def _of_acts(page):
    for version in page.standing.versions:
        if acceptance := getattr(version, "acceptance", None):
            said = f"Zatwierdzono wersję {version.number}."
            yield _event(acceptance.accepted_at, said, acceptance.accepted_by_name)
    for sent in page.forwardings:
        said = f"Przekazano wersję {sent.of_version.number}: {sent.addressee}."
        yield _event(sent.forwarded_at, said, sent.forwarded_by.full_name)
    for order in page.standing.orders:
        said = f"Dokument wprowadzono {by_act(order)}."
        yield _event(order.issued_at, said, order.issued_by_name, order.get_absolute_url())
    for one in page.standing.recorded:
        act = one.issued_order or one.external_act
        said = f"Wpisano, że dokument wprowadzono {by_act(act)}."
        yield _event(one.recorded_at, said, one.recorded_by_name, act.get_absolute_url())


def _of_topics(page):
    for topic in page.topics:
        yield _event(topic.asked_at, f"Wskazano zagadnienie {topic.number}: {topic.title}", topic.asked_by_name)
    for topic in page.topics:
        for one in filter(lambda team: team["at"], topic.teams):
            said = f"Przekazano koncepcję zagadnienia {topic.number}."
            yield _event(datetime.datetime.fromisoformat(one["at"]), said, one["team"], topic.get_absolute_url())


def _of_information(page):
    for given in page.information:
        yield _event(given.given_at, f"Przekazano informację: {given.title}", given.given_by_name)


def _event(at: datetime.datetime, what: str, who: str, link: str = "") -> Event:
    return {"at": at, "what": what, "who": who, "link": link}
