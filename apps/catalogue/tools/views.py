from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.accounts.doors import done, tried
from apps.catalogue.models import EvaluationTool
from apps.catalogue.rules import can_keep_catalogue, fingerprint
from apps.catalogue.views import for_keepers
from apps.core import rescue
from apps.core.errors import StaleVersion

from . import actions
from .forms import ToolForm


@require_safe
def tools(request):
    """The list for everybody; WRZOS keeps it."""
    every = list(EvaluationTool.objects.all())
    context = {
        "tools": [tool for tool in every if not tool.withdrawn_at],
        "withdrawn": [tool for tool in every if tool.withdrawn_at],
        "may_keep": can_keep_catalogue(request.user),
    }
    return render(request, "catalogue/tool/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def tool_new(request):
    form = ToolForm(rescue.typed(request))
    if made := done(request, form, lambda data: actions.add_tool(data, by=request.user)):
        messages.success(request, f"Dodano narzędzie „{made}”.")
        return redirect("catalogue:tools")
    return render(request, "catalogue/tool/edit.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def tool_change(request, pk):
    tool = get_object_or_404(EvaluationTool, pk=pk)
    form = ToolForm(rescue.typed(request), tool=tool)
    if done(request, form, lambda data: _changed(tool, form, data, request.user)):
        messages.success(request, f"Zapisano opis narzędzia „{form.cleaned_data['name']}”.")
        return redirect("catalogue:tools")
    return render(request, "catalogue/tool/edit.html", {"form": form, "tool": tool})


def _changed(tool, form, data, user):
    """After a lost race the form keeps what was typed and may overwrite knowingly."""
    try:
        return actions.change_tool(tool, data, seen=data["seen"], by=user)
    except StaleVersion as lost:
        now = EvaluationTool.objects.get(pk=tool.pk)
        form.data = form.data.copy()
        form.data["seen"] = fingerprint(now, actions.FIELDS)
        form.add_error(None, f"{lost} Teraz: „{lost.theirs}”. Zapisz ponownie, aby zastąpić to swoim.")


@require_POST
@for_keepers
def tool_withdraw(request, pk):
    tool = get_object_or_404(EvaluationTool, pk=pk)
    tried(request, f"Wycofano narzędzie „{tool}”.", actions.withdraw_tool, tool)
    return redirect("catalogue:tools")


@require_POST
@for_keepers
def tool_restore(request, pk):
    tool = get_object_or_404(EvaluationTool, pk=pk)
    tried(request, f"Przywrócono narzędzie „{tool}”.", actions.restore_tool, tool)
    return redirect("catalogue:tools")
