"""Where things of this checkout lie on the disk."""

import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mops_pilot.local.problem import Problem

ROOT = Path(__file__).resolve().parents[2]
MARK = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
LOCAL = ROOT / ".local"
LOG = LOCAL / "setup.log"
TEMPORARY = Path("/tmp")  # noqa: S108 - $TMPDIR may be too long for a socket; folders are made safely
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 107


def is_root() -> bool:
    return os.geteuid() == 0


def server_account() -> pwd.struct_passwd:
    """Who runs PostgreSQL: ourselves, but never root, whom initdb refuses."""
    if not is_root():
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        raise Problem("brak użytkownika „postgres”, a PostgreSQL nie działa jako root; utwórz go: useradd -r postgres")


def lasting_home() -> Path:
    """The demo's folder; for root outside the checkout, since postgres may not be let into root's own folders."""
    return Path(f"/var/lib/mops_pilot-{MARK}") if is_root() else LOCAL / "demo"


def socket_folder(home: Path) -> Path:
    inside = home / "run"
    return inside if socket_fits(inside) else TEMPORARY / f"mops-{os.geteuid()}-{MARK}"


def socket_fits(folder: Path) -> bool:
    return len(os.fsencode(folder / SOCKET)) <= LONGEST_SOCKET


def private_folder(path: Path, owner: pwd.struct_passwd) -> Path:
    """A folder that only its owner (and root) can enter: PostgreSQL trusts whoever reaches the socket."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), owner.pw_uid):
        raise Problem(f"folder {path} należy do kogoś innego; usuń go i uruchom polecenie ponownie")
    if is_root():
        os.chown(path, owner.pw_uid, owner.pw_gid)
    path.chmod(0o700)
    return path


@contextmanager
def temporary_home(name: str) -> Iterator[Path]:
    """A folder for a throw-away cluster, which the user postgres can enter too."""
    prefix = f"mops-{name}-"
    _sweep(prefix)
    with tempfile.TemporaryDirectory(prefix=prefix, dir=TEMPORARY, ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        home.chmod(0o711)
        with open(home / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield home


def _sweep(prefix: str) -> None:
    """Removes what killed runs left behind; whoever still runs holds the lock."""
    for folder in TEMPORARY.glob(f"{prefix}*"):
        with suppress(OSError):
            if folder.lstat().st_uid == os.geteuid():
                with open(folder / "lock") as lock:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def only_one(address: str, folder: Path = LOCAL) -> Iterator[None]:
    """Keeps a second demo of this checkout from using the same database; freed even by SIGKILL."""
    folder.mkdir(exist_ok=True)
    with open(folder / "lock", "a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise Problem(f"demo z tego katalogu już działa ({lock.read().strip()}); najpierw je zatrzymaj (Ctrl-C)")
        lock.truncate(0)
        lock.write(address)
        lock.flush()
        yield
