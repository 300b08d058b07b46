"""The run of Tabela 1 in the example centres: tools of WRZOS, phases, tasks and the register of evidence."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter

from apps.accounts.models import Role, User
from apps.catalogue.models import EvaluationTool, ImplementationStep
from apps.catalogue.tools.actions import add_tool
from apps.core import clock
from apps.implementation import actions, phases, rules
from apps.implementation.evidence.actions import Said, add_evidence
from apps.implementation.models import Evidence, Task

from . import source
from .centre import ExampleCentre


def run_table_1(centre: ExampleCentre, at: dict[str, Any]) -> None:
    """Each deed on its day; what an interrupted build did is not done again."""
    _tools()
    _divide(centre, at)
    for deed, said in sorted(_deeds(at), key=lambda one: one[1]["on"]):
        with clock.pretend(date.fromisoformat(said["on"])):
            deed(centre, said)


def _deeds(at) -> list[tuple[Callable, dict[str, Any]]]:
    planned = [(_plan, said) for said in at.get("tasks", [])]
    shown = [(_show, said) for said in at.get("evidence", [])]
    done = [(_finish, said | {"on": said["done"]}) for said in at.get("tasks", []) if "done" in said]
    return [*planned, *shown, *done]


def _tools() -> None:
    reviewer = User.objects.get(email=source.REVIEWER[0])
    for said in source.TOOLS:
        if not EvaluationTool.objects.filter(name=said["name"]).exists():
            add_tool(said, by=reviewer)


def _divide(centre, at) -> None:
    if not at.get("phases") or centre.pilot.phases.exists():
        return
    rows = [phases.Row(name, *map(date.fromisoformat, days)) for name, *days in at["phases"]]
    with clock.pretend(rows[0].starts_on):
        actions.set_phases(centre.pilot, rows, seen=phases.fingerprint([]), by=_director(centre))


def _plan(centre, said) -> None:
    """Who carries the task out and by when; begun the same day."""
    step, by = _step(centre, said["task"]), _director(centre)
    if Task.objects.filter(pilot=centre.pilot, step=step).exists():
        return
    due_on = date.fromisoformat(said["due_on"]) if "due_on" in said else None
    people = [centre.users[key].person for key in said.get("people", [])]
    actions.plan_task(centre.pilot, step, by=by, seen=rules.plan_of(None), due_on=due_on, give=people)
    actions.move_task(centre.pilot, step, "begin", by=by)


def _show(centre, said) -> None:
    tool = EvaluationTool.objects.get(name=said["tool"]) if "tool" in said else None
    file = {"file_name": said["file_name"], "content": _sheet(said["rows"])} if "rows" in said else {}
    entered = Said(said["title"], date.fromisoformat(said["on"]), statement=said.get("statement", ""), **file)
    there = Evidence.objects.filter(pilot=centre.pilot, current__title=said["title"]).first()
    centre.evidence[said["key"]] = there or add_evidence(
        centre.pilot,
        Evidence.Kind.FILE if file else Evidence.Kind.STATEMENT,
        entered,
        by=centre.users[said["by"]],
        tool=tool,
        shows=[_step(centre, task) for task in said.get("shows", [])],
    )


def _finish(centre, said) -> None:
    step = _step(centre, said["task"])
    if Task.objects.get(pilot=centre.pilot, step=step).state != Task.State.DONE:
        actions.move_task(centre.pilot, step, "finish", by=_director(centre))


def _step(centre, task: str) -> ImplementationStep:
    """„4a.7”"""
    code, rank = task.split(".")
    version = centre.pilot.catalogue_version_id
    steps = ImplementationStep.objects.select_related("product")
    return steps.get(product__version=version, product__code=code, rank=rank)


def _director(centre: ExampleCentre) -> User:
    return centre.holding(Role.DIRECTOR)


def _sheet(rows: list[list[Any]]) -> bytes:
    """A spreadsheet of these rows."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Wyniki")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return file.getvalue()
