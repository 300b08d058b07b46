"""A process of its own that issues orders as the application's role, with the real renderer: `python -m
tests.faults.child`. It reads one JSON line and tells on its standard output how it ended. To die at a stage it wraps
a real function, says that it got there, and kills itself; the program knows nothing of it."""

import json
import os
import signal
import sys


def main():
    asked = json.loads(sys.stdin.readline())
    connect(asked["database"])
    from apps.accounts.models import User

    by = User.objects.get(pk=asked["user"])
    if asked.get("die"):
        STAGES[asked["die"]](dying(asked["die"]))
    say("ready")
    sys.stdin.readline()  # everybody starts at once
    for pk in asked["orders"]:
        say(issue(pk, by))


def connect(database):
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


def issue(pk, by):
    from apps.core.errors import DomainError
    from apps.orders.actions import issue_order
    from apps.orders.models import Order
    from apps.orders.text import order_text, text_hash

    order = Order.objects.select_related("centre", "pilot").get(pk=pk)
    try:
        return issue_order(order, by=by, shown_hash=text_hash(order_text(order), order.effects)).number_text
    except DomainError as refusal:
        return f"refused: {refusal}"


def say(line):
    os.write(1, f"{line}\n".encode())


def dying(stage):
    def die():
        say(f"reached {stage}")
        os.kill(os.getpid(), signal.SIGKILL)

    return die


def after(owner, name, die):
    real = getattr(owner, name)

    def wrapped(*args, **kwargs):
        real(*args, **kwargs)
        die()

    setattr(owner, name, wrapped)


def before(owner, name, die):
    setattr(owner, name, lambda *args, **kwargs: die())


def _actions():
    from apps.orders import actions

    return actions


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


STAGES = {
    "order locked": lambda die: after(_actions(), "_locked", die),
    "number taken": lambda die: after(_actions(), "_take_number", die),
    "laid out, not yet written": lambda die: after(_weasyprint(), "render", die),
    "rendered, not yet frozen": lambda die: before(_actions(), "freeze", die),
    "document frozen": lambda die: after(_actions(), "freeze", die),
    "text inserted": lambda die: after(_issued_order(), "save", die),
    "before commit": lambda die: before(_connection(), "_commit", die),
    "after commit": lambda die: after(_connection(), "_commit", die),
}

if __name__ == "__main__":
    main()
