"""What happened to a document, from its own rows; from the audit only what leaves no row."""

import datetime
from typing import Any

from apps.consultations.models import Concept, DeadlineExtension
from apps.core.models import AuditEvent
from apps.core.polish import day_in_words

from .linking import page_of
from .reading import Page
from .states import by_act

Event = dict[str, Any]
_TOLD = {
    "expert_document.change": "Zmieniono opis dokumentu.",
    "expert_document.withdraw": "Wycofano dokument.",
    "expert_document.restore": "Przywrócono dokument.",
}


def story(page: Page) -> list[Event]:
    """The newest first, for components/timeline.html."""
    events = [*_of_versions(page), *_of_opinions(page), *_of_acts(page), *_of_topics(page), *_of_information(page)]
    return sorted([*events, *_of_document(page, events)], key=lambda event: event["at"], reverse=True)


def _of_document(page, others):
    """In example data the audit was written later than the days it tells of, so the beginning is never told after
    what followed it."""
    document = page.document
    found = AuditEvent.objects.filter(object_type=document._meta.label_lower, object_id=document.pk)
    for deed in found.filter(verb__in=["expert_document.add", *_TOLD]):
        if deed.verb == "expert_document.add":
            at = min([deed.at, *(event["at"] for event in others)])
            yield _event(at, "Dodano dokument.", deed.actor_name)
        else:
            yield _event(deed.at, _TOLD[deed.verb], deed.actor_name)


def _of_versions(page):
    for version in page.standing.versions:
        consultation = getattr(version, "consultation", None)
        if consultation is None:
            continue
        asked = ", ".join(str(one.team) for one in page.standing.ever_asked.get(version.pk, []))
        said = f"Przekazano wersję {version.number} do zaopiniowania: {asked}."
        yield _event(consultation.sent_at, said, consultation.sent_by.full_name, page_of(version))
        if consultation.closed_at:
            said = f"Zamknięto zbieranie uwag do wersji {version.number}."
            yield _event(consultation.closed_at, said, consultation.closed_by.full_name)
        if consultation.answered_at:
            said = f"Przekazano zespołom odpowiedzi na uwagi do wersji {version.number}."
            yield _event(consultation.answered_at, said, consultation.answered_by.full_name)
    for longer in DeadlineExtension.objects.filter(consultation__of_version__document=page.document).select_related(
        "extended_by"
    ):
        said = f"Przedłużono termin uwag do {day_in_words(longer.to_on)}"
        yield _event(longer.extended_at, said, longer.extended_by.full_name)


def _of_opinions(page):
    for opinion in page.standing.opinions:
        if opinion.adoption_id is None:
            continue
        number = next(one.number for one in page.standing.versions if one.pk == opinion.of_version_id)
        said = f"Przyjęto opinię o wersji {number}: {opinion.get_conclusion_display()}."
        yield _event(opinion.adoption.adopted_at, said, str(opinion.team), page_of(opinion))


def _of_acts(page):
    for version in page.standing.versions:
        if acceptance := getattr(version, "acceptance", None):
            said = f"Zatwierdzono wersję {version.number}."
            yield _event(acceptance.accepted_at, said, acceptance.accepted_by_name)
    for sent in page.forwardings:
        said = f"Przekazano wersję {sent.of_version.number}: {sent.addressee}."
        yield _event(sent.forwarded_at, said, sent.forwarded_by.full_name)
    for act in page.standing.acts:
        link = (act.issued_order or act.external_act).get_absolute_url()
        yield _event(act.recorded_at, f"Dokument wprowadzono {by_act(act)}.", act.recorded_by.full_name, link)


def _of_topics(page):
    for topic in page.topics:
        yield _event(topic.asked_at, f"Wskazano zagadnienie {topic.number}: {topic.title}", topic.asked_by_name)
    for topic in page.topics:
        for concept in topic.concepts.all():
            if concept.status != Concept.Status.WORKING:
                said = f"Przekazano koncepcję zagadnienia {topic.number}."
                yield _event(concept.handed_at, said, str(concept.team), page_of(topic))


def _of_information(page):
    for given in page.information:
        yield _event(given.given_at, f"Przekazano informację: {given.title}", given.given_by_name)


def _event(at: datetime.datetime, what: str, who: str, link: str = "") -> Event:
    return {"at": at, "what": what, "who": who, "link": link}
