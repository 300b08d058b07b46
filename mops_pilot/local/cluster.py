"""A private PostgreSQL cluster: own data folder, own socket, no TCP, Polish sorting."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from mops_pilot.local import packages, places, processes
from mops_pilot.local.problem import Problem

DATABASE = "mops_pilot"
OWNER, APPLICATION, SUPERUSER = "mops_owner", "mops_app", "postgres"
PORT = "5432"
INITDB = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=pl"]
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
SETTINGS = {"listen_addresses": "", "unix_socket_permissions": "0700", "max_connections": "200"}
ROLES = f"""
CREATE ROLE {OWNER} LOGIN CREATEDB;
CREATE ROLE {APPLICATION} LOGIN;
CREATE DATABASE {DATABASE} OWNER {OWNER};
"""


@dataclass
class Cluster:
    """`throwaway` trades safety after a power cut for speed: right for tests only."""

    programs: Path
    home: Path
    throwaway: bool = False

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "postgresql.log"

    def url(self, role: str) -> str:
        return f"postgres://{role}@{quote(str(places.socket_folder(self.home)), safe='')}:{PORT}/{DATABASE}"


@contextmanager
def running(cluster: Cluster) -> Iterator[processes.Child]:
    """Makes the cluster if need be, runs it, and stops it however the block ends."""
    _make(cluster)
    _end_leftover(cluster.data)
    server = _start(cluster)
    try:
        yield server
    finally:
        processes.stop([server], signal.SIGINT)


def choose_programs(data: Path) -> Path:
    """A data folder can be served only by the major version that made it."""
    version = data / "PG_VERSION"
    if not data.exists():
        programs = packages.server_programs()
    elif version.is_file() and version.read_text().strip().isdigit():
        programs = packages.server_programs(version=int(version.read_text()))
    else:
        raise Problem(f"folder danych {data} jest uszkodzony; {_start_anew(data)}")
    if programs is None:
        raise Problem(f"brak PostgreSQL w wersji, która założyła folder {data}; {_start_anew(data)}")
    return programs


def _start_anew(data: Path) -> str:
    return f"aby zacząć od nowa, usuń go: rm -r {data}"


def _environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C", **{k: v for k, v in os.environ.items() if k == "LD_LIBRARY_PATH"}}


def _make(cluster: Cluster) -> None:
    """Aside first, then renamed: an interrupted start leaves no half-made cluster."""
    if cluster.data.exists():
        return
    account, aside = places.server_account(), cluster.home / "data.new"
    shutil.rmtree(aside, ignore_errors=True)
    cluster.home.mkdir(mode=0o711, parents=True, exist_ok=True)
    places.private_folder(aside, account)
    options = {"env": _environment(), **processes.as_account(account)}
    initdb = [cluster.programs / "initdb", "-D", aside, "-U", SUPERUSER, *INITDB]
    processes.run([*initdb, *(["--no-sync"] if cluster.throwaway else [])], "initdb", **options)
    single = [cluster.programs / "postgres", "--single", "-D", aside, "-c", "exit_on_error=on", "postgres"]
    processes.run(single, "role i baza danych", input=ROLES.encode(), **options)
    aside.rename(cluster.data)


def _end_leftover(data: Path) -> None:
    """A server whose starter was killed may still be closing down; a pid that is somebody else's is stale."""
    file = data / "postmaster.pid"
    end, number = time.monotonic() + 15, signal.SIGINT
    while pid := _recorded(file):
        if not _is_running(pid):
            return  # PostgreSQL clears such a file itself, after checks that we could not make
        if not _serves(pid, data):
            file.unlink()
            return
        if time.monotonic() > end:
            raise Problem(f"PostgreSQL (proces {pid}) używa folderu {data} i nie chce się zakończyć")
        with suppress(ProcessLookupError):
            os.kill(pid, number)
        time.sleep(0.3)


def _recorded(file: Path) -> int:
    with suppress(FileNotFoundError, ValueError, IndexError):
        return int(file.read_text().splitlines()[0])
    return 0


def _is_running(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def _serves(pid: int, data: Path) -> bool:
    with suppress(OSError):
        return os.fsencode(data) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return False


def _start(cluster: Cluster, attempts: int = 10) -> processes.Child:
    """Tries again while children of a killed server still hold its memory."""
    account = places.server_account()
    folder = places.private_folder(places.socket_folder(cluster.home), account)
    settings = SETTINGS | (FORGETFUL if cluster.throwaway else {})
    command = [cluster.programs / "postgres", "-D", cluster.data, "-k", folder, "-p", PORT]
    command += [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    options = {"env": _environment(), "end": signal.SIGINT, **processes.as_account(account)}
    for _ in range(attempts):
        with open(cluster.log, "wb") as log:
            server = processes.spawn(command, log=log, **options)
        if _ready(cluster, server, folder):
            return server
        if b"shared memory" not in cluster.log.read_bytes():
            break
        time.sleep(0.5)
    reason = f"{_fatal(cluster.log)} (dziennik: {cluster.log})"
    raise Problem(f"PostgreSQL nie startuje: {reason}; {_start_anew(cluster.data)}")


def _ready(cluster: Cluster, server: processes.Child, folder: Path, patience: float = 120) -> bool:
    end = time.monotonic() + patience
    question = [cluster.programs / "pg_isready", "-q", "-h", folder, "-p", PORT]
    while server.poll() is None and time.monotonic() < end:
        if subprocess.run(question, env=_environment(), cwd="/").returncode == 0:
            return True
        time.sleep(0.05)
    processes.stop([server], signal.SIGINT)
    return False


def _fatal(log: Path) -> str:
    lines = log.read_text(errors="replace").splitlines()
    reasons = [line.split("FATAL:")[-1].strip() for line in lines if "FATAL:" in line]
    return (reasons or lines or ["bez komunikatu"])[0]
