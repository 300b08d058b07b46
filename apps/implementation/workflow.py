"""A task: to do, in work, done. „Wykonane” without evidence is warned of on its page and told by the coverage board."""

from apps.core.workflow import Step, Workflow

from .models import Task
from .rules import may_change_task

S = Task.State
WHO = "dyrektor, koordynator usług, wykonawca, członek zespołu, który pracuje nad produktem, a w krokach kadr – kadry"

TASK = Workflow(
    "Zadanie",
    S,
    S.TO_DO,
    Step("begin", "Oznacz jako rozpoczęte", frozenset({S.TO_DO}), S.IN_WORK, may_change_task, WHO),
    Step("finish", "Oznacz jako wykonane", frozenset({S.TO_DO, S.IN_WORK}), S.DONE, may_change_task, WHO),
    Step("put_back", "Cofnij do „do zrobienia”", frozenset({S.IN_WORK}), S.TO_DO, may_change_task, WHO),
    Step("reopen", "Otwórz ponownie", frozenset({S.DONE}), S.IN_WORK, may_change_task, WHO),
)
