"""Who may do what with a section, besides writing it (apps.opinions.rules.can_edit)."""

from apps.accounts.models import User
from apps.core import clock
from apps.teams.models import RosterInterval
from apps.texts import rich
from apps.texts.presence import other_tabs

from .. import rules, words
from ..models import Comment, Opinion, Section

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


def may_reply(user: User, comment: Comment) -> str:
    """Why not; empty: may. An answer goes to the first comment of a thread."""
    if comment.parent_id or comment.resolved_at:
        return "Na załatwiony komentarz się nie odpowiada. Przywróć go albo napisz nowy."
    return may_work(user, comment.section)


def is_written(section: Section) -> bool:
    return not rich.is_empty(section.body)


def another_logged_in(user: User) -> str:
    """What a page says that one person opened and another sends."""
    logged_in = words.by_gender(user.person.gender, "zalogowała", "zalogował")
    return (
        f"W tej przeglądarce {logged_in} się {user.full_name}, a ten tekst pisze ktoś inny, więc go nie zapisano. "
        "Skopiuj go i zaloguj się na swoje konto."
    )


def who_saved(section: Section, user: User, tab: str) -> str:
    """Who saved the section while this person was typing: somebody else, or the person in another tab, and which."""
    if section.edited_by_id != user.pk:
        return words.who_saved("tę część", section.edited_by, section.edited_at)
    saved = words.by_gender(user.person.gender, "Zapisałaś", "Zapisałeś")
    tabs = other_tabs(section, user, tab)
    opened = f", otwartej {words.hour(tabs[0])}" if len(tabs) == 1 else " albo na innym urządzeniu"
    return f"{saved} tę część {words.hour(section.edited_at)} w innej karcie przeglądarki{opened}"
