"""Starting programs so that all of them end with us, however we end."""

import ctypes
import os
import pwd
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NoReturn

from mops_pilot.local.places import LOG, ROOT, is_root
from mops_pilot.local.problem import Problem

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)
Command = Sequence[str | Path]
Child = subprocess.Popen[bytes]


def run(command: Command, label: str, *, env: Mapping[str, str] | None = None, **options: Any) -> None:
    """Runs a set-up step; its output goes to the log, its last line into the message when it fails."""
    LOG.parent.mkdir(exist_ok=True)
    with open(LOG, "ab") as log:
        start = log.tell()
        options = {"cwd": ROOT, "input": b"", **options}
        code = subprocess.run(command, env=env, stdout=log, stderr=subprocess.STDOUT, **options).returncode
    if code:
        raise Problem(f"nie udało się: {label} – {last_line(LOG, start)} (szczegóły: {LOG})")


def last_line(log: Path, start: int = 0) -> str:
    lines = log.read_bytes()[start:].decode(errors="replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "bez komunikatu")


def spawn(
    command: Command,
    *,
    env: Mapping[str, str],
    end: signal.Signals = signal.SIGTERM,
    log: IO[bytes] | None = None,
    **options: Any,
) -> Child:
    """Starts a program in a session of its own: Ctrl-C reaches only us, and our death sends it `end`."""
    options = {"cwd": ROOT, "stdin": subprocess.DEVNULL, "stdout": log, "stderr": log, **options}
    return subprocess.Popen(command, env=env, start_new_session=True, preexec_fn=_dies_with_us(end), **options)


def as_account(account: pwd.struct_passwd) -> dict[str, Any]:
    """Options that make root run a program as somebody else, in a folder where anybody may be."""
    other = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if is_root() else {}
    return {"cwd": "/", **other}


def _dies_with_us(end: signal.Signals) -> Callable[[], object]:
    return lambda: LIBC.prctl(PR_SET_PDEATHSIG, int(end))


def stop(children: Sequence[Child], end: signal.Signals = signal.SIGTERM, patience: float = 10) -> None:
    """Asks all to end, waits, then kills what is left of their groups."""
    for child in children:
        if child.poll() is None:
            child.send_signal(end)
    limit = time.monotonic() + patience
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, limit - time.monotonic()))
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def supervise(children: Mapping[str, Child]) -> NoReturn:
    """Returns never: a child that ends stops everything, and so does Ctrl-C."""
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                raise Problem(f"{name}: proces zakończył się (kod {child.returncode}), więc zatrzymuję całość")
        time.sleep(0.2)


def interrupt_on_signals() -> None:
    """SIGTERM and a closed terminal stop us just as Ctrl-C does."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)


def _interrupt(*_: object) -> NoReturn:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not cut the tidying short
    raise KeyboardInterrupt
