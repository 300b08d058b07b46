"""Reading results. Bytes that no longer match their SHA-256 are never handed out whole."""

import hashlib
import logging
from collections.abc import Iterator

from apps.core.errors import DomainError

from .models import Job, JobPart

log = logging.getLogger(__name__)


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
