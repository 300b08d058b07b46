"""What pages tell of uzgodnienia: how far they are, and the remarks in the order of the document."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.text import Truncator

from apps.accounts.models import User
from apps.core import clock
from apps.core.polish import day_in_words
from apps.teams.fields import words_of

from ..content import RECOMMENDATION_TEXTS, recommendations_in_order
from ..models import Circulation, CirculationRemark, Finding, Opinion, VotedContent
from ..rules import EDITABLE
from . import rules

D = CirculationRemark.Disposition
WHOLE = "całość (uwaga ogólna)"
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Agreement:
    """How far the uzgodnienia of an opinion are. `deadline_on`: of those that are open."""

    deadline_on: datetime.date | None = None
    remarks: int = 0
    unanswered: int = 0
    own_unanswered: int = 0
    has_been: bool = False  # circulated at all

    @property
    def runs(self) -> bool:
        """Whether remarks may still come."""
        return self.deadline_on is not None and clock.today() <= self.deadline_on

    @property
    def to_answer(self) -> int:
        """How many remarks this person may answer: one's own is answered by somebody else."""
        return self.unanswered - self.own_unanswered


def agreements_of(opinions: Iterable[Opinion], user: User) -> dict[int, Agreement]:
    """By opinion, of those that were ever circulated; one query."""
    waiting = Q(remarks__disposition="")
    found = Circulation.objects.filter(opinion__in=opinions).order_by().values("opinion").annotate(
        deadline_on=Max("deadline_on", filter=Q(closed_at=None)),
        all=Count("remarks"),
        unanswered=Count("remarks", filter=waiting),
        own=Count("remarks", filter=waiting & Q(remarks__author=user.person_id or 0)),
    )  # fmt: skip
    return {
        one["opinion"]: Agreement(one["deadline_on"], one["all"], one["unanswered"], one["own"], has_been=True)
        for one in found
    }


def agreement_of(opinion: Opinion, user: User) -> Agreement:
    return agreements_of([opinion], user).get(opinion.pk, Agreement())


@dataclass(frozen=True)
class Line:
    """A remark with its place, and what the reader may do about it."""

    remark: CirculationRemark
    place: str
    is_quote_gone: bool
    may_answer: bool
    may_withdraw: bool


@dataclass(frozen=True)
class Round:
    """One circulation with its remarks, general ones first, then in the order of the document."""

    circulation: Circulation
    lines: list[Line]
    runs: bool

    @property
    def rejected(self) -> int:
        return sum(line.remark.disposition in NOT_ACCEPTED for line in self.lines)


NOT_ACCEPTED = frozenset({D.REJECTED, D.PARTLY})


def circulations_of(opinion: Opinion) -> list[Circulation]:
    """The newest first."""
    return list(opinion.circulations.select_related("opened_by", "closed_by").prefetch_related("extensions"))


def rounds_of(opinion: Opinion, user: User, circulations: list[Circulation], *, is_member: bool) -> list[Round]:
    """Each circulation with its remarks; the same few queries whatever their number."""
    remarks: dict[int, list[CirculationRemark]] = {}
    filed = in_order(opinion)
    for remark in filed:
        remarks.setdefault(remark.circulation_id, []).append(remark)
    last_vote = VotedContent.objects.filter(opinion=opinion).aggregate(last=Max("ballot__opened_at"))["last"]
    texts = texts_of(opinion) if any(remark.quote for remark in filed) else {}
    desk = _Desk(user, texts, is_member, opinion.status in EDITABLE)
    return [
        Round(one, [_line(remark, desk, one, last_vote) for remark in remarks.get(one.pk, [])], rules.runs(one))
        for one in circulations
    ]


def unanswered_in(rounds: list[Round]) -> list[Line]:
    """Remarks that hold the vote up, by number."""
    waiting = [line for one in rounds for line in one.lines if rules.is_unanswered(line.remark)]
    return sorted(waiting, key=lambda line: line.remark.number)


def in_order(opinion: Opinion) -> list[CirculationRemark]:
    """Remarks of all its circulations: general ones first, then by the part of the document, then by number."""
    found = CirculationRemark.objects.filter(circulation__opinion=opinion)
    found = found.select_related("author", "section__part", "answered_by", "circulation")
    return sorted(found, key=lambda remark: (remark.section.part.rank if remark.section else -1, remark.number))


@dataclass(frozen=True)
class _Desk:
    user: User
    texts: dict[int | None, str]
    is_member: bool
    is_editable: bool


def _line(remark, desk, circulation, last_vote):
    is_open = desk.is_editable and (last_vote is None or last_vote < circulation.opened_at)
    is_own = rules.is_author(desk.user, remark)
    return Line(
        remark,
        place_of(remark),
        bool(remark.quote) and not stands(remark.quote, desk.texts.get(remark.section_id, "")),
        is_open and desk.is_member and not is_own and remark.disposition != D.WITHDRAWN,
        is_open and is_own and rules.is_unanswered(remark),
    )


def place_of(remark: CirculationRemark) -> str:
    return remark.section.part.title if remark.section else WHOLE


def texts_of(opinion: Opinion) -> dict[int | None, str]:
    """By section: what it says; under None the whole document."""
    texts: dict[int | None, str] = {section.pk: words_of(section.body) for section in opinion.sections.all()}
    said = list(opinion.findings.values_list("body", flat=True))
    said += [text for one in opinion.recommendations.values_list(*RECOMMENDATION_TEXTS) for text in one]
    return texts | {None: "".join([*texts.values(), *said])}


def claims_of(opinion: Opinion) -> dict[str, tuple[str, str]]:
    """Pluses, minuses and recommendations a remark may be about, by the key of the choice: the name shown, and the
    words, which such a remark quotes."""
    found: dict[str, tuple[str, str]] = {}
    rows = list(opinion.findings.all())
    for sign in Finding.Sign:
        bodies = [(row.pk, row.body) for row in rows if row.sign == sign]
        for number, (pk, body) in enumerate(bodies, start=1):
            found[f"wpis-{pk}"] = (_named(f"{sign.label} {number}", body), body)
    for number, row in enumerate(recommendations_in_order(opinion), start=1):
        found[f"rekomendacja-{row.pk}"] = (_named(f"rekomendacja R{number}", row.body), row.body)
    return found


def _named(name, body):
    return f"{name}: „{Truncator(' '.join(body.split())).chars(60)}”"


def stands(quote: str, text: str) -> bool:
    """Whether the passage is in the text, whatever its spaces and lines are."""
    return _SPACES.sub("", quote) in _SPACES.sub("", text)


def table_of(circulation: Circulation, *, only_not_accepted: bool = False) -> list[dict[str, Any]]:
    """Rows of the zestawienie uwag, or of the extract of those not accepted or accepted only in part."""
    opinion = circulation.opinion
    votes = list(opinion.voted.order_by("pk").values_list("ballot__opened_at", flat=True))
    found = [remark for remark in in_order(opinion) if remark.circulation_id == circulation.pk]
    chosen = [one for one in found if not only_not_accepted or one.disposition in NOT_ACCEPTED]
    return [_row(remark, votes) for remark in chosen]


def _row(remark, votes):
    return {
        "number": remark.number,
        "place": place_of(remark),
        "author": str(remark.author),
        "quote": remark.quote,
        "body": remark.body,
        "justification": remark.justification,
        "proposed_wording": remark.proposed_wording,
        "nature": remark.get_nature_display(),
        "disposition": remark.get_disposition_display() or "nierozpatrzona",
        "reason": remark.reason,
        "version": _version(remark, votes),
    }


def _version(remark, votes):
    """In which text it was taken into account: the one put to the vote after the answer."""
    if remark.disposition not in (D.ACCEPTED, D.PARTLY):
        return ""
    voted = next((at for at in votes if at >= remark.answered_at), None)
    return f"tekst poddany pod głosowanie {day_in_words(voted.date())}" if voted else "tekst po uzgodnieniach"
