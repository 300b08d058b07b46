"""The virtual environment and what is installed in it, always from a hashed lock."""

import subprocess
import sys
from pathlib import Path

from mops_pilot.local import processes
from mops_pilot.local.places import LOCAL, ROOT
from mops_pilot.local.problem import Problem
from mops_pilot.local.stamps import Stamps, fingerprint

FOLDER = ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"
REQUIREMENTS = ROOT / "requirements"
LOCKS = ("app", "dev")
MADE_BY = "# Made by `make lock` from {name}.in. Do not edit.\n"
LOCK_OPTIONS = [
    "--quiet",
    "--strip-extras",
    "--generate-hashes",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--no-emit-options",
]


def ensure(lock: str) -> None:
    """Installs `requirements/<lock>.txt` unless exactly that was installed last."""
    file = REQUIREMENTS / f"{lock}.txt"
    if not file.exists():
        raise Problem(f"brak pliku {file.relative_to(ROOT)}; utwórz go: make lock")
    if not works():
        print("→ tworzę środowisko .venv", flush=True)
        processes.run([sys.executable, "-m", "venv", "--clear", FOLDER], "środowisko .venv")
    stamp = fingerprint([file], str(PYTHON.resolve()))
    Stamps(FOLDER).once(f"mops-{lock}", stamp, lambda: _install(file))


def works() -> bool:
    """Whether the environment is whole: an interrupted one has no pip, an upgraded system another Python."""
    if any((FOLDER / f"mops-{lock}").exists() for lock in LOCKS) and PYTHON.exists():
        return True
    command = [PYTHON, "-m", "pip", "--version"]
    return PYTHON.exists() and subprocess.run(command, capture_output=True).returncode == 0


def _install(file: Path) -> None:
    print(f"→ instaluję biblioteki z {file.relative_to(ROOT)} (za pierwszym razem to chwilę trwa)", flush=True)
    options = ["--require-hashes", "--disable-pip-version-check", "--no-input", "--quiet"]
    processes.run([PYTHON, "-m", "pip", "install", *options, "-r", file], "instalacja bibliotek")


def lock(upgrade: bool) -> None:
    """Rewrites both locks with pip-tools, kept apart from the project's own environment."""
    tools = LOCAL / "lock-tools"
    if not (tools / "bin" / "pip-compile").exists():
        processes.run([sys.executable, "-m", "venv", "--clear", tools], "środowisko dla pip-tools")
        processes.run([tools / "bin" / "pip", "install", "--quiet", "pip-tools"], "instalacja pip-tools")
    for name, extra in (("app", []), ("dev", ["--constraint", "app.txt"])):
        print(f"→ {name}.in → {name}.txt", flush=True)
        command = [tools / "bin" / "pip-compile", *LOCK_OPTIONS, *(["--upgrade"] if upgrade else []), *extra]
        processes.run([*command, "-o", f"{name}.txt", f"{name}.in"], f"pip-compile {name}.in", cwd=REQUIREMENTS)
        file = REQUIREMENTS / f"{name}.txt"
        file.write_text(MADE_BY.format(name=name) + file.read_text().removeprefix(MADE_BY.format(name=name)))
