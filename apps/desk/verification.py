"""What a printed document's code proves, in words for a stranger: what it is, how it stands today, which file it is.
Nothing here names members of teams."""

import datetime
import re
from dataclasses import dataclass, field

from django.db.models import BinaryField, F, Func
from django.utils.timezone import localtime

from apps.core import clock
from apps.core.polish import NBSP, day_in_words, plural
from apps.documents.models import FrozenDocument
from apps.opinions.models import Opinion
from apps.opinions.words import noun_of
from apps.orders.models import IssuedOrder
from apps.orders.relations import AWAITS, CHANGED, IN_FORCE, Standing, standing_on
from apps.publication.models import Publication
from apps.publication.reading import latest
from apps.signatures.models import SignedCopy

_NOT_OF_A_CODE = re.compile(r"[^0-9A-Z]")
_KB, _MB = 1024, 1024 * 1024


@dataclass(frozen=True)
class Told:
    """The whole context of the page: what the document is, how it stands today, its SHA-256 and size. `public`: its
    page in the bulletin, when it has one."""

    document: FrozenDocument
    kind: str
    status: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    public: str = ""
    today: datetime.date = field(default_factory=clock.today)

    @property
    def centre(self):
        return self.document.centre

    @property
    def sha256(self) -> str:
        return self.document.blob_id

    @property
    def size(self) -> int:
        return self.document.blob.size

    @property
    def size_in_words(self) -> str:
        """„38 548 bajtów (37,6 KB)”; a small file needs no second measure."""
        grouped = f"{self.size:,}".replace(",", NBSP)
        said = f"{grouped}{NBSP}{plural(self.size, 'bajt', 'bajty', 'bajtów')}"
        large = self.size >= _MB
        measured = f"{self.size / (_MB if large else _KB):.1f}".replace(".", ",") + NBSP + ("MB" if large else "KB")
        return f"{said} ({measured})" if self.size >= _KB else said

    @property
    def signed_copies(self) -> str:
        """SHA-256 of the signed copies that the centre keeps, apart from scans; with spaces between."""
        copies = self.document.signed_copies.exclude(form__in=[SignedCopy.Form.DETACHED, SignedCopy.Form.SCAN])
        return " ".join(copies.values_list("blob_id", flat=True))

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
    joined = ["centre", "blob", "issued_order", "confirmation__opinion__product", "publication__issued_order"]
    heavy = ["blob__content", "issued_order__text", "issued_order__effects", "publication__text"]
    heavy += ["publication__issued_order__text", "publication__issued_order__effects"]
    documents = FrozenDocument.objects.select_related(*joined).defer(*heavy)
    digest = Func(F("blob__content"), function="sha256", output_field=BinaryField())
    document = documents.annotate(digest_now=digest).filter(code__in=[code, tidy(code)]).first()
    if document is None:
        return None
    return _TELL[document.kind](document)


def _order(document):
    return _issued(document, document.issued_order, "zarządzenie")


def _scan(document):
    """Of an order from before the program, or of an act of somebody else."""
    order = getattr(document, "issued_order", None)
    if order is None:
        return Told(document, "skan wpisany ręcznie", "o stanie tego aktu program nie rozstrzyga", _dated(document))
    return _issued(document, order, "skan zarządzenia wpisany ręcznie, wydanego poza programem")


def _issued(document, order, kind):
    facts = [
        ("Numer", order.number_text),
        ("Data", day_in_words(order.signed_on)),
        ("W sprawie", order.subject),
    ]
    published = latest(order)
    public = "" if published is None else published.get_absolute_url()
    return Told(document, kind, standing_words(order), facts, public)


def _public(document):
    """Without the subject: an earlier version may have said in it what is no longer public."""
    it = document.publication
    order, now = it.issued_order, latest(it.issued_order)
    facts = [("Wersja publiczna", f"zarządzenia nr {document.number} z dnia {day_in_words(order.signed_on)}")]
    facts += [("Opublikowano", _moment(it.published_at)), ("Ta wersja", _version_words(it, now))]
    return Told(document, "wersja do publikacji", standing_words(order), facts, it.get_absolute_url())


def _version_words(it: Publication, now: Publication) -> str:
    if now.pk != it.pk:
        return f"zastąpiona nowszą {_moment(now.published_at)}"
    taken = it.taken_back
    return f"wycofana {_moment(taken.withdrawn_at)}" if taken else "bieżąca"


def _dated(document):
    return [("Tytuł", document.title), ("Data", day_in_words(document.dated_on))]


def standing_words(order: IssuedOrder) -> str:
    """How the order stands today and which orders made it so."""
    found = standing_on(order, clock.today())
    said = {
        AWAITS: f"wydane, wejdzie w życie {day_in_words(found.since)}",
        IN_FORCE: f"wydane, obowiązuje od {day_in_words(found.since)}",
        CHANGED: f"{found.words}, ostatnia zmiana od {day_in_words(found.since)}",
    }
    return said.get(found.key, found.words) + _by_which(found)


def _by_which(found: Standing) -> str:
    numbers = " i ".join(f"nr {one.number_text}" for one in found.by)
    if not numbers:
        return ""
    return f" (zmienione przez {numbers})" if found.key == CHANGED else f" (przez {numbers})"


def _moment(at: datetime.datetime) -> str:
    return f"{day_in_words(localtime(at).date())}, {localtime(at):%H:%M}"


def _opinion(document):
    opinion = document.confirmation.opinion
    noun = noun_of(opinion)
    status = noun.agree("potwierdzona przez zespół", "potwierdzone przez zespół")
    if opinion.status == Opinion.Status.HANDED_OVER:
        status = noun.agree("przekazana do WRZOS", "przekazane do WRZOS")
    facts = [
        ("Produkt Tabeli 1", f"{opinion.product.code}. {opinion.product.short_name}"),
        *([("Opinia cząstkowa", opinion.name)] if opinion.is_intermediate else []),
        ("Data", day_in_words(document.dated_on)),
    ]
    return Told(document, noun.nominative, status, facts)


def _duties(document):
    """Without the people on the position."""
    scope = document.scope_of_duties
    facts = [
        ("Stanowisko", str(scope.position)),
        ("Wersja", str(scope.number)),
        ("Zatwierdzono", day_in_words(document.dated_on)),
        ("Obowiązuje od", day_in_words(scope.effective_on)),
    ]
    return Told(document, "zakres czynności", "zatwierdzony przez dyrektora", facts)


def _document_opinion(document):
    """Not how it concludes: who holds the paper reads that there."""
    version = document.document_confirmation.adoption.opinion.of_version
    facts = [
        ("O dokumencie", version.document.title),
        ("Wersja dokumentu", str(version.number)),
        ("Data", day_in_words(document.dated_on)),
    ]
    return Told(document, "opinia zespołu o dokumencie", "potwierdzona przez zespół", facts)


def _minutes(document):
    """Not who was there nor what was said: who holds the paper reads that there."""
    minutes = document.minutes
    facts = [
        ("Numer", minutes.number_text),
        ("Zespół", minutes.content["team"]),
        ("Posiedzenie", day_in_words(document.dated_on)),
        ("Zatwierdzono", _moment(minutes.approved_at)),
    ]
    return Told(document, "protokół z posiedzenia zespołu", "zatwierdzony", facts)


_TELL = {
    FrozenDocument.Kind.ORDER: _order,
    FrozenDocument.Kind.OPINION: _opinion,
    FrozenDocument.Kind.DOCUMENT_OPINION: _document_opinion,
    FrozenDocument.Kind.SCAN: _scan,
    FrozenDocument.Kind.PUBLIC: _public,
    FrozenDocument.Kind.DUTIES: _duties,
    FrozenDocument.Kind.MINUTES: _minutes,
}
