"""Large reports are sent on as they are made: memory does not grow with the country."""

import random
import re
from pathlib import Path

import pytest
from django.utils import timezone

from apps.reports import sheets
from apps.reports.national import volumes
from apps.reports.national.reading import Scope
from tests.factories import handed_over as handed

MB = 1024 * 1024


def memory():
    """Bytes that this process holds now."""
    return int(re.search(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024


class Sink:
    """A file that cannot seek and keeps nothing."""

    size = 0

    def write(self, content):
        self.size += len(content)
        return len(content)

    def flush(self):
        pass


def test_a_spreadsheet_of_many_rows_is_never_whole_in_memory():
    noise, sink = random.Random(1), Sink()
    rows = ([number, noise.randbytes(1000).hex()] for number in range(30_000))
    before, most = memory(), 0
    with sheets.workbook(sink, "próba") as book:
        book.sheet("Próba", [("Lp.", 8), ("Treść", 60)], rows)
        most = memory() - before
    assert sink.size > 25 * MB
    assert (most < 15 * MB, memory() - before < 15 * MB) == (True, True)


@pytest.mark.django_db
def test_the_fifth_volume_takes_no_more_memory_than_the_first(version, monkeypatch):
    monkeypatch.setattr(volumes, "DOCUMENTS", 10)
    for number in range(50):
        run, team = handed.pilot_with_team(version, f"osrodek-{number}", people=1)
        said = [handed.recommendation(n, body="Zmienić przepis. " * 20) for n in range(1, 4)]
        handed.handed_over(run, version.products.get(code="2a"), team, recommendations=said)
    scope = Scope("", timezone.now())
    first, *rest = volumes.volumes(scope)
    assert len(rest) == 4
    volumes.printed(scope, first)
    after_first = memory()
    for volume in rest:
        volumes.printed(scope, volume)
    assert memory() - after_first < 20 * MB
