"""What changed between two frozen contents, chapter by chapter, for people who vote again."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import escape
from django.utils.text import capfirst

from apps.teams.changes import Change, SinceLastBallot, changed_chapters

from . import words
from .claims.cited import of_findings
from .content import RECOMMENDATION_TEXTS
from .models import Opinion, Recommendation, VotedContent


def since_last_ballot(opinion: Opinion, voted: VotedContent) -> SinceLastBallot | None:
    """None when the content is voted on for the first time."""
    earlier = opinion.voted.select_related("ballot").filter(pk__lt=voted.pk).order_by("-pk").first()
    return earlier and SinceLastBallot(earlier.ballot, changes(earlier.content, voted.content))


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Chapters that differ, in the order of the newer document."""
    return changed_chapters(_chapters(old), _chapters(new))


def is_unchanged(title: str, old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether the chapter says the same; without a title, whether everything does. Of what no team writes, such as the
    result of a vote, it says no."""
    before, after = _chapters(old), _chapters(new)
    if not title:
        return before == after
    return title in before and before[title] == after.get(title)


def _chapters(content: dict[str, Any]) -> dict[str, str]:
    """Title → HTML."""
    variant = content.get("responsibility_variant")
    return (
        {words.VARIANT: _paragraphs([words.responsibility(variant)])}
        | {said["title"]: said["html"] + _paragraphs(_cites(said.get("cites", []))) for said in content["sections"]}
        | {
            "Plusy": _findings(content, "advantages"),
            "Minusy": _findings(content, "disadvantages"),
            "Rekomendacje": "".join(map(_recommendation, content["recommendations"])),
            "Opinie cząstkowe": _paragraphs(
                f"{one['title']}: {one['code']}" for one in content.get("intermediates", [])
            ),
            "Dowody i narzędzia": _paragraphs(map(_piece, content.get("evidence", []))),
        }
    )


def _findings(content: dict[str, Any], sign: str) -> str:
    return _paragraphs(line for text, cites in of_findings(content, sign) for line in [text, *_cites(cites)])


def _cites(cites: list[str]) -> list[str]:
    return [f"Dowody: {', '.join(cites)}"] if cites else []


def _piece(said: dict[str, Any]) -> str:
    """The beginning of the hash tells a replaced file from the one before it."""
    return f"{said['number']}: {said['title']}, {said['dated_on']}, wersja {said['version']}, {said['sha256'][:12]}"


def _recommendation(said: dict[str, str]) -> str:
    """Each text under its name; the number is left out, since it changes with the order of others."""
    texts = [f"{capfirst(said['kind_label'])}: {said['body']}"]
    texts += [f"{capfirst(_name(field))}: {said[field]}" for field in RECOMMENDATION_TEXTS[1:] if said[field]]
    return _paragraphs(texts + _cites(said.get("cites", [])))


def _name(field: str) -> str:
    return Recommendation._meta.get_field(field).verbose_name


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{'<br>'.join(escape(text).split(chr(10)))}</p>" for text in texts)
