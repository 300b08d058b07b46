"""What people do while they write a concept together. Presence and autosaves are no deeds."""

from apps.accounts.models import User
from apps.consultations.models import Concept
from apps.core.deeds import draft_saving, in_passing, text_saving
from apps.core.errors import DomainError
from apps.texts import actions as texts
from apps.texts.models import TextRevision

from .. import rules


@text_saving
def save_concept(concept: Concept, body: str, version: int, *, by: User, autosaved: bool = False) -> Concept:
    """Save what was typed over `version`; StaleVersion with both texts when somebody saved a newer one. `autosaved`:
    by a script, while somebody types."""
    texts.save_text(concept, "body", body, version, by=by, guard=_guard(concept, by), autosaved=autosaved)
    return concept


@text_saving
def restore_wording(concept: Concept, body: str, version: int, *, by: User) -> Concept:
    """Let an old wording stand again: a save like any other, over `version`."""
    return save_concept(concept, body, version, by=by)


@text_saving
def use_lost_text(concept: Concept, lost: TextRevision, body: str, version: int, *, by: User) -> Concept:
    """Save what the author made of a text that lost a race, over `version`; the lost one is offered no more."""
    save_concept(concept, body, version, by=by)
    texts.settle_text(lost, by=by)
    return concept


@draft_saving
def put_lost_text_aside(lost: TextRevision, *, by: User) -> None:
    """The author does not need it; it stays in history."""
    texts.settle_text(lost, by=by)


@in_passing
def be_here(concept: Concept, tab: str, *, by: User) -> None:
    """Tell the others that this person has the concept open for writing."""
    if reason := rules.may_not_work(by, concept):
        raise DomainError(reason)
    texts.mark_present(concept, tab, by=by)


@in_passing
def leave(concept: Concept, tab: str, *, by: User) -> None:
    """The tab was closed."""
    texts.mark_absent(concept, tab, by=by)


def _guard(concept, by):
    """Asked inside the saving's transaction: the concept may have been handed over while somebody typed."""

    def refuse():
        now = Concept.objects.select_for_update(of=("self",)).select_related("topic__document", "team")
        if reason := rules.may_not_work(by, now.get(pk=concept.pk)):
            raise DomainError(reason)

    return refuse
