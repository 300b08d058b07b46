"""How a document stands as to its signature, in words, from its signed copies."""

from collections.abc import Iterable

from .models import SignedCopy

NONE = "brak podpisanego egzemplarza"
WORDS = {  # the strongest first
    SignedCopy.Form.EMBEDDED: "podpisane elektronicznie",
    SignedCopy.Form.DETACHED: "podpisane elektronicznie",
    SignedCopy.Form.SCAN: "podpisane na papierze, dołączono skan",
    SignedCopy.Form.REWRITTEN: "dołączono podpisany PDF, ale nie da się go powiązać z wydaną treścią",
}


def in_words(forms: Iterable[str]) -> str:
    """What the best of these copies says; „brak podpisanego egzemplarza” without any."""
    there = set(forms)
    return next((words for form, words in WORDS.items() if form in there), NONE)
