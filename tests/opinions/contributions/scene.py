"""A round of proposals, and what three members give in it."""

import datetime

from apps.core import clock
from apps.opinions.contributions import actions
from tests.factories.opinions import BEGUN, opinion_scene

PLUS, MINUS = "Klient krócej czeka na decyzję.", "Więcej narad i notatek."
DEADLINE = datetime.date(2018, 6, 19)  # five working days after Tuesday 12 June
AFTER = DEADLINE + datetime.timedelta(days=1)
WORDS = {"chair": "Słowo przewodniczącej.", "secretary": "Słowo sekretarza.", "member": "Słowo członka."}


def collecting(**product_fields):
    """A round open until the end of 19 June 2018; nobody has given anything."""
    scene = opinion_scene(**product_fields)
    with clock.pretend(BEGUN):
        scene.round = actions.open_round(scene.opinion, 5, by=scene.chair)
    return scene


def give(scene, who, kind="advantage", body=None, **said):
    """One proposal of a member, as a draft."""
    with clock.pretend(BEGUN):
        words = {"body": body or WORDS[who]} | said
        return actions.add_contribution(scene.round, kind, words, by=getattr(scene, who))


def submit(scene, *who):
    with clock.pretend(BEGUN):
        for one in who:
            actions.submit(scene.round, by=getattr(scene, one))


def gathered(*given, **product_fields):
    """A closed round with what was given: (who, kind, body)."""
    scene = collecting(**product_fields)
    scene.given = [give(scene, who, kind, body) for who, kind, body in given]
    submit(scene, *dict.fromkeys(who for who, *_ in given))
    with clock.pretend(AFTER):
        actions.close_round(scene.round, by=scene.chair)
    for one in scene.given:
        one.refresh_from_db()
    scene.round.refresh_from_db()
    return scene
