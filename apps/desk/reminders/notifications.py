"""The letter of the day: what waits, until when and where. No reasons and no names: they stay in the program."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse

from apps.accounts.models import User
from apps.core import letters
from apps.core.polish import day_in_words, plural

from ..matters.matter import Matter
from .digest import Digest

BODY = """Dzień dobry,

{lists}
Wszystkie sprawy: {home}

Jak często piszemy i czy w ogóle, można zmienić tutaj: {choice}

Wiadomość wysłał program{where}. Prosimy na nią nie odpowiadać.
"""


def send(digest: Digest, user: User) -> None:
    body = BODY.format(
        lists="\n".join(_lists(digest)),
        home=settings.BASE_URL + "/",
        choice=settings.BASE_URL + reverse("desk:reminders"),
        where=f" ośrodka ({user.centre.short_name})" if user.centre else "",
    )
    letters.enqueue(user.email, subject(digest.count), body)


def subject(count: int) -> str:
    """„Czeka na Ciebie 1 sprawa”, „Czekają na Ciebie 3 sprawy”, „Czeka na Ciebie 5 spraw”."""
    waits, matters = plural(count, "Czeka", "Czekają", "Czeka"), plural(count, "sprawa", "sprawy", "spraw")
    return f"{waits} na Ciebie {count} {matters}"


def _lists(digest: Digest) -> Iterator[str]:
    yield from _list("Czeka na Ciebie:", digest.new)
    yield from _list("Zbliża się termin:", digest.soon)
    if digest.rest:
        more = plural(digest.rest, "czeka 1 sprawa, o której", f"czekają {digest.rest} sprawy, o których",
                      f"czeka {digest.rest} spraw, o których")  # fmt: skip
        yield f"Poza tym {more} już pisaliśmy.\n"


def _list(heading: str, matters: list[Matter]) -> Iterator[str]:
    if matters:
        yield heading
        yield "".join(f"\n– {_line(matter)}\n  {settings.BASE_URL}{matter.url}\n" for matter in matters)


def _line(matter: Matter) -> str:
    until = f" – do {day_in_words(matter.until)}" if matter.until else ""
    return f"{matter.what}{until}"
