"""Kinds of jobs for tests, as a room above would register them."""

import time

from apps.core.errors import DomainError
from apps.jobs.kinds import Made, job

TEXT = "text/plain"


def of_the_centre(user, job):
    return job.centre_id == user.centre_id and user.has_role("director")


@job("lines", may=of_the_centre)
def lines(job, progress, write):
    """As many lines as asked for, as slowly as asked for."""
    total = job.parameters["lines"]
    for n in range(1, total + 1):
        write(f"wiersz {n}\n".encode() * job.parameters.get("times", 1))
        progress(n, total, f"wiersz {n}")
        time.sleep(job.parameters.get("pause", 0))
    return Made("Wiersze.txt", TEXT)


@job("refusing", may=of_the_centre)
def refusing(job, progress, write):
    write(b"x" * 2_500_000)
    raise DomainError("Nie ma czego zebrać.")


@job("broken", may=of_the_centre)
def broken(job, progress, write):
    raise ZeroDivisionError
