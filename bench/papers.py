"""PDFs against bare WeasyPrint, and the download of a frozen one against an empty page."""

import io
import os
import statistics

import pikepdf
import weasyprint
from django.db import transaction
from django.urls import reverse

from apps.accounts.models import Centre
from apps.catalogue.models import CatalogueVersion
from apps.documents import rendering
from apps.opinions.models import Opinion
from apps.opinions.pdf import context_of
from tests.factories import handed_over

from .timing import ROUNDS, median_ratio, seconds, taking_turns

LONG = 60  # pages
DOWNLOAD = 200_000  # bytes
ROW = "<tr><td>{}</td><td>Rozmowa z klientem i ustalenie potrzeb</td><td>Pierwszy kontakt</td><td>30 minut</td></tr>"
TABLE = "<table><tbody>" + "".join(ROW.format(n) for n in range(1, 21)) + "</tbody></table>"
TEXT = "<p>" + "Usługi są bliżej ludzi, a droga do nich jest krótsza i prostsza niż przed pilotażem. " * 12 + "</p>"


def report(centre: Centre) -> None:
    """render_pdf (finishing included) against bare WeasyPrint on the same HTML: the demo's opinion, and a long one."""
    demo = Opinion.objects.filter(pilot__centre=centre, confirmation__isnull=False).first()
    rendering.preload()
    _report("PDF opinii", rendering.render_html("pdf/opinion.html", context_of(demo)), max(5, ROUNDS // 4))
    _report("PDF długiej opinii", _long_html(), 3)


def report_download(client) -> None:
    """Requests that the download of a frozen document answers in the time of one empty page (goal: at least 0.5)."""
    with transaction.atomic():
        content = b"%PDF-1.7 " + os.urandom(DOWNLOAD)
        address = reverse("reports:handed_over_pdf", args=[_handed(pdf=content).opinion_id])
        times = taking_turns(
            {"file": lambda: _read(client, address, content), "empty": lambda: client.get(reverse("empty"))}
        )
        ratio = 1 / median_ratio(times["file"], times["empty"])
        print(f"pobranie utrwalonego pliku {DOWNLOAD // 1000} kB: × {ratio:.2f} żądań pustej strony na sekundę")
        transaction.set_rollback(True)


def _report(name, html, rounds):
    pages = len(pikepdf.open(io.BytesIO(rendering.render_pdf(html))).pages)
    ours, bare = [], []
    for _ in range(rounds):
        bare.append(seconds(lambda: bare_pdf(html)))
        ours.append(seconds(lambda: rendering.render_pdf(html)))
    ratio = statistics.median(a / b for a, b in zip(ours, bare, strict=True))
    said = f"{statistics.median(ours):.2f} s, sam WeasyPrint {statistics.median(bare):.2f} s, × {ratio:.2f}"
    print(f"\n{name} ({pages} s.): {said}")


def bare_pdf(html: str) -> bytes:
    """The same HTML and the same files, written by WeasyPrint alone."""
    document = weasyprint.HTML(string=html, base_url=rendering.STATIC, url_fetcher=rendering._fetcher())
    return document.write_pdf(pdf_variant="pdf/ua-1")


def _long_html():
    """An opinion of about LONG pages, with tables."""
    with transaction.atomic():
        sections = [{"title": f"Część {n}", "html": (TEXT + TABLE) * 6} for n in range(1, LONG // 6 + 1)]
        html = rendering.render_html("pdf/opinion.html", context_of(_handed(sections=sections).opinion))
        transaction.set_rollback(True)
    return html


def _handed(**said):
    version = CatalogueVersion.objects.filter(published_at__isnull=False).first()
    run, team = handed_over.pilot_with_team(version, "wzor-dokumentu")
    return handed_over.handed_over(run, version.products.get(code="2b"), team, **said)


def _read(client, address, content):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    assert answer.getvalue() == content
