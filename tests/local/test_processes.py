import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mops_pilot.local import processes
from mops_pilot.local.problem import Problem

STARTER = """
import os, sys, time
from mops_pilot.local import processes
child = processes.spawn(["sleep", "60"], env=os.environ)
print(child.pid, os.getpgid(child.pid) != os.getpgid(0), flush=True)
time.sleep(60)
"""


def alive(pid):
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z"


def gone_soon(pid, patience=5):
    end = time.monotonic() + patience
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not alive(pid)


@pytest.fixture
def spawn():
    children = []

    def start(*command, **options):
        children.append(processes.spawn(command, env=os.environ, **options))
        return children[-1]

    yield start
    processes.stop(children, signal.SIGKILL)


def test_a_child_dies_with_its_starter_even_when_that_one_is_killed():
    starter = subprocess.Popen([sys.executable, "-c", STARTER], stdout=subprocess.PIPE, cwd=processes.ROOT, text=True)
    pid, apart = starter.stdout.readline().split()
    assert (alive(int(pid)), apart) == (True, "True")
    starter.kill()
    starter.communicate()
    assert gone_soon(int(pid))


def test_stopping_takes_grandchildren_and_the_deaf_along(spawn):
    script = "trap '' TERM; sleep 60 & echo $!; wait; wait"
    child = spawn("sh", "-c", script, stdout=subprocess.PIPE)
    grandchild = int(child.stdout.readline())
    child.stdout.close()
    processes.stop([child], patience=0.2)
    assert child.returncode == -signal.SIGKILL
    assert gone_soon(grandchild)


def test_a_child_that_ends_stops_everything_with_its_name_and_code(spawn):
    children = {"serwer WWW": spawn("sleep", "60"), "zadania w tle": spawn("sh", "-c", "exit 7")}
    with pytest.raises(Problem, match=r"^zadania w tle: proces zakończył się \(kod 7\), więc zatrzymuję całość$"):
        processes.supervise(children)


def test_a_failed_step_says_its_last_line(tmp_path, monkeypatch):
    monkeypatch.setattr(processes, "LOG", tmp_path / "setup.log")
    script = "echo wstęp; echo 'Zły wynik' >&2; exit 3"
    with pytest.raises(Problem, match=r"^nie udało się: próba – Zły wynik \(szczegóły: .*setup.log\)$"):
        processes.run(["sh", "-c", script], "próba")
