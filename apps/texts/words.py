"""What pages say about a text that people save: when, who, and from which tab."""

import datetime
from collections.abc import Sequence

from django.db.models import Model
from django.utils import timezone

from apps.accounts.models import Gender, User
from apps.core import clock
from apps.core.polish import day_in_words

from .presence import other_tabs


def hour(at: datetime.datetime) -> str:
    """„o 2:40”; with the day before it unless it is today's."""
    at = timezone.localtime(at)
    said = f"o {at.hour}:{at:%M}"
    return said if at.date() == clock.today() else f"{day_in_words(at.date())} {said}"


def day_and_hour(at: datetime.datetime) -> str:
    """„3 września 2018 r. o 12:41”."""
    at = timezone.localtime(at)
    return f"{day_in_words(at.date())} o {at.hour}:{at:%M}"


def who_saved(what: str, by: User | None, at: datetime.datetime | None) -> str:
    """„Maria Testowa zapisała tę część o 2:40”."""
    if by is None or at is None:
        return f"Ktoś zapisał {what}"
    return f"{by.full_name} {_by_gender(by, 'zapisała', 'zapisał')} {what} {hour(at)}"


def who_was_first(what: str, obj: Model, user: User, tab: str) -> str:
    """Who saved it while this person was typing: somebody else, or the person in another tab, and which."""
    if obj.edited_by_id != user.pk:
        return who_saved(what, obj.edited_by, obj.edited_at)
    said = f"{_by_gender(user, 'Zapisałaś', 'Zapisałeś')} {what} {hour(obj.edited_at)} w innej karcie przeglądarki"
    return said + _opened(other_tabs(obj, user, tab))


def another_logged_in(user: User) -> str:
    """What a page says that one person opened and another sends."""
    return (
        f"W tej przeglądarce {_by_gender(user, 'zalogowała', 'zalogował')} się {user.full_name}, a ten tekst pisze "
        "ktoś inny, więc go nie zapisano. Skopiuj go i zaloguj się na swoje konto."
    )


def _opened(tabs: Sequence[datetime.datetime]) -> str:
    return f", otwartej {hour(tabs[0])}" if len(tabs) == 1 else " albo na innym urządzeniu"


def _by_gender(user: User, feminine: str, masculine: str) -> str:
    return feminine if user.person and user.person.gender == Gender.FEMININE else masculine
