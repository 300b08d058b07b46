"""Finding recommendations by their words: without diacritics, by the beginning of each word, over an index that
migration 0002 makes for exactly this expression."""

import re
from typing import Any

from django.db.models import BooleanField, F, Func, Value

COLUMNS = ("body", "justification", "proposed_wording", "addressee")
DIACRITICS, PLAIN = "ąćęłńóśźż", "acelnoszz"
LETTERS = f"translate(lower(%(expressions)s), '{DIACRITICS}', '{PLAIN}')"
WORDS = f"to_tsvector('simple'::regconfig, {LETTERS})"
INDEX = WORDS % {"expressions": " || ' ' || ".join(COLUMNS)}
ENDINGS = [(8, 3), (6, 2)]  # of words so long, so many last letters differ between forms of a Polish word


def having_words(text: str) -> Any | None:
    """A condition: every word of the text stands there in some form; None when there is no word in it."""
    if not (asked := query_of(text)):
        return None
    words = Func(*map(F, COLUMNS), template=WORDS, arg_joiner=" || ' ' || ")
    sought = Func(Value(asked), template="to_tsquery('simple'::regconfig, %(expressions)s)")
    return Func(words, sought, template="%(expressions)s", arg_joiner=" @@ ", output_field=BooleanField())


def query_of(text: str) -> str:
    """„zasiłku celowego” → „zasil:* & celow:*”."""
    plain = text.lower().translate(str.maketrans(DIACRITICS, PLAIN))
    return " & ".join(f"{_stem(word)}:*" for word in re.findall(r"[^\W_]+", plain)[:10])


def _stem(word: str) -> str:
    ending = next((cut for length, cut in ENDINGS if len(word) >= length and not word.isdigit()), 0)
    return word[: len(word) - ending]
