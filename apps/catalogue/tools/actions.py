"""The list of WRZOS's evaluation tools. A tool that is withdrawn stays with the evidence that came of it."""

from collections.abc import Mapping

from apps.accounts.models import User
from apps.catalogue.models import EvaluationTool
from apps.catalogue.rules import can_keep_catalogue, fingerprint
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError, StaleVersion

FIELDS = ["name", "description", "address"]


@deed
def add_tool(values: Mapping[str, str], *, by: User | None) -> EvaluationTool:
    """Enter a tool. `values`: name, description, address (may be empty)."""
    _only_keepers(by)
    _refuse_taken(values["name"], None)
    tool = EvaluationTool.objects.create(**{n: values[n] for n in FIELDS}, added_by=by, added_at=clock.now())
    audit.record("tool.added", tool, by=by)
    return tool


@deed
def change_tool(tool: EvaluationTool, values: Mapping[str, str], *, seen: str, by: User | None) -> EvaluationTool:
    """Change what the list says of it. `seen`: the fingerprint of what was shown; StaleVersion when it is another."""
    _only_keepers(by)
    tool = EvaluationTool.objects.select_for_update().get(pk=tool.pk)
    if fingerprint(tool, FIELDS) != seen:
        raise StaleVersion(
            "W międzyczasie ktoś zmienił opis tego narzędzia.", theirs=f"{tool.name}: {tool.description}"
        )
    _refuse_taken(values["name"], tool.pk)
    before = {name: getattr(tool, name) for name in FIELDS if getattr(tool, name) != values[name]}
    for name in FIELDS:
        setattr(tool, name, values[name])
    tool.save(update_fields=FIELDS)
    audit.record("tool.changed", tool, by=by, before=before)
    return tool


@deed
def withdraw_tool(tool: EvaluationTool, *, by: User | None) -> EvaluationTool:
    """Nobody chooses it any more; results that centres have stay as they are."""
    _only_keepers(by)
    tool = EvaluationTool.objects.select_for_update().get(pk=tool.pk)
    if tool.withdrawn_at:
        raise DomainError("To narzędzie zostało już wycofane.")
    tool.withdrawn_at = clock.now()
    tool.save(update_fields=["withdrawn_at"])
    audit.record("tool.withdrawn", tool, by=by)
    return tool


@deed
def restore_tool(tool: EvaluationTool, *, by: User | None) -> EvaluationTool:
    """Put a withdrawn tool back on the list."""
    _only_keepers(by)
    tool = EvaluationTool.objects.select_for_update().get(pk=tool.pk)
    if not tool.withdrawn_at:
        raise DomainError("To narzędzie jest na liście.")
    tool.withdrawn_at = None
    tool.save(update_fields=["withdrawn_at"])
    audit.record("tool.restored", tool, by=by)
    return tool


def _only_keepers(by):
    if not can_keep_catalogue(by):
        raise DomainError("Listę narzędzi ewaluacyjnych prowadzi WRZOS.")


def _refuse_taken(name, besides):
    if EvaluationTool.objects.filter(name=name).exclude(pk=besides).exists():
        raise DomainError(f"Narzędzie „{name}” jest już na liście.")
