"""Processes of their own, as the application's role: a worker that knows the kinds of the tests, and one that makes
and reads a large result and tells how much memory it took. `python -m tests.jobs.child`, one JSON line."""

import json
import resource
import sys

from tests.faults.child import connect, say


def main():
    asked = json.loads(sys.stdin.readline())
    connect(asked["database"])
    from . import kinds  # noqa: F401  registers them

    if asked["do"] == "measure":
        measure(asked["job"])
    else:
        from django.core.management import call_command

        call_command("worker", "--queue-name=*", "--no-startup-delay", "--interval=0.05", "--no-reload", verbosity=0)


def measure(pk):
    from apps.jobs import reading, tasks
    from apps.jobs.models import Job

    Job.objects.filter(pk=pk).exists()
    before = most_memory()
    tasks.run_job.call(job_pk=pk)
    made = most_memory()
    size = sum(len(part) for part in reading.content_of(Job.objects.get(pk=pk)))
    say(json.dumps({"size": size, "making": made - before, "reading": most_memory() - made}))


def most_memory():
    """Bytes, at the highest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
