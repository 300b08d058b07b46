"""How a document stands as to its signature, in words, from its signed copies."""

from collections.abc import Iterable

from .inspecting.said import SELF_ISSUED
from .models import SignedCopy

NONE = "brak podpisanego egzemplarza"
SELF_MADE = "dołączono plik z podpisem elektronicznym. Certyfikatu nie wystawił urząd certyfikacji"
WORDS = {  # the strongest first
    SignedCopy.Form.EMBEDDED: "podpisane elektronicznie",
    SignedCopy.Form.DETACHED: "podpisane elektronicznie",
    SignedCopy.Form.SCAN: "podpisane na papierze, dołączono skan",
    SignedCopy.Form.REWRITTEN: "dołączono podpisany PDF, ale nie da się go powiązać z wydaną treścią",
}
SIGNED = {words for form, words in WORDS.items() if form != SignedCopy.Form.REWRITTEN}


def in_words(forms: Iterable[str]) -> str:
    """What the best of these copies says; „brak podpisanego egzemplarza” without any."""
    there = set(forms)
    return next((words for form, words in WORDS.items() if form in there), NONE)


def of_copies(copies: Iterable[SignedCopy]) -> str:
    """The same, but anybody can issue a certificate to themselves, so such signatures alone do not make the document
    signed."""
    copies = list(copies)
    sure = [copy.form for copy in copies if not _is_self_made(copy)]
    said = in_words(sure)
    return SELF_MADE if len(sure) < len(copies) and said in (NONE, WORDS[SignedCopy.Form.REWRITTEN]) else said


def _is_self_made(copy: SignedCopy) -> bool:
    """An electronic signature, each by a certificate that no authority issued; time stamps do not count."""
    if copy.form not in (SignedCopy.Form.EMBEDDED, SignedCopy.Form.DETACHED):
        return False
    signatures = [one for one in copy.findings if one["what"].startswith("podpis")]
    return bool(signatures) and all(SELF_ISSUED in one["remarks"] for one in signatures)
