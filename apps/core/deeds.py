"""What an action is. A deed changes something people rely on: it says who acts, is atomic and leaves a trace."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db import transaction

from . import pulse

_traces: ContextVar[list[str] | None] = ContextVar("traces_of_this_deed", default=None)
_is_inside: ContextVar[bool] = ContextVar("inside_another_action", default=False)


class UntracedDeed(RuntimeError):
    """An action ended without its audit event: a defect of the program; everything it did is rolled back."""


def deed(action: Callable) -> Callable:
    """A public action: keyword-only `by`, one transaction, and an audit event, or nothing happens at all."""

    @wraps(action)
    def done(*args: Any, by: Any, **kwargs: Any) -> Any:
        token = _traces.set(traces := [])
        try:
            with transaction.atomic(), _moving_the_pulse(by):
                result = action(*args, by=by, **kwargs)
                if not traces:
                    raise UntracedDeed(f"{action.__module__}.{action.__name__}")
                return result
        finally:
            _traces.reset(token)

    done.kind_of_action = "deed"
    return done


def draft_saving(action: Callable) -> Callable:
    """An action that saves a draft while people type: atomic, says who, leaves no event (drafts are not deeds)."""

    @wraps(action)
    def done(*args: Any, by: Any, **kwargs: Any) -> Any:
        with transaction.atomic(), _moving_the_pulse(by, draft=True):
            return action(*args, by=by, **kwargs)

    done.kind_of_action = "draft"
    return done


def in_passing(action: Callable) -> Callable:
    """A draft saving after which nothing waits for anybody that did not wait before: who is here, how far a job is."""

    @wraps(action)
    def done(*args: Any, by: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            return action(*args, by=by, **kwargs)

    done.kind_of_action = "draft"
    return done


def text_saving(action: Callable) -> Callable:
    """A draft saving that opens no transaction around itself: a text that lost a race is committed although the
    action is refused (apps.texts.actions, which also moves the pulse)."""
    action.kind_of_action = "draft"
    return action


def part_of_a_deed(action: Callable) -> Callable:
    """Something that a deed of a higher room does inside its own transaction, under its own event."""

    @wraps(action)
    def done(*args: Any, by: Any, **kwargs: Any) -> Any:
        if not transaction.get_connection().in_atomic_block:
            raise UntracedDeed(f"{action.__module__}.{action.__name__} poza czynnością")
        return action(*args, by=by, **kwargs)

    done.kind_of_action = "part"
    return done


@contextmanager
def _moving_the_pulse(by: Any, *, draft: bool = False) -> Iterator[None]:
    """Last in the transaction of the outermost action: an action inside another one must not hold the row while the
    outer one still waits for other locks."""
    if _is_inside.get():
        yield
        return
    token = _is_inside.set(True)
    try:
        yield
        pulse.beat(by, draft=draft)
    finally:
        _is_inside.reset(token)


def note_trace(verb: str) -> None:
    """Called by the audit register for each event."""
    if (traces := _traces.get()) is not None:
        traces.append(verb)
