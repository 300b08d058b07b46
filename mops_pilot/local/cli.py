"""The commands that the Makefile calls."""

import argparse
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress

from mops_pilot.local import application, environment, packages, places, ports, processes
from mops_pilot.local.problem import Problem

COMMANDS = ("demo", "dev", "test", "bench", "lock")


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    processes.interrupt_on_signals()
    try:
        return globals()[options.command](options)
    except Problem as problem:
        return _say(str(problem))
    except OSError as error:
        return _say(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "))
    except KeyboardInterrupt:
        print("\nZatrzymane.")
        return 0 if options.command in ("demo", "dev") else 130


def _say(text: str) -> int:
    print(f"Błąd: {text}", file=sys.stderr, flush=True)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python3 -m mops_pilot.local")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--port", default="8000")
    parser.add_argument("--upgrade", action="store_true", help="lock: take newer versions")
    return parser


def demo(options: argparse.Namespace, debug: bool = False) -> int:
    port = ports.parse(options.port)
    address = f"http://{ports.HOST}:{port}/"
    with ExitStack() as stack:
        stack.enter_context(places.only_one(address))
        ports.require_free(port)
        database = application.given()
        _set_up("app", server=database is None)
        database = database or stack.enter_context(application.lasting())
        env = application.variables(database, port=port, debug=debug)
        _prepare(env, database, debug)
        children = stack.enter_context(application.serving(env, port, debug))
        _greet(env, address)
        processes.supervise(children | ({"PostgreSQL": database.server} if database.server else {}))


def dev(options: argparse.Namespace) -> int:
    return demo(options, debug=True)


def _set_up(lock: str, *, server: bool) -> None:
    places.LOCAL.mkdir(exist_ok=True)
    places.LOG.write_bytes(b"")
    packages.ensure(server=server)
    environment.ensure(lock)


def _prepare(env: dict[str, str], database: application.Database, debug: bool) -> None:
    application.prepare(env, database)
    application.manage(env, "sprawdzam dane przykładowe", "check_demo")
    if not debug:
        application.collect_static(env)


def _greet(env: dict[str, str], address: str) -> None:
    print(f"\nmops_pilot działa: {address}\n", flush=True)
    subprocess.run([environment.PYTHON, "manage.py", "demo_accounts"], env=env, cwd=places.ROOT)
    print("\nCtrl-C zatrzymuje wszystko.", flush=True)


def test(_: argparse.Namespace) -> int:
    return _on_throwaway("test", _run_tests)


def bench(_: argparse.Namespace) -> int:
    return _on_throwaway("bench", _run_bench)


def _on_throwaway(name: str, work: Callable[[application.Database], int]) -> int:
    with ExitStack() as stack:
        database = application.given()
        _set_up("dev", server=database is None)
        database = database or stack.enter_context(application.throwaway(name))
        return work(database)


def _run_tests(database: application.Database) -> int:
    """pytest comes last: its closing line is the last thing said."""
    ruff = [environment.PYTHON, "-m", "ruff", "check", "--quiet", "--output-format=concise", "."]
    style = subprocess.run(ruff, cwd=places.ROOT).returncode
    pytest = [environment.PYTHON, "-m", "pytest", "-n", "2", *shlex.split(os.environ.get("PYTEST_ARGS", ""))]
    tests = _foreground(pytest, application.addresses(database) | _browser())
    if style and not tests:
        return _say("testy przeszły, ale ruff ma uwagi (na początku)")
    return tests


def _browser() -> dict[str, str]:
    path, reason = packages.browser()
    if reason:
        print(f"UWAGA: testy w przeglądarce się nie odbędą: {reason}", flush=True)
        return {"MOPS_NO_BROWSER": reason}
    return {"MOPS_CHROMIUM": path}


def _run_bench(database: application.Database) -> int:
    env = application.variables(database)
    application.fill(env)
    return _foreground([environment.PYTHON, "bench/run.py"], env)


def _foreground(command: processes.Command, env: dict[str, str]) -> int:
    """In our own process group: Ctrl-C reaches the program too, and it may tidy up first."""
    with subprocess.Popen(command, env=env, cwd=places.ROOT) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            child.terminate()
            with suppress(subprocess.TimeoutExpired):
                child.wait(10)
            child.kill()
            raise


def lock(options: argparse.Namespace) -> int:
    environment.lock(options.upgrade)
    return 0
