"""Measures the main pages on the demo data against an empty logged-in page, and the opinion's PDF against bare
WeasyPrint on the same HTML. Times are medians of runs that take turns, so that a slow moment slows both.

    make bench
"""

import os
import statistics
import sys
import time
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ["MOPS_AS_OWNER"] = "1"  # lets lists grow past the counter of orders; nothing of it stays

import django
import weasyprint

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from apps.accounts.models import Centre, Role, RoleGrant, User  # noqa: E402
from apps.documents import rendering  # noqa: E402
from apps.opinions.models import Opinion  # noqa: E402
from apps.opinions.pdf import context_of  # noqa: E402
from apps.orders.models import IssuedOrder  # noqa: E402
from apps.teams.models import Team  # noqa: E402
from tests import factories  # noqa: E402

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "40"))
GROWTH = 40  # rows added to the lists before queries are counted again


def main():
    setup_test_environment()
    centre = Centre.objects.get(slug="czestochowa-przyklad")
    grant = RoleGrant.objects.get(person__centre=centre, role=Role.DIRECTOR, revoked_at=None)
    clients = {"centre": logged_in(grant.person.user), "wrzos": logged_in(User.objects.filter(is_wrzos=True).first())}
    report_pages(pages(centre), clients, centre)
    report_pdf(centre)


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def pages(centre):
    """(name, who looks, address) of the eight main pages."""
    order = IssuedOrder.objects.filter(centre=centre).first()
    team = Team.objects.filter(centre=centre).last()
    opinion = Opinion.objects.filter(pilot__centre=centre, status="voting").first()
    return [
        ("Moje sprawy", "centre", reverse("desk:home")),
        ("Rejestr zarządzeń", "centre", reverse("orders:register")),
        ("Zarządzenie", "centre", reverse("orders:order", args=[order.order_id])),
        ("Zespół", "centre", reverse("teams:team", args=[team.pk])),
        ("Tabela 1", "centre", reverse("catalogue:table")),
        ("Opinie", "centre", reverse("opinions:board")),
        ("Opinia", "centre", reverse("opinions:opinion", args=[opinion.pk])),
        ("Biblioteka (WRZOS)", "wrzos", reverse("reports:library")),
    ]


def report_pages(measured, clients, centre):
    floor = {who: [] for who in clients}
    times = {name: [] for name, _, _ in measured}
    for _ in range(ROUNDS):
        for name, who, address in measured:
            floor[who].append(timed(clients[who], reverse("empty")))
            times[name].append(timed(clients[who], address))
    queries = {name: counted(clients[who], address) for name, who, address in measured}
    grown = queries_when_grown(measured, clients, centre)
    empty = counted(clients["centre"], reverse("empty"))
    base = statistics.median(floor["centre"])
    print(f"pusta strona po zalogowaniu: {base * 1000:.1f} ms, zapytań {empty}; rund {ROUNDS}\n")
    print(f"{'strona':22} {'ms':>7} {'× pusta':>8} {'zapytań':>8} {f'przy +{GROWTH}':>10}")
    for name, who, _ in measured:
        ratio = statistics.median(times[name]) / statistics.median(floor[who])
        ms = statistics.median(times[name]) * 1000
        print(f"{name:22} {ms:7.1f} {ratio:8.2f} {queries[name]:8} {grown[name]:10}")


def timed(client, address):
    start = time.perf_counter()
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return time.perf_counter() - start


def counted(client, address):
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def queries_when_grown(measured, clients, centre):
    """The same pages when the lists have GROWTH more orders with their teams; the transaction is undone."""
    factories.orders._number = count(10_000)  # far from the numbers that the demo took
    with transaction.atomic():
        pilot = centre.pilots.first()
        chair = centre.people.first()
        for _ in range(GROWTH):
            factories.team(centre, [(chair, "chair")], pilot=pilot)
        grown = {name: counted(clients[who], address) for name, who, address in measured}
        transaction.set_rollback(True)
    return grown


def report_pdf(centre):
    """render_pdf (finishing included) against bare WeasyPrint, on the HTML of the longest opinion."""
    opinion = Opinion.objects.filter(pilot__centre=centre, confirmation__isnull=False).first()
    html = rendering.render_html("pdf/opinion.html", context_of(opinion))
    rendering.preload()
    ours, bare = [], []
    for _ in range(max(5, ROUNDS // 4)):
        bare.append(seconds(lambda: bare_pdf(html)))
        ours.append(seconds(lambda: rendering.render_pdf(html)))
    ratio = statistics.median(a / b for a, b in zip(ours, bare, strict=True))
    print(
        f"\nPDF opinii: {statistics.median(ours):.2f} s, sam WeasyPrint {statistics.median(bare):.2f} s, × {ratio:.2f}"
    )


def bare_pdf(html):
    """The same HTML and the same files, written by WeasyPrint alone."""
    document = weasyprint.HTML(string=html, base_url=rendering.STATIC, url_fetcher=rendering._fetcher())
    return document.write_pdf(pdf_variant="pdf/ua-1")


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
