"""The house tests itself: each rule that matters walks every room."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from apps.core.workflow import Workflow

from .house import ROOMS, ROOT, functions, length, sources, tracked

WRITING = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "add", "set", "remove", "clear", "execute",
}  # fmt: skip
MAY_WRITE = {"actions", "audit"}  # audit is the register that actions write through
NOT_THE_DATABASE = {
    "_pretended.set", "_traces.set", "_is_inside.set",  # context variables
    "seen.add", "taken.add",  # sets
    "whole.update", "self._hash.update", "self._waiting.clear",  # hashes and a buffer of bytes
    "self.at(element['P'])['K'].remove",  # a list inside a PDF
    "drawing.save", "book.save",  # a QR code, a document for Word
    "cache.add",  # that a code of two-step log-in was used
}  # fmt: skip
KINDS_OF_ACTION = {"deed", "draft_saving", "in_passing", "text_saving", "part_of_a_deed"}
SPEAKS_SQL = {
    "apps/core/startup.py",
    "apps/core/management/commands/grant_app_role.py",
    "apps/core/pulse.py",
}  # asks for powers; grants rights; is moved by every action


def rooms_with(module):
    for room in ROOMS:
        path = f"apps.{room}.{module}"
        if importlib.util.find_spec(path):
            yield path


def test_imports_go_downstairs():
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout


def writes(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITING:
            call = ast.unparse(node.func)
            if call not in NOT_THE_DATABASE:
                yield f"line {node.lineno}: {call}"


def is_writer(path):
    """actions.py, a package of that name, and the parts that a package of actions is made of."""
    return bool(MAY_WRITE & {part.removesuffix(".py") for part in path.parts})


def test_only_actions_write():
    found = {str(path): list(writes(tree)) for path, tree in sources() if not is_writer(path)}
    assert {path: lines for path, lines in found.items() if lines and path not in SPEAKS_SQL} == {}


@pytest.mark.parametrize(
    "code", ["order.delete()", "opinion.sections.create(body='')", "people.update(x=1)", "a.b.set([1])"]
)
def test_the_walk_sees_a_write(code):
    assert list(writes(ast.parse(code))) == [f"line 1: {code.split('(')[0]}"]


def action_modules():
    for path, _ in sources():
        if is_writer(path) and "audit" not in path.name and path.name != "__init__.py":
            yield importlib.import_module(".".join(path.with_suffix("").parts))


def public_actions():
    for module in action_modules():
        for name, value in vars(module).items():
            own = callable(value) and getattr(value, "__module__", "") == module.__name__
            if own and not name.startswith("_") and not isinstance(value, type):
                yield f"{module.__name__}.{name}", value


def test_every_action_says_who_acts_and_leaves_a_trace_or_says_why_not():
    """`by` is keyword-only in each decorator, and a deed without an audit event rolls itself back (core.deeds)."""
    found = dict(public_actions())
    assert {name for name, action in found.items() if getattr(action, "kind_of_action", None) is None} == set()
    assert len(found) > 20


def test_every_deed_takes_by_as_a_keyword_and_calls_it_so():
    missing = []
    for path, tree in sources():
        for function in functions(tree):
            decorators = {ast.unparse(d).split(".")[-1] for d in function.decorator_list}
            keywords = {argument.arg for argument in function.args.kwonlyargs}
            if decorators & KINDS_OF_ACTION and "by" not in keywords:
                missing.append(f"{path}:{function.name}")
    assert missing == []


def test_views_are_doormen():
    too_long = [
        f"{path}:{function.name} ({length(function)})"
        for path, tree in sources()
        if "views" in path.name or "views" in path.parts
        for function in functions(tree)
        if length(function) > 20
    ]
    assert too_long == []


def test_files_stay_under_400_lines():
    """Migrations that Django has written are as long as they are."""
    written = [one for one in tracked(".py", ".html", ".css", ".js") if "/migrations/" not in one[0]]
    assert {name: text.count("\n") for name, text in written if text.count("\n") > 400} == {}


def test_only_the_demo_pretends_another_day():
    users = {str(path) for path, tree in sources() if "clock.pretend" in ast.unparse(tree)}
    assert all(path.startswith("apps/desk/demo") for path in users), users


def test_pages_carry_no_inline_style_script_or_handler():
    pattern = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=\"", re.IGNORECASE)
    pages = {n: t for n, t in tracked(".html") if n.startswith("templates/") and not n.startswith("templates/pdf/")}
    assert {name: pattern.findall(text) for name, text in pages.items() if pattern.search(text)} == {}


TRUSTED = {
    "apps/core/templatetags/polish.py",  # escapes on the line above
    "apps/texts/rich.py",  # marks what nh3 has just cleaned
    "apps/opinions/writing/marking.py",  # what rich.clean has cleaned, with marks of its own around words
    "apps/orders/text/rich.py",  # the same, with the marks of its units hung out
    "apps/texts/compare.py",  # escapes first, then marks ins and del
    "apps/documents/templatetags/paper.py",  # a QR code that segno has just drawn
    "apps/reports/reading.py",  # the same, headings one level lower
}


def test_nothing_is_trusted_as_html_but_in_the_named_places():
    marks = {
        str(path) for path, tree in sources() if "mark_safe" in ast.unparse(tree) or "SafeString(" in ast.unparse(tree)
    }
    safe = {name for name, text in tracked(".html") if re.search(r"\|\s*safe\b|autoescape off", text)}
    assert (marks - TRUSTED, safe) == (set(), set())


def test_the_driver_is_psycopg2():
    assert connection.Database.__name__ == "psycopg2"


def test_a_file_names_no_registry_host():
    host = re.compile(r"https?://[^\s\"']*(pypi|pythonhosted|npmjs|deb\.debian)", re.IGNORECASE)
    assert {
        name
        for name, text in tracked(".txt", ".in", ".toml", ".cfg", ".py", ".md", "Makefile", "run")
        if host.search(text)
    } == set()


def workflows_of(path):
    return [value for value in vars(importlib.import_module(path)).values() if isinstance(value, Workflow)]


def test_the_document_of_workflows_is_what_the_tables_say(tmp_path):
    call_command("write_workflows", output=tmp_path / "workflows.md")
    assert (ROOT / "docs" / "workflows.md").read_text() == (tmp_path / "workflows.md").read_text()


def test_every_status_of_every_workflow_stands_in_the_matrix_of_its_room():
    tables = [(path.split(".")[1], workflow) for path in rooms_with("workflow") for workflow in workflows_of(path)]
    assert sorted({room for room, _ in tables}) == [
        "consultations", "implementation", "meetings", "opinions", "orders", "organisation"
    ]  # fmt: skip
    for room, workflow in tables:
        module = importlib.import_module(f"tests.{room}.test_workflow")
        matrix = module.MATRICES[workflow.name] if hasattr(module, "MATRICES") else module.MATRIX
        assert set(matrix) == set(workflow.statuses.values), workflow.name


@pytest.mark.django_db
def test_the_application_role_cannot_change_what_is_written_once():
    once = [model._meta.db_table for model in apps.get_models() if getattr(model, "INSERT_ONLY", False)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t, p FROM unnest(%s) t, unnest(array['UPDATE','DELETE','TRUNCATE','TRIGGER','REFERENCES']) p"
            " WHERE has_table_privilege(%s, t, p)",
            [once, settings.APP_ROLE],
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT t FROM unnest(%s) t WHERE NOT has_table_privilege(%s, t, 'INSERT')", [once, settings.APP_ROLE]
        )
        assert cursor.fetchall() == []
    assert len(once) >= 12


@pytest.mark.django_db
def test_the_application_role_owns_nothing_and_is_no_superuser():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = %s", [settings.APP_ROLE]
        )
        assert cursor.fetchone() == (False, False, False)
        cursor.execute(
            "SELECT relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE rolname = %s",
            [settings.APP_ROLE],
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
def test_migrations_say_what_the_models_say():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
