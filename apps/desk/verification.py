"""What a printed document's code proves, in words for a stranger. Nothing here names members of teams."""

import re
from dataclasses import dataclass, field

from django.db.models import BinaryField, F, Func

from apps.core.polish import day_in_words
from apps.documents.models import FrozenDocument
from apps.opinions.models import Opinion
from apps.opinions.words import noun_of

_NOT_OF_A_CODE = re.compile(r"[^0-9A-Z]")


@dataclass(frozen=True)
class Told:
    """The whole context of the page: what the document is, how it stands now, and its SHA-256."""

    document: FrozenDocument
    kind: str
    status: str
    facts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def centre(self):
        return self.document.centre

    @property
    def sha256(self) -> str:
        return self.document.blob_id

    @property
    def is_intact(self) -> bool:
        """The stored bytes still have the SHA-256 under which they were frozen."""
        return bytes(self.document.digest_now).hex() == self.sha256


def tidy(typed: str) -> str:
    """The code as it is stored, from what was typed: „abcd efgh jklm” is ABCD-EFGH-JKLM. Empty: no code in it."""
    letters = _NOT_OF_A_CODE.sub("", typed.upper())
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def told_about(code: str) -> Told | None:
    """None: no document of ours bears this code."""
    documents = FrozenDocument.objects.select_related("centre", "issued_order", "confirmation__opinion__product")
    digest = Func(F("blob__content"), function="sha256", output_field=BinaryField())
    document = documents.annotate(digest_now=digest).filter(code__in=[code, tidy(code)]).first()
    if document is None:
        return None
    return _TELL[document.kind](document)


def _order(document):
    order = document.issued_order
    facts = [
        ("Numer", order.number_text),
        ("Data", day_in_words(order.signed_on)),
        ("W sprawie", order.subject),
    ]
    return Told(document, "zarządzenie", f"wydane, obowiązuje od {day_in_words(order.effective_on)}", facts)


def _opinion(document):
    opinion = document.confirmation.opinion
    noun = noun_of(opinion)
    status = noun.agree("potwierdzona przez zespół", "potwierdzone przez zespół")
    if opinion.status == Opinion.Status.HANDED_OVER:
        status = noun.agree("przekazana do WRZOS", "przekazane do WRZOS")
    facts = [
        ("Produkt Tabeli 1", f"{opinion.product.code}. {opinion.product.short_name}"),
        ("Data", day_in_words(document.dated_on)),
    ]
    return Told(document, noun.nominative, status, facts)


_TELL = {FrozenDocument.Kind.ORDER: _order, FrozenDocument.Kind.OPINION: _opinion}
