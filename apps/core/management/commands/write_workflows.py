import importlib
import importlib.util
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand

from apps.core.workflow import Workflow

HEAD = """# Workflows

Generated from the tables in `apps/*/workflow.py` by `manage.py write_workflows`; a test compares. Do not edit by hand.
"""


class Command(BaseCommand):
    help = "Write docs/workflows.md from the tables."

    def add_arguments(self, parser):
        parser.add_argument("--output", type=Path, default=settings.BASE_DIR / "docs" / "workflows.md")

    def handle(self, *, output, **options):
        output.write_text("\n".join([HEAD, *(described(workflow) for workflow in workflows())]))


def workflows():
    for config in apps.get_app_configs():
        if config.name.startswith("apps.") and importlib.util.find_spec(f"{config.name}.workflow"):
            module = importlib.import_module(f"{config.name}.workflow")
            yield from (value for value in vars(module).values() if isinstance(value, Workflow))


def described(workflow):
    label = {status.value: status.label for status in workflow.statuses}
    rows = [
        f"| {', '.join(label[s] for s in workflow.statuses.values if s in step.sources)} "
        f"| {step.label} | {step.who} | {label[step.target]} | `{step.name}` |"
        for step in workflow.steps.values()
    ]
    arrows = [f"    {source} --> {target}" for source, target in workflow.transitions()]
    return "\n".join(
        [
            f"## {workflow.name}",
            "",
            f"Zaczyna się jako: {label[workflow.initial]}.",
            "",
            "| Ze stanu | Krok | Kto | Do stanu | W kodzie |",
            "|---|---|---|---|---|",
            *rows,
            "",
            "```mermaid",
            "stateDiagram-v2",
            f"    [*] --> {workflow.initial}",
            *arrows,
            "```",
            "",
        ]
    )
