"""Programs of the operating system: found, installed where that is allowed, or named in one line."""

import ctypes
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from mops_pilot.local import processes
from mops_pilot.local.places import is_root
from mops_pilot.local.problem import Problem

SERVER_PROGRAMS = ("initdb", "postgres", "pg_isready")
OLDEST_SERVER = 15
PANGO = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
BROWSERS = ("chromium", "google-chrome-stable", "google-chrome")
DEBIAN_CLUSTERS = Path("/usr/share/postgresql-common")
NO_MAIN_CLUSTER = Path("/etc/postgresql-common/createcluster.d/mops_pilot.conf")
SERVER_PLACES = "/usr/lib/postgresql/*/bin"


def ensure(*, server: bool) -> None:
    """Everything that the application needs from the system; `server` when the cluster is ours."""
    if packages := missing(server=server):
        install(packages)
    if packages := missing(server=server):
        raise Problem(f"po instalacji nadal brakuje: {_names(packages)} (PostgreSQL: {OLDEST_SERVER} lub nowszy)")


def missing(*, server: bool) -> list[str]:
    packages = [] if all(map(loads, PANGO)) else list(PANGO_PACKAGES)
    if server and not server_programs():
        packages.append("postgresql")
    if importlib.util.find_spec("ensurepip") is None:
        packages.append(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return packages


def loads(library: str) -> bool:
    try:
        return bool(ctypes.CDLL(library))
    except OSError:
        return False


def server_programs(places: str = SERVER_PLACES, version: int | None = None) -> Path | None:
    """The folder of the newest PostgreSQL that will do, or of the one with the given major version."""
    folders = [*Path("/").glob(places.lstrip("/")), *map(Path, os.get_exec_path())]
    found = {_major(folder): folder for folder in folders if all(_runs(folder / name) for name in SERVER_PROGRAMS)}
    return found.get(version or max(found, default=0)) if max(found, default=0) >= OLDEST_SERVER else None


def _runs(program: Path) -> bool:
    return program.is_file() and os.access(program, os.X_OK)


def _major(folder: Path) -> int:
    said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True).stdout
    number = re.search(r"\b(\d+)", said)
    return int(number[1]) if number else 0


def install(packages: list[str]) -> None:
    """By apt-get when root or with sudo that asks for no password."""
    prefix = _as_root()
    if prefix is None:
        raise Problem(f"brakuje: {_names(packages)}; zainstaluj i powtórz: {advice(packages)}")
    print(f"→ instaluję pakiety systemu: {_names(packages)}", flush=True)
    if "postgresql" in packages:
        _refuse_main_cluster(prefix)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    processes.run([*apt, "update"], "apt-get update", env=env)
    processes.run([*apt, "install", "--no-install-recommends", *packages], "apt-get install", env=env)


def advice(packages: list[str]) -> str:
    if shutil.which("apt-get"):
        return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"
    return f"PostgreSQL {OLDEST_SERVER}+ (serwer), Pango, moduł venv Pythona"


def _names(packages: list[str]) -> str:
    return ", ".join(packages)


def _as_root() -> list[str] | None:
    if not shutil.which("apt-get"):
        return None
    if is_root():
        return []
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], **quiet).returncode == 0:
        return ["sudo", "-n"]
    return None


def _refuse_main_cluster(prefix: list[str]) -> None:
    """Debian would start a server of its own; whoever already has its tools decides that for themselves."""
    if DEBIAN_CLUSTERS.exists():
        return
    processes.run([*prefix, "mkdir", "-p", NO_MAIN_CLUSTER.parent], "mkdir")
    text = "create_main_cluster = false"
    processes.run([*prefix, "sh", "-c", f"echo '{text}' > {NO_MAIN_CLUSTER}"], "createcluster.d")


def browser() -> tuple[str, str]:
    """Where Chromium is, and else why there is none."""
    if not (found := _browser()) and _is_debian() and _as_root() is not None:
        try:
            install(["chromium"])
        except Problem as problem:
            return "", str(problem)
        found = _browser()
    return found, "" if found else "brak Chromium (na Debianie: sudo apt-get install chromium)"


def _browser() -> str:
    return next((path for name in BROWSERS if (path := shutil.which(name))), "")


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and bool(re.search(r'^ID="?debian', release.read_text(), re.M))
