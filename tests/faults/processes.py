"""Processes that issue orders as the application's role, and how tests speak with them."""

import json
import subprocess
import sys
from contextlib import ExitStack

from django.conf import settings
from django.db import connection

from tests.conftest import _app_password
from tests.house import ROOT

PATIENCE = 600  # seconds; the machine may be busy


class Process:
    """A child (tests.faults.child) that waits until everybody is ready. `how`: die, stop, roll_back, threads,
    lock_timeout, as the child's own words say."""

    def __init__(self, user, orders=(), **how):
        own = connection.settings_dict
        database = {"NAME": own["NAME"], "HOST": own["HOST"], "PORT": own["PORT"]}
        database |= {"USER": settings.APP_ROLE, "PASSWORD": _app_password() or ""}
        asked = {"database": database, "user": user.pk, "orders": [order.pk for order in orders]} | how
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.child"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.say(json.dumps(asked))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()

    def is_ready(self):
        return self.line() == "ready"

    def line(self):
        """The next thing it says."""
        return self.process.stdout.readline().rstrip("\n")

    def issue(self, order):
        """Ask a process without orders of its own to issue this one; how it ended."""
        self.say(str(order.pk))
        return self.line()

    def told(self):
        """All that it still says, until it ends."""
        said, _ = self.process.communicate(timeout=PATIENCE)
        return said.splitlines()

    def say(self, line):
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()


def run_together(*processes):
    """What each of them told, when all of them start at the same moment."""
    with started(*processes):
        return [process.told() for process in processes]


def started(*processes):
    """A block in which all of them run, begun at the same moment."""
    with ExitStack() as stack:
        for process in processes:
            stack.enter_context(process)
        assert all(process.is_ready() for process in processes)
        for process in processes:
            process.say("go")
        return stack.pop_all()
