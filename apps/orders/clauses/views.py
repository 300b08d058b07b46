from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.core import rescue
from apps.core.errors import DomainError, StaleVersion
from apps.orders.models import OrderClause
from apps.orders.versions import version_of

from . import actions
from .forms import ClauseForm
from .rules import can_keep_clauses


@require_safe
def clauses(request):
    _refuse_strangers(request)
    found = list(OrderClause.objects.visible_to(request.user))
    lists = [(label, [one for one in found if one.kind == kind]) for kind, label in OrderClause.Kind.choices]
    return render(request, "orders/clauses/list.html", {"lists": lists})


def clause_new(request):
    _refuse_strangers(request)
    form = ClauseForm(rescue.typed(request), initial={"kind": request.GET.get("rodzaj", "")})
    if request.method == "POST" and form.is_valid():
        try:
            clause = actions.add_clause(request.user.centre, form.cleaned_data, by=request.user)
            messages.success(request, f"Dodano wzór „{clause.name}”.")
            return redirect("orders:clauses")
        except DomainError as refusal:
            form.add_error("name", str(refusal))
    return render(request, "orders/clauses/edit.html", {"form": form})


def clause_change(request, pk):
    clause = _clause(request, pk)
    form, lost = ClauseForm(rescue.typed(request), instance=clause), None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_clause(clause, form.cleaned_data, version_of(request.POST), by=request.user)
            messages.success(request, f"Zmieniono wzór „{clause.name}”.")
            return redirect("orders:clauses")
        except StaleVersion as stale:
            lost = stale
        except DomainError as refusal:
            form.add_error("name", str(refusal))
    return _shown(request, form, pk, lost)


@require_POST
def clause_remove(request, pk):
    clause = _clause(request, pk)
    actions.remove_clause(clause, by=request.user)
    messages.success(request, f"Usunięto wzór „{clause.name}”.")
    return redirect("orders:clauses")


def _shown(request, form, pk, lost):
    saved = _clause(request, pk)
    version = lost.version if lost else request.POST.get("version") or saved.version
    context = {"form": form, "clause": saved, "version": version, "lost": lost}
    return render(request, "orders/clauses/edit.html", context, status=409 if lost else 200)


def _refuse_strangers(request):
    if not can_keep_clauses(request.user):
        raise Http404


def _clause(request, pk):
    _refuse_strangers(request)
    return get_object_or_404(OrderClause.objects.visible_to(request.user).select_related("centre"), pk=pk)
