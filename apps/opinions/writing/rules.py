"""Who may do what with a section, besides writing it (apps.opinions.rules.can_edit)."""

from apps.accounts.models import User
from apps.core import clock
from apps.core.errors import DomainError
from apps.teams.models import RosterInterval
from apps.texts import rich
from apps.texts.words import another_logged_in, who_was_first

from .. import rules
from ..models import Comment, Opinion, ResponsibilityVariant, Section

__all__ = ["another_logged_in"]
ONLY_MEMBERS = "Treść zmienia tylko członek zespołu."


def is_member(user: User, opinion: Opinion) -> bool:
    """Of the opinion's team, today. (apps.opinions.rules asks the same of a team that has been read.)"""
    entries = RosterInterval.objects.filter(centre=opinion.centre_id, team=opinion.team_id, person=user.person_id or 0)
    return entries.on(clock.today()).exists()


def may_work(user: User, section: Section) -> str:
    """Why this person may not write, assign or comment now; empty: may."""
    if not is_member(user, section.opinion):
        return ONLY_MEMBERS
    return "" if section.opinion.status in rules.EDITABLE else rules.CLOSED


def check_variant(opinion: Opinion, variant: str) -> None:
    """Only product 2a names a variant, and only one that the model knows."""
    if not opinion.asks_for_variant:
        raise DomainError("Rozwiązanie modelowe wskazuje się w produkcie 2a.")
    if variant not in ResponsibilityVariant.values:
        raise DomainError("Wybierz rozwiązanie modelowe.")


def may_reply(user: User, comment: Comment) -> str:
    """Why not; empty: may. An answer goes to the first comment of a thread."""
    if comment.parent_id or comment.resolved_at:
        return "Na załatwiony komentarz się nie odpowiada. Przywróć go albo napisz nowy."
    return may_work(user, comment.section)


def is_written(section: Section) -> bool:
    return not rich.is_empty(section.body)


def who_saved(section: Section, user: User, tab: str) -> str:
    """Who saved the section while this person was typing."""
    return who_was_first("tę część", section, user, tab)
