"""Reading results. Bytes that no longer match their SHA-256 are never handed out whole."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from statistics import median

from apps.core.errors import DomainError
from apps.core.polish import NBSP

from .models import Job, JobPart

log = logging.getLogger(__name__)


MEASURED, FEWEST = 30, 3  # how many finished ones tell how long a kind takes, and how few do not


def usual_times(jobs: Iterable[Job]) -> dict[str, str]:
    """By kind, of those that are not finished: „zwykle około 2 minut” as finished ones took, or that nobody knows."""
    return {kind: _usual(kind) for kind in {job.kind for job in jobs if job.is_open}}


def _usual(kind: str) -> str:
    finished = Job.objects.filter(kind=kind, status=Job.Status.DONE, started_at__isnull=False).order_by("-pk")
    took = [done - begun for begun, done in finished.values_list("started_at", "finished_at")[:MEASURED]]
    if len(took) < FEWEST:
        return "Nie wiadomo jeszcze, ile to potrwa: za mało takich zestawień już powstało."
    minutes = round(median(one.total_seconds() for one in took) / 60)
    if minutes < 1:
        return "Zwykle trwa to mniej niż minutę."
    return f"Zwykle trwa to około {minutes}{NBSP}{'minuty' if minutes == 1 else 'minut'}."


class DamagedResult(DomainError):
    """The parts of a result do not make the file that was finished."""


def content_of(job: Job) -> Iterator[bytes]:
    """The file of a finished job, a part at a time. The last part is held back until the SHA-256 of the whole is known
    to be right, so that a damaged file breaks off and is not taken for a good one."""
    ranks = list(JobPart.objects.filter(job=job).order_by("rank").values_list("rank", flat=True))
    whole = hashlib.sha256()
    for rank in ranks:
        content = bytes(JobPart.objects.values_list("content", flat=True).get(job=job, rank=rank))
        whole.update(content)
        if rank == ranks[-1] and whole.hexdigest() != job.sha256:
            log.error("damaged result", extra={"job": job.pk})
            raise DamagedResult("Plik zestawienia jest uszkodzony. Poproś o nie jeszcze raz.")
        yield content
