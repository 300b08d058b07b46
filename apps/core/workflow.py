"""Workflows as tables, one `Step` a row: it feeds buttons, refusals, docs/workflows.md, tests and the database."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .errors import DomainError

Question = Callable[[Any, Any], bool]
Reasons = Callable[[Any], list[str]]


def nothing_missing(obj: Any) -> list[str]:
    return []


@dataclass(frozen=True)
class Step:
    """One move: its button, from where to where, who may take it, and what must be ready before."""

    name: str
    label: str
    sources: frozenset[str]
    target: str
    may: Question  # may(user, obj)
    who: str  # for the refusal and the document: „przewodniczący zespołu”
    missing: Reasons = nothing_missing  # reasons in Polish why the step must wait; empty when ready


class Workflow:
    def __init__(self, name: str, statuses: Any, initial: str, *steps: Step):
        self.name, self.statuses, self.initial = name, statuses, initial
        self.steps = {step.name: step for step in steps}

    def allowed(self, user: Any, obj: Any) -> list[Step]:
        """Steps this person may take from here, ready or not."""
        return [step for step in self.steps.values() if obj.status in step.sources and step.may(user, obj)]

    def available(self, user: Any, obj: Any) -> list[Step]:
        """Steps this person may take now."""
        return [step for step in self.allowed(user, obj) if not step.missing(obj)]

    def check(self, name: str, user: Any, obj: Any) -> Step:
        """The step, or DomainError that says why not."""
        step = self.steps[name]
        if obj.status not in step.sources:
            raise DomainError(f"„{step.label}”: nie można tego zrobić, bo stan to „{obj.get_status_display()}”.")
        if not step.may(user, obj):
            raise DomainError(f"„{step.label}”: może to zrobić {step.who}.")
        if reasons := step.missing(obj):
            raise DomainError(" ".join(reasons))
        return step

    def transitions(self) -> list[tuple[str, str]]:
        """Every (source, target) pair, for the database's own guard."""
        return sorted({(source, step.target) for step in self.steps.values() for source in step.sources})
