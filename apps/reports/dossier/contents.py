"""What goes into the dossier of a pilot, chapter by chapter. Its director gets everything that the centre froze; WRZOS
what was handed over to it, and nothing else."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.core import clock
from apps.documents.models import FrozenDocument
from apps.documents.reading import bytes_of, stored_bytes
from apps.implementation.models import EvidenceVersion
from apps.opinions.models import Confirmation, HandedRecommendation, HandOver
from apps.orders.models import IssuedOrder
from apps.orders.register.columns import HEADINGS, lines_of
from apps.orders.register.reading import Asked, register
from apps.projects.models import Pilot
from apps.reports.archive import plain
from apps.reports.recommendations.exports import COLUMNS, cells
from apps.reports.recommendations.reading import beside, told
from apps.signatures.models import SignedCopy

from .archive import Archive

OPINIONS, ORDERS, EVIDENCE, REGISTERS = "Opinie i określenia", "Zarządzenia", "Dowody", "Rejestry"
DOCUMENTS = [
    ("Produkt", 9), ("Dokument", 50), ("Przyjęto", 12), ("Potwierdzono", 12), ("Wydanie przekazane do WRZOS", 12),
    ("Przekazano", 12), ("Za", 6), ("Przeciw", 8), ("Wstrzymało się", 12), ("Zdań odrębnych", 12), ("Kod", 18),
    ("SHA-256", 66),
]  # fmt: skip
PIECES = [
    ("Numer", 8), ("Wersja", 8), ("Tytuł", 50), ("Z dnia", 12), ("Narzędzie WRZOS", 30), ("Plik", 30), ("Adres", 40),
    ("SHA-256", 66),
]  # fmt: skip
WITH_ALL = (
    "document", "confirmed_by", "hand_over", "opinion__product", "opinion__step", "opinion__pilot__centre",
    "adoption__voted__ballot__result",
)  # fmt: skip


def confirmed(pilot: Pilot, for_wrzos: bool) -> QuerySet[Confirmation]:
    """Frozen opinions of the pilot in the order of Tabela 1; for WRZOS those that were handed over, each edition."""
    found = Confirmation.objects.filter(opinion__pilot=pilot)
    found = found.filter(hand_over__isnull=False) if for_wrzos else found
    in_order = ("opinion__product__rank", "opinion__step", "pk")
    return found.select_related(*WITH_ALL).prefetch_related("adoption__dissents").order_by(*in_order)


def issued(pilot: Pilot) -> QuerySet[IssuedOrder]:
    """All orders of the centre that are in its register."""
    found = IssuedOrder.objects.not_struck().filter(centre=pilot.centre)
    return found.select_related("document", "order", "centre").order_by("year", "number", "entry_number")


def pieces(pilot: Pilot) -> QuerySet[EvidenceVersion]:
    """Every version of every piece of evidence, withdrawn ones too: adopted texts may cite them."""
    found = EvidenceVersion.objects.filter(evidence__pilot=pilot).select_related("evidence__tool")
    return found.order_by("evidence__number", "version")


def counted(pilot: Pilot, for_wrzos: bool) -> int:
    """How many things there are to put in, for the progress."""
    n = confirmed(pilot, for_wrzos).count()
    return n if for_wrzos else n + issued(pilot).count() + pieces(pilot).count()


def put_opinions(archive: Archive, pilot: Pilot, for_wrzos: bool) -> Iterator[str]:
    """Each opinion as a PDF with its signed copies, and what it was made of; yields what was put in."""
    for one in confirmed(pilot, for_wrzos).iterator(chunk_size=10):
        path, title = f"opinie/{_name_of(one)}", str(one.opinion)
        archive.put(OPINIONS, f"{path}.pdf", title, stored_bytes(one.document), one.document.frozen_at)
        archive.put_json(OPINIONS, f"{path}.json", f"{title} – źródło", _source(one), one.document.frozen_at)
        _put_signed(archive, OPINIONS, path, one.document)
        yield title


def put_orders(archive: Archive, pilot: Pilot) -> Iterator[str]:
    for one in issued(pilot).iterator(chunk_size=10):
        path, title = (
            f"zarzadzenia/zarzadzenie-{plain(one.number_text)}",
            f"Zarządzenie nr {one.number_text} {one.title}",
        )
        archive.put(ORDERS, f"{path}.pdf", title, stored_bytes(one.document), one.document.frozen_at)
        archive.put_json(ORDERS, f"{path}.json", f"{title} – źródło", _text(one), one.document.frozen_at)
        _put_signed(archive, ORDERS, path, one.document)
        yield title


def put_evidence(archive: Archive, pilot: Pilot) -> Iterator[str]:
    for one in pieces(pilot).iterator(chunk_size=10):
        title = f"{one.evidence}, wersja {one.version}: {one.title}"
        path = f"dowody/{one.evidence}-wersja-{one.version}"
        if one.blob_id:
            stem, _, ending = one.file_name.rpartition(".")
            content = bytes_of(one.blob_id, f"dowodu {one.evidence}")
            archive.put(EVIDENCE, f"{path}-{plain(stem)[:60]}.{plain(ending)[:8]}", title, content, one.added_at)
        else:
            archive.put(EVIDENCE, f"{path}-oswiadczenie.txt", title, f"{one.statement}\n".encode(), one.added_at)
        yield title


def put_registers(archive: Archive, pilot: Pilot, by: User) -> None:
    """Registers of what is inside, for this person."""
    for_wrzos = by.is_wrzos
    documents = lambda: (_document(one) for one in confirmed(pilot, for_wrzos))  # noqa: E731
    archive.put_register(REGISTERS, "rejestry/dokumenty", "Dokumenty", DOCUMENTS, documents)
    archive.put_register(REGISTERS, "rejestry/rekomendacje", "Rekomendacje", COLUMNS, lambda: _said(pilot, for_wrzos))
    if not for_wrzos:
        columns = [(heading, 24) for heading in HEADINGS]
        archive.put_register(REGISTERS, "rejestry/zarzadzenia", "Zarządzenia", columns, lambda: _orders(by))
        archive.put_register(REGISTERS, "rejestry/dowody", "Dowody", PIECES, lambda: map(_piece, pieces(pilot)))


def _put_signed(archive: Archive, chapter: str, path: str, document: FrozenDocument) -> None:
    for number, copy in enumerate(SignedCopy.objects.filter(document=document).order_by("pk"), start=1):
        _, _, ending = copy.file_name.rpartition(".")
        content = bytes_of(copy.blob_id, f"podpisanego egzemplarza {copy.file_name}")
        title = f"{document.title} – podpisany egzemplarz: {copy.file_name}"
        archive.put(chapter, f"{path}-podpisany-{number}.{plain(ending)[:8]}", title, content, copy.attached_at)


def _name_of(one: Confirmation) -> str:
    edition = f"wydanie-{one.hand_over.edition}_" if hasattr(one, "hand_over") else ""
    return f"{one.opinion.product.code}_{edition}{one.document.code}"


def _source(one: Confirmation) -> dict[str, Any]:
    """Everything the document says, as it was put to the vote, and how it went on."""
    adoption, result = one.adoption, one.adoption.voted.ballot.result
    handed = (
        {"wydanie": one.hand_over.edition, "dnia": _day(one.hand_over.handed_at)} if hasattr(one, "hand_over") else None
    )
    votes = {"uprawnionych": result.entitled, "za": result.votes_for, "przeciw": result.votes_against}
    return {
        "tresc": adoption.voted.content,
        "skrot_tresci": adoption.voted.content_hash,
        "glosowanie": votes | {"wstrzymalo_sie": result.abstentions, "wynik": result.get_outcome_display()},
        "przyjeto": adoption.adopted_on,
        "potwierdzono": {"dnia": _day(one.confirmed_at), "przez": one.confirmed_by.full_name},
        "zdania_odrebne": [
            {"autor": filed.person_name, "zgloszono": _day(filed.filed_at), "tresc": filed.body}
            for filed in adoption.dissents.all()
        ],
        "przekazano_do_wrzos": handed,
        "dokument": {"kod": one.document.code, "sha256": one.document.blob_id},
    }


def _text(one: IssuedOrder) -> dict[str, Any]:
    return {
        "numer": one.number_text,
        "z_dnia": one.signed_on,
        "wchodzi_w_zycie": one.effective_on,
        "w_sprawie": one.subject,
        "tresc": one.text,
        "skutki": one.effects,
        "skrot_tresci": one.text_hash,
        "wydal": one.issued_by_name,
        "dokument": {"kod": one.document.code, "sha256": one.document.blob_id},
    }


def _document(one: Confirmation) -> list[Any]:
    result, handed = one.adoption.voted.ballot.result, getattr(one, "hand_over", None)
    return [
        one.opinion.product.code, str(one.opinion), one.adoption.adopted_on, timezone.localdate(one.confirmed_at),
        handed.edition if handed else "", timezone.localdate(handed.handed_at) if handed else "",
        result.votes_for, result.votes_against, result.abstentions, len(one.adoption.dissents.all()),
        one.document.code, one.document.blob_id,
    ]  # fmt: skip


def _said(pilot: Pilot, for_wrzos: bool) -> Iterator[list[Any]]:
    """Handed recommendations; themes are WRZOS's own work and stay with it."""
    found = HandedRecommendation.objects.filter(hand_over__in=HandOver.objects.filter(opinion__pilot=pilot))
    lines = list(beside(found).select_related("centre", "hand_over__confirmation__document").order_by("pk"))
    told(lines, "rodzaj")
    for line in lines:
        line.source = line.source if for_wrzos else None
        yield cells(line)


def _orders(by: User) -> Iterator[list[Any]]:
    """The register of orders as the director sees it, newest first."""
    orders = list(register(by, Asked(clock.today())))
    return (line.cells() for line in lines_of(orders, range(len(orders), 0, -1), clock.today()))


def _piece(one: EvidenceVersion) -> list[Any]:
    tool = one.evidence.tool.name if one.evidence.tool else ""
    return [str(one.evidence), one.version, one.title, one.dated_on, tool, one.file_name, one.address, one.sha256]


def _day(moment: Any) -> Any:
    return timezone.localdate(moment)
