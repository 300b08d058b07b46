"""What the draft of a scope says, as it travels between the form and the actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..models import Duty, ScopeOfDuties
from . import reading


@dataclass(frozen=True)
class Typed:
    """`duties` are (text, tag), in order; a tag not chosen yet is empty."""

    purpose: str = ""
    effective_on: date | None = None
    change_note: str = ""
    duties: tuple[tuple[str, str], ...] = ()


def typed_of(scope: ScopeOfDuties) -> Typed:
    duties = tuple((duty.body, duty.tag) for duty in scope.duties.all())
    return Typed(scope.purpose, scope.effective_on, scope.change_note, duties)


def as_duties(said: Sequence[tuple[str, str]]) -> list[Duty]:
    """Not saved yet."""
    return [Duty(body=body, tag=tag, rank=rank) for rank, (body, tag) in enumerate(said)]


def html_of(typed: Typed) -> str:
    return reading.as_html(typed.purpose, as_duties(typed.duties))
