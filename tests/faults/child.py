"""A process of its own that issues orders as the application's role, with the real renderer: `python -m
tests.faults.child`. It reads one JSON line and tells on its standard output how it ended. At a marked point it says
that it got there, and kills itself or stops: it wraps a real function, and the program knows nothing of it."""

import json
import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor


def main():
    asked = json.loads(sys.stdin.readline())
    connect(asked["database"], asked.get("lock_timeout"))
    from apps.accounts.models import User

    by = User.objects.get(pk=asked["user"])
    mark(asked.get("die"), kill)
    for point in POINTS if asked.get("stop") else []:
        mark(point, wait_for_a_word)
    roll_back(set(asked.get("roll_back", [])))
    say("ready")
    sys.stdin.readline()  # everybody starts at once
    if asked["orders"]:
        issue_all(asked["orders"], by, asked.get("threads", 1))
    else:
        for pk in iter(sys.stdin.readline, ""):
            say(issue(int(pk), by))


def connect(database, lock_timeout=None):
    """The project's settings, the tests' database, the application's role."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "mops_pilot.settings"
    os.environ.pop("MOPS_AS_OWNER", None)
    os.environ.setdefault("SECRET_KEY", "tests-only")
    os.environ["MOPS_PLAIN_STATIC"] = "1"
    from mops_pilot import settings

    settings.AS_OWNER = False
    settings.DATABASES["default"].update(database)
    import django

    django.setup()
    if lock_timeout:
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [lock_timeout])


def issue_all(pks, by, threads):
    if threads == 1:  # the marks on a connection are on that of the main thread
        for pk in pks:
            say(issue(pk, by))
    else:
        with ThreadPoolExecutor(threads) as pool:
            for told in pool.map(lambda pk: issue(pk, by), pks):
                say(told)


def issue(pk, by):
    from django.db import OperationalError

    from apps.core.errors import DomainError
    from apps.orders.actions import issue_order
    from apps.orders.models import Order
    from apps.orders.text import order_text, text_hash

    order = Order.objects.select_related("centre", "pilot").get(pk=pk)
    try:
        return issue_order(order, by=by, shown_hash=text_hash(order_text(order), order.effects)).number_text
    except DomainError as refusal:
        return f"refused: {refusal}"
    except RolledBack:
        return "rolled back"
    except OperationalError as failure:
        return "waited" if "lock timeout" in str(failure) else f"failed: {failure!r}"


def say(line):
    os.write(1, f"{line}\n".encode())


def mark(point, do):
    if point:
        POINTS[point](lambda: do(point))


def kill(point):
    say(f"reached {point}")
    os.kill(os.getpid(), signal.SIGKILL)


def wait_for_a_word(point):
    say(f"reached {point}")
    sys.stdin.readline()


class RolledBack(Exception):
    """Something failed at the very end of the deed."""


def roll_back(pks):
    """Let issuing these orders fail when all of it has been written, its trace included."""
    record = _audit().record

    def failing(verb, obj, **how):
        event = record(verb, obj, **how)
        if verb == "order.issued" and obj.pk in pks:
            raise RolledBack
        return event

    _audit().record = failing


def after(owner, name, do):
    real = getattr(owner, name)

    def wrapped(*args, **kwargs):
        made = real(*args, **kwargs)
        do()
        return made

    setattr(owner, name, wrapped)


def before(owner, name, do):
    real = getattr(owner, name)

    def wrapped(*args, **kwargs):
        do()
        return real(*args, **kwargs)

    setattr(owner, name, wrapped)


def _actions():
    from apps.orders import actions

    return actions


def _audit():
    from apps.core import audit

    return audit


def _weasyprint():
    import weasyprint

    return weasyprint.HTML


def _issued_order():
    from apps.orders.models import IssuedOrder

    return IssuedOrder


def _connection():
    from django.db import connection

    connection.ensure_connection()
    return connection


POINTS = {  # in the order in which issuing gets to them
    "order locked": lambda do: after(_actions(), "_locked", do),
    "composed anew": lambda do: after(_actions().recomposing, "bring_up_to_date", do),
    "number taken": lambda do: after(_actions(), "_take_number", do),
    "laid out, not yet written": lambda do: after(_weasyprint(), "render", do),
    "rendered, not yet frozen": lambda do: before(_actions(), "freeze", do),
    "document frozen": lambda do: after(_actions(), "freeze", do),
    "text inserted": lambda do: after(_issued_order(), "save", do),
    "letters queued": lambda do: after(_actions().notifications, "tell_people", do),
    "before commit": lambda do: before(_connection(), "_commit", do),
    "after commit": lambda do: after(_connection(), "_commit", do),
}

if __name__ == "__main__":
    main()
