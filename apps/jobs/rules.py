"""Questions about a job."""

from apps.accounts.models import User

from .kinds import KINDS
from .models import Job


def is_owner(user: User, job: Job) -> bool:
    return job.asked_by_id == user.pk


def is_entitled(user: User, job: Job) -> bool:
    """Whoever asked for it, and only while the right to what is inside lasts."""
    return user.is_active and is_owner(user, job) and job.kind in KINDS and KINDS[job.kind].may(user, job)


def can_download(user: User, job: Job) -> bool:
    return job.status == Job.Status.DONE and is_entitled(user, job)
