"""Recommendations of what is handed over, as rows for the register across centres."""

import re

from .content import RECOMMENDATION_TEXTS
from .models import HandedRecommendation, HandOver

_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+")
_DATED = re.compile(r" z dnia \d{1,2} \w+ \d{4} ?r(?:\.|oku)")


def rows_of(hand_over: HandOver) -> list[HandedRecommendation]:
    """One unsaved row for each recommendation of the frozen content."""
    opinion, content = hand_over.opinion, hand_over.confirmation.adoption.voted.content
    return [
        HandedRecommendation(
            hand_over=hand_over,
            centre_id=opinion.pilot.centre_id,
            product_code=opinion.product.code,
            number=said["number"],
            kind=said["kind"],
            act_key=act_key(said["legal_act"]),
            article_key=article_key(said["article"]),
            **{name: said[name] for name in RECOMMENDATION_TEXTS},
        )
        for said in content["recommendations"]
    ]


def act_key(act: str) -> str:
    """The same act written with other capitals or spaces, or with its day, has the same key: „ustawa z dnia 12 marca
    2004 r. o pomocy społecznej” is „ustawa o pomocy społecznej”."""
    return _DATED.sub("", _SPACES.sub(" ", act).strip().casefold())


def article_key(article: str) -> str:
    """„art. 39a” → „art. 0039a”, so that keys sort as articles do."""
    return _NUMBER.sub(lambda found: found[0].zfill(4), act_key(article))[:100]
