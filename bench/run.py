"""Measures the main pages on the demo data against an empty logged-in page, the same with a country of centres in the
database, opinions' PDFs against bare WeasyPrint on the same HTML, and the download of a frozen document. Times are
medians of runs that take turns, so that a slow moment slows both.

    make bench
"""

import os
import statistics
import sys
from functools import partial
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ["MOPS_AS_OWNER"] = "1"  # lets lists grow past the counter of orders; nothing of it stays

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from apps.accounts.models import Centre, Role, RoleGrant, User  # noqa: E402
from apps.catalogue.models import CatalogueVersion  # noqa: E402
from apps.opinions.models import Opinion  # noqa: E402
from apps.orders.models import IssuedOrder  # noqa: E402
from apps.teams.models import ExpertDocument, Team  # noqa: E402
from bench import many, papers  # noqa: E402
from bench.timing import ROUNDS, median_ratio, taking_turns  # noqa: E402
from tests import factories  # noqa: E402

GROWTH = 40  # rows added to the lists before queries are counted again
CENTRES = int(os.environ.get("BENCH_CENTRES", "2500"))


def main():
    setup_test_environment()
    centre = Centre.objects.get(slug="czestochowa-przyklad")
    grant = RoleGrant.objects.get(person__centre=centre, role=Role.DIRECTOR, revoked_at=None)
    clients = {"centre": logged_in(grant.person.user), "wrzos": logged_in(User.objects.filter(is_wrzos=True).first())}
    measured = pages(centre)
    alone = report_pages(measured, clients, centre)
    with transaction.atomic():
        report_country(measured, clients, alone)
        transaction.set_rollback(True)
    papers.report(centre)
    papers.report_download(clients["wrzos"])


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def pages(centre):
    """(name, who looks, address) of the main pages."""
    order = IssuedOrder.objects.filter(centre=centre).first()
    team = Team.objects.filter(centre=centre).last()
    opinion = Opinion.objects.filter(pilot__centre=centre, status="voting").first()
    document = ExpertDocument.objects.filter(pilot__centre=centre, versions__status="accepted").first()
    return [
        ("Moje sprawy", "centre", reverse("desk:home")),
        ("– zaraz po zmianie", "centre", reverse("home_anew")),
        ("Rejestr zarządzeń", "centre", reverse("orders:register")),
        ("Zarządzenie", "centre", reverse("orders:order", args=[order.order_id])),
        ("Zespół", "centre", reverse("teams:team", args=[team.pk])),
        ("Tabela 1", "centre", reverse("catalogue:table")),
        ("Opinie", "centre", reverse("opinions:board")),
        ("Opinia", "centre", reverse("opinions:opinion", args=[opinion.pk])),
        ("Biblioteka (WRZOS)", "wrzos", reverse("reports:library")),
        ("Rekomendacje (WRZOS)", "wrzos", reverse("recommendations:register")),
        ("Pokrycie Tabeli 1", "centre", reverse("coverage:board")),
        ("Dokumenty ekspertów", "centre", reverse("consultations:documents")),
        ("Dokument eksperta", "centre", reverse("consultations:document", args=[document.pk])),
        ("Struktura", "centre", reverse("organisation:structure")),
    ]


def report_pages(measured, clients, centre):
    """Prints the pages on the demo data; returns by name how many times an empty page each takes."""
    times, ratios = timed_pages(measured, clients)
    queries = {name: counted(clients[who], address) for name, who, address in measured}
    grown = queries_when_grown(measured, clients, centre)
    floor = statistics.median(times["centre"]) * 1000
    print(f"pusta strona po zalogowaniu: {floor:.1f} ms, zapytań {counted(clients['centre'], reverse('empty'))}")
    print(f"rund {ROUNDS}\n")
    print(f"{'strona':22} {'ms':>7} {'× pusta':>8} {'zapytań':>8} {f'przy +{GROWTH}':>10}")
    for name, _, _ in measured:
        ms = statistics.median(times[name]) * 1000
        print(f"{name:22} {ms:7.1f} {ratios[name]:8.2f} {queries[name]:8} {grown[name]:10}")
    return ratios


def report_country(measured, clients, alone):
    """The same pages with CENTRES more centres in the database, and the lists that reach across them."""
    many.fill(CatalogueVersion.objects.filter(published_at__isnull=False).first(), CENTRES)
    print("\nw bazie: " + ", ".join(f"{what} {count}" for what, count in many.sizes()))
    _, ratios = timed_pages(measured, clients)
    print(f"{'strona':22} {'× pusta':>8} {'× jak przy paru':>16}")
    for name, _, _ in measured:
        print(f"{name:22} {ratios[name]:8.2f} {ratios[name] / alone[name]:16.2f}")


def timed_pages(measured, clients):
    """Seconds by page (and of the empty page by who looks), and how many times an empty page each takes."""
    looks = {name: partial(opened, clients[who], address) for name, who, address in measured}
    empty = {who: partial(opened, client, reverse("empty")) for who, client in clients.items()}
    times = taking_turns(looks | empty)
    return times, {name: median_ratio(times[name], times[who]) for name, who, _ in measured}


def opened(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"


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


if __name__ == "__main__":
    main()
