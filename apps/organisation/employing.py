"""What is worth a word when somebody comes to a position: another part of full time, one more post, over the plan."""

from datetime import date
from decimal import Decimal

from apps.accounts.models import Person
from apps.core.polish import day_in_words

from .forms import in_polish
from .models import Employment, Position
from .reading import posts_on
from .staffing.words import amount_of


def time_on(position: Position, person: Person, day: date) -> Decimal | None:
    """How much of full time the person holds of the position on the day."""
    held = Employment.objects.on(day).filter(position=position, person=person).first()
    return held and held.fte


def remarks(made: Employment, was: Decimal | None) -> list[str]:
    """Of its first day. `was`: what the person held of the position before this was written."""
    posts = posts_on(made.position.centre, made.since_on)
    own = [(post.term, one.fte) for post in posts for one in post.people if one.person_id == made.person_id]
    said = []
    if was is not None and was != made.fte:
        said.append(f"Zmiana etatu: było {in_polish(was)}, jest {in_polish(made.fte)}.")
    if len(own) > 1:
        listed = ", ".join(f"{term.name} – {in_polish(fte)}" for term, fte in own)
        total = amount_of(sum((fte for _, fte in own), Decimal(0)))
        said.append(f"{made.person} ma od {day_in_words(made.since_on)} razem {total} ({listed}).")
    over = next((post.over for post in posts if post.term.position_id == made.position_id), Decimal(0))
    return [*said, f"Stanowisko jest obsadzone ponad plan: {amount_of(over)}."] if over else said
