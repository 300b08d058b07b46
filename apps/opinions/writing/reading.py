"""What the pages of a section show beside its text."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.safestring import SafeString

from apps.accounts.models import User
from apps.core import clock
from apps.implementation.models import Evidence
from apps.teams.models import RosterInterval
from apps.texts.history import unused_text_of, unused_texts_of
from apps.texts.merge import adds_nothing

from .. import rules
from ..claims.mentions import numbers_in
from ..content import recommendations_in_order
from ..models import Citation, Comment, Finding, Opinion, Section, SectionAuthor
from .anchors import Anchor
from .marking import marked

FIRST_WORDS = 90  # characters


def section_of(opinion: Opinion, pk: int) -> QuerySet[Section]:
    """The section as its pages need it; the opinion is the one that the person may see."""
    comments = Comment.objects.filter(section=OuterRef("pk"), parent=None, resolved_at=None).order_by()
    counted = Coalesce(Subquery(comments.values("section").annotate(n=Count("pk")).values("n")), 0)
    found = opinion.sections.filter(pk=pk).select_related("part", "edited_by__person")
    return found.annotate(open_comments=counted)


@dataclass(frozen=True)
class Neighbour:
    """Another section of the document: who writes it and how far it is."""

    section: Section
    authors: list[str]
    is_here: bool


def neighbours(opinion: Opinion, here: Section) -> list[Neighbour]:
    name = Concat("authors__person__first_name", Value(" "), "authors__person__last_name")
    named = ArrayAgg(name, order_by="authors__pk", filter=Q(authors__isnull=False), default=Value([]))
    sections = opinion.sections.select_related("part").defer("body").annotate(names=named)
    return [Neighbour(one, one.names, one.pk == here.pk) for one in sections]


def evidence_for(opinion: Opinion, section: Section) -> list[Evidence]:
    """The register of the pilot, each piece with its citation by this section if there is one."""
    citation = Citation.objects.filter(section=section, evidence=OuterRef("pk")).values("pk")[:1]
    pieces = Evidence.objects.filter(pilot_id=opinion.pilot_id).select_related("current")
    shown = pieces.defer("current__statement", "current__description").annotate(citation=Subquery(citation))
    return [one for one in shown if one.citation or not one.withdrawn_at]


def claims(opinion: Opinion) -> dict[str, list[str]]:
    """The beginnings of what the other pages of the document hold."""
    found = list(opinion.findings.all())
    said = {sign: [_first(one.body) for one in found if one.sign == sign] for sign in Finding.Sign.values}
    recommended = enumerate(recommendations_in_order(opinion), start=1)
    return said | {"recommendations": [f"R{number}. {_first(one.body)}" for number, one in recommended]}


def _first(text: str) -> str:
    return text if len(text) <= FIRST_WORDS else text[:FIRST_WORDS].rsplit(" ", 1)[0] + "…"


def workspace(user: User, opinion: Opinion, section: Section) -> dict[str, Any]:
    """Everything at hand while one writes."""
    all_sections = neighbours(opinion, section)
    return {
        "neighbours": all_sections,
        "authors": next(one.authors for one in all_sections if one.is_here),
        "evidence": evidence_for(opinion, section),
        "named": numbers_in(section),
        "claims": claims(opinion),
        "open_comments": section.open_comments,
        "steps": list(opinion.product.steps.select_related("product__version")),
        "lost": unused_text_of(user, section, "body"),
    }


@dataclass(frozen=True)
class Thread:
    """A comment with its replies. `is_gone`: the passage it was about is no longer in the text."""

    number: int
    comment: Comment
    replies: list[Comment]
    is_gone: bool


def threads(section: Section) -> tuple[SafeString, list[Thread]]:
    """The text with the passages of open comments marked, and all comments, the open ones first."""
    every = list(section.comments.select_related("written_by__person", "resolved_by__person"))
    tops = [one for one in every if one.parent_id is None]
    numbered = list(enumerate(tops, start=1))
    anchors = [
        (number, Anchor(one.quote, one.prefix, one.suffix))
        for number, one in numbered
        if one.quote and not one.resolved_at
    ]
    text, found = marked(section.body, anchors)
    shown = [
        Thread(
            number,
            one,
            [reply for reply in every if reply.parent_id == one.pk],
            bool(one.quote) and not one.resolved_at and number not in found,
        )
        for number, one in numbered
    ]
    return text, sorted(shown, key=lambda thread: bool(thread.comment.resolved_at))


_SHOWN_AT_HOME = [
    "section__due_on",
    "section__state",
    "section__body",
    "section__part__title",
    "section__opinion__team",
    "section__opinion__product__code",
    "section__opinion__product__short_name",
    "section__opinion__step__intermediate_title",
]


def waiting_for(user: User) -> list[SectionAuthor]:
    """Sections that are this person's to write and not ready yet, in teams that the person is in today."""
    waiting = SectionAuthor.objects.filter(
        person=user.person_id,
        section__opinion__status__in=rules.EDITABLE,
        section__opinion__pilot__centre=user.centre_id,
    ).exclude(section__state=Section.State.READY)
    together = ("section__part", "section__opinion__product", "section__opinion__step")
    narrow = waiting.select_related(*together).only(*_SHOWN_AT_HOME)
    found = list(narrow.order_by("section__due_on", "section__opinion__product__rank", "section__part__rank"))
    if not found:
        return []
    mine = RosterInterval.objects.filter(centre=user.centre_id, person=user.person_id).on(clock.today())
    teams = set(mine.values_list("team", flat=True))
    return [one for one in found if one.section.opinion.team_id in teams]


def with_lost_texts(user: User) -> list[Section]:
    """Sections in which this person has typed something that did not get saved and that says something new."""
    lost = {one.object_id: one for one in unused_texts_of(user, Section, "body")}
    if not lost:
        return []
    sections = Section.objects.filter(pk__in=lost, opinion__pilot__centre=user.centre_id)
    found = sections.select_related("part", "opinion__product", "opinion__step")
    return [section for section in found if not adds_nothing(lost[section.pk].body, section.body)]
