"""Whether a document has a signed copy, asked in one query for a whole list."""

from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When

from .models import SignedCopy

NONE = "brak podpisanego egzemplarza"
WORDS = {
    SignedCopy.Form.EMBEDDED: "podpisane elektronicznie",
    SignedCopy.Form.DETACHED: "podpisane elektronicznie",
    SignedCopy.Form.SCAN: "skan podpisanego oryginału",
    SignedCopy.Form.REWRITTEN: "podpisany PDF, niepowiązany z wydaną treścią",
    "": NONE,
}
BEST_FIRST = list(WORDS)[:4]


def with_signed_copy(things: QuerySet, document: str = "document_id") -> QuerySet:
    """The same things, each with `signed_form`: the form of its best signed copy, or None. `document`: the field that
    names the frozen document."""
    rank = Case(*(When(form=form, then=Value(place)) for place, form in enumerate(BEST_FIRST)))
    best = SignedCopy.objects.filter(document_id=OuterRef(document)).order_by(rank, "-pk")
    return things.annotate(signed_form=Subquery(best.values("form")[:1]))


def has_signed_copy(document_id: int) -> bool:
    return SignedCopy.objects.filter(document_id=document_id).exists()


def in_words(form: str | None) -> str:
    """„podpisane elektronicznie”, „skan podpisanego oryginału”, „brak podpisanego egzemplarza”."""
    return WORDS[form or ""]
