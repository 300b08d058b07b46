"""A ZIP of the originals: frozen bytes under names people can read, with their SHA-256 sums. Made as it is sent."""

import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator

from django.utils import timezone

from apps.catalogue.models import FinalProduct
from apps.documents.reading import stored_bytes
from apps.opinions.models import HandOver

SUMS = "SUMY-SHA256.txt"
_PLAIN = str.maketrans("łŁ", "lL")


def name_of(one: HandOver) -> str:
    """„2a_opinia_MOPS-w-Czestochowie_KOD.pdf”, „2a_opinia_wydanie-2_MOPS-w-Czestochowie_KOD.pdf”."""
    product = one.opinion.product
    noun = "okreslenie" if product.kind == FinalProduct.Kind.DETERMINATION else "opinia"
    edition = f"_wydanie-{one.edition}" if one.edition > 1 else ""
    centre = plain(one.opinion.pilot.centre.short_name)
    return f"{product.code}_{noun}{edition}_{centre}_{one.confirmation.document.code}.pdf"


def plain(text: str) -> str:
    """Letters that every disk keeps, words joined by hyphens."""
    folded = unicodedata.normalize("NFKD", text.translate(_PLAIN)).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[A-Za-z0-9-]+", folded.replace("/", "-"))) or "osrodek"


def stream(handed: Iterable[HandOver]) -> Iterator[bytes]:
    """The archive piece by piece, files in the order given, the sums last. The same rows give the same bytes."""
    basket, sums, newest = _Basket(), [], None
    with zipfile.ZipFile(basket, "w", zipfile.ZIP_STORED) as archive:
        for one in handed:
            moment = timezone.localtime(one.confirmation.confirmed_at)
            newest = max(filter(None, [newest, moment]))
            archive.writestr(_entry(name_of(one), moment), stored_bytes(one.confirmation.document))
            sums.append(f"{one.confirmation.document.blob_id}  {name_of(one)}\n")
            yield basket.emptied()
        if newest:
            archive.writestr(_entry(SUMS, newest), "".join(sums))
    yield basket.emptied()


def _entry(name, moment):
    entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
    entry.external_attr = 0o644 << 16
    return entry


class _Basket:
    """What the ZIP module writes to: no seeking, so it can be sent on at once."""

    def __init__(self):
        self.pieces = []

    def write(self, piece):
        self.pieces.append(bytes(piece))
        return len(piece)

    def flush(self):
        pass

    def emptied(self):
        whole, self.pieces = b"".join(self.pieces), []
        return whole
