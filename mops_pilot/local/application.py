"""Preparing the database and the static files, and running the application."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mops_pilot.local import cluster, environment, places, ports, processes
from mops_pilot.local.problem import Problem
from mops_pilot.local.stamps import Stamps, fingerprint

LOCK_FILES = (environment.REQUIREMENTS / "app.txt", environment.REQUIREMENTS / "dev.txt")
CODE = [places.ROOT / name for name in ("apps", "mops_pilot", "fixtures", "templates", "manage.py")]
STATIC = [places.ROOT / name for name in ("apps", "static", "mops_pilot/settings.py")]
URLS = ("DATABASE_URL", "DATABASE_OWNER_URL")


@dataclass
class Database:
    """Where the data is. `server` and `stamps` only when the cluster is ours."""

    url: str
    owner_url: str
    server: processes.Child | None = None
    stamps: Stamps | None = None


def given() -> Database | None:
    """The server that the environment names, both roles or neither."""
    urls = [os.environ.get(name, "") for name in URLS]
    if all(urls):
        return Database(*urls)
    if any(urls):
        raise Problem(f"ustaw obie zmienne albo żadnej: {' i '.join(URLS)}")
    return None


@contextmanager
def lasting() -> Iterator[Database]:
    """The demo's database: kept from one start to the next."""
    home = places.lasting_home()
    with _ours(cluster.Cluster(cluster.choose_programs(home / "data"), home)) as database:
        yield database


@contextmanager
def throwaway(name: str) -> Iterator[Database]:
    """A database for one run of the tests or of the measurements."""
    with places.temporary_home(name) as home:
        print("→ uruchamiam jednorazową bazę", flush=True)
        with _ours(cluster.Cluster(cluster.choose_programs(home / "data"), home, throwaway=True)) as database:
            yield database


@contextmanager
def _ours(ours: cluster.Cluster) -> Iterator[Database]:
    stamps = Stamps(ours.home / "stamps")
    if not ours.data.exists():
        print("→ zakładam prywatną bazę PostgreSQL", flush=True)
        stamps.forget()
    with cluster.running(ours) as server:
        yield Database(ours.url(cluster.APPLICATION), ours.url(cluster.OWNER), server, stamps)


def addresses(database: Database) -> dict[str, str]:
    """All that the tests are told: they bring settings of their own."""
    return {**os.environ, **dict(zip(URLS, (database.url, database.owner_url), strict=True))}


def variables(database: Database, *, port: int = 8000, debug: bool = False) -> dict[str, str]:
    """The environment of every process of the application."""
    return addresses(database) | {
        "SECRET_KEY": os.environ.get("SECRET_KEY") or _secret_key(),
        "DEBUG": str(debug),
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "BASE_URL": f"http://{ports.HOST}:{port}",
        "PYTHONUNBUFFERED": "1",
    }


def _secret_key() -> str:
    file = places.LOCAL / "secret-key"
    if not file.exists():
        places.LOCAL.mkdir(exist_ok=True)
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as key:
            key.write(secrets.token_urlsafe(48))
    return file.read_text()


def manage(env: dict[str, str], label: str, *arguments: str, owner: bool = False) -> None:
    print(f"→ {label}", flush=True)
    env = env | {"MOPS_AS_OWNER": "1"} if owner else without_owner(env)
    processes.run([environment.PYTHON, "manage.py", *arguments], label, env=env)


def without_owner(env: dict[str, str]) -> dict[str, str]:
    """What answers people or works in the background does not even know the owner's address."""
    return {name: value for name, value in env.items() if name not in ("DATABASE_OWNER_URL", "MOPS_AS_OWNER")}


def prepare(env: dict[str, str], database: Database) -> None:
    """Brings the database to the state of the code; nothing is done again while the code stays the same."""
    code = fingerprint([*CODE, *LOCK_FILES])
    if database.stamps:
        database.stamps.once("database", code, lambda: fill(env))
    else:
        fill(env)


def fill(env: dict[str, str]) -> None:
    migrate(env)
    manage(env, "Tabela 1", "load_catalogue")
    manage(env, "dane przykładowe", "build_demo")


def migrate(env: dict[str, str]) -> None:
    manage(env, "migracje bazy", "migrate", "--no-input", "--verbosity=0", owner=True)
    manage(env, "uprawnienia roli aplikacji", "grant_app_role", owner=True)


def collect_static(env: dict[str, str]) -> None:
    """Only the served copy; DEBUG serves the sources themselves."""
    stamp = fingerprint([*STATIC, *LOCK_FILES], environment.PYTHON.resolve().name)
    Stamps(places.LOCAL / "stamps").once("static", stamp, lambda: _collect(env))


def _collect(env: dict[str, str]) -> None:
    manage(env, "pliki statyczne", "collectstatic", "--no-input", "--clear", "--verbosity=0")


def web_command(port: int, debug: bool) -> list[str | Path]:
    address = f"{ports.HOST}:{port}"
    if debug:
        return [environment.PYTHON, "manage.py", "runserver", address]
    options = ["--workers=2", "--threads=4", "--graceful-timeout=5", "--log-level=warning"]
    return [environment.PYTHON, "-m", "gunicorn", f"--bind={address}", *options, "mops_pilot.wsgi"]


def worker_command(queue: str = "default") -> list[str | Path]:
    return [environment.PYTHON, "manage.py", "worker", "--no-startup-delay", f"--queue-name={queue}"]


@contextmanager
def serving(env: dict[str, str], port: int, debug: bool) -> Iterator[dict[str, processes.Child]]:
    """The web server, answering, and the background workers: letters do not wait for long reports."""
    env, children = without_owner(env), {}
    try:
        children["serwer WWW"] = processes.spawn(web_command(port, debug), env=env)
        children["zadania w tle"] = processes.spawn(worker_command(), env=env)
        children["zestawienia w tle"] = processes.spawn(worker_command("jobs"), env=env)
        ports.await_answer(port, children["serwer WWW"])
        yield children
    finally:
        processes.stop(list(children.values()))
