"""Remembers what was already done, so that the second start skips it."""

import hashlib
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

SKIPPED = {"__pycache__", ".pytest_cache", "node_modules"}


def fingerprint(paths: Iterable[Path], *words: str) -> str:
    """A hash of files (folders are walked) and words; another name or byte makes another hash."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in paths:
        for file in _files(path):
            total.update(f"\0{file}\0".encode())
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path] if path.exists() else []
    return sorted(f for f in path.rglob("*") if f.is_file() and not SKIPPED & set(f.parts))


class Stamps:
    """One small file for each step, holding the fingerprint of what the step was done with."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def once(self, name: str, value: str, action: Callable[[], object]) -> None:
        stamp = self.folder / name
        if stamp.exists() and stamp.read_text() == value:
            return
        stamp.unlink(missing_ok=True)
        action()
        self.folder.mkdir(parents=True, exist_ok=True)
        stamp.write_text(value)

    def forget(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
