"""The parts of a document with the pages on which they are written: what each lacks, who writes it, how far it is."""

from dataclasses import dataclass

from django.urls import reverse

from apps.catalogue.models import RequiredPart

from ..models import Opinion, Section, SectionAuthor
from ..reading import Gap

_SIGNS = (RequiredPart.Kind.ADVANTAGES, RequiredPart.Kind.DISADVANTAGES)


@dataclass(frozen=True)
class Place:
    """One part of the document. A section has its authors; lists of pluses, minuses and recommendations have none."""

    title: str
    url: str
    lacks: list[Gap]
    section: Section | None = None
    authors: tuple[str, ...] = ()

    @property
    def authors_url(self) -> str:
        return reverse("opinions:section_authors", args=[self.section.opinion_id, self.section.pk])


def places(opinion: Opinion, lacking: list[Gap]) -> list[Place]:
    """Every part in the order of the document. Its parts and sections have been read (apps.opinions.reading.gaps)."""
    kind = RequiredPart.Kind
    of_parts, unsaid = [gap for gap in lacking if gap.part], [gap for gap in lacking if not gap.part]
    of_sections = {gap.part.pk: [gap] for gap in of_parts if gap.part.kind == kind.SECTION}
    titles, authors = {part.pk: part.title for part in opinion.parts}, _authors(opinion)
    written = [
        Place(
            titles[section.part_id],
            reverse("opinions:section", args=[opinion.pk, section.pk]),
            (unsaid if number == 0 else []) + of_sections.get(section.part_id, []),
            section,
            tuple(authors.get(section.pk, ())),
        )
        for number, section in enumerate(opinion.sections.all())
    ]
    return [
        *written,
        _list("Plusy i minusy", "findings", opinion, [gap for gap in of_parts if gap.part.kind in _SIGNS]),
        _list(
            "Rekomendacje",
            "recommendations",
            opinion,
            [gap for gap in of_parts if gap.part.kind == kind.RECOMMENDATIONS],
        ),
    ]


def _list(title, page, opinion, lacking) -> Place:
    return Place(title, reverse(f"opinions:{page}", args=[opinion.pk]), lacking)


def _authors(opinion: Opinion) -> dict[int, list[str]]:
    """Names by section."""
    named: dict[int, list[str]] = {}
    for one in SectionAuthor.objects.filter(section__opinion=opinion).select_related("person"):
        named.setdefault(one.section_id, []).append(str(one.person))
    return named
