"""What changed between two contents put to the vote, chapter by chapter, for people who vote again."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from apps.texts.compare import difference

from .models import Ballot


@dataclass(frozen=True)
class Change:
    """One chapter that differs: <del> and <ins> in its words."""

    title: str
    difference: SafeString


@dataclass(frozen=True)
class SinceLastBallot:
    """The ballot before this one, and what the team changed in between."""

    ballot: Ballot
    changes: list[Change]


def changed_chapters(before: dict[str, str], after: dict[str, str]) -> list[Change]:
    """Chapters (title → HTML) that differ, in the order of the newer document."""
    titles = [*after, *(title for title in before if title not in after)]
    pairs = [(title, before.get(title, ""), after.get(title, "")) for title in titles]
    return [Change(title, difference(one, other)) for title, one, other in pairs if one != other]
