from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.doors import done, door, tried
from apps.consultations.rules import KEEPERS, may_keep
from apps.core import rescue
from apps.orders.versions import version_of
from apps.projects.models import Pilot

from .. import actions, reading, rules
from ..forms import ContractForm, EndForm
from .documents import pilot_to_keep


@require_safe
def contracts(request):
    door(request.user.centre_id is not None)
    keeps = request.user.has_role("director", "hr")
    context = {
        "lines": reading.contract_lines(request.user),
        "pilots": Pilot.objects.visible_to(request.user) if keeps else [],
    }
    return render(request, "consultations/contract/list.html", context)


def contract_new(request):
    pilot = pilot_to_keep(request)
    form = ContractForm(rescue.typed(request), pilot=pilot, about=request.GET.get("dokument", ""))
    if made := done(request, form, lambda data: actions.add_contract(pilot, form.terms, by=request.user)):
        messages.success(request, f"Wpisano umowę nr {made.number}.")
        return redirect(made)
    return render(request, "consultations/contract/new.html", {"form": form, "pilot": pilot})


@require_safe
def contract(request, pk):
    shown = get_object_or_404(reading.contracts_of(request.user).select_related("recorded_by", "edited_by"), pk=pk)
    context = {
        "contract": shown,
        "documents": reading.in_the_tree(shown.documents.all()),
        "is_whole": rules.sees_whole(request.user, shown),
        "keeps": may_keep(request.user, shown.pilot),
    }
    return render(request, "consultations/contract/show.html", context)


def of_contract(view):
    """The view gets the contract; others who see it are told why they may not."""

    @wraps(view)
    def found(request, pk):
        shown = get_object_or_404(reading.contracts_of(request.user), pk=pk)
        if not may_keep(request.user, shown.pilot):
            messages.error(request, KEEPERS)
            return redirect(shown)
        return view(request, shown)

    return found


@of_contract
def contract_edit(request, shown):
    typed = rescue.typed(request)
    form = ContractForm(typed, pilot=shown.pilot, contract=shown)
    seen = version_of(typed) if typed else shown.version
    if done(request, form, lambda data: actions.change_contract(shown, form.terms, seen, by=request.user)):
        messages.success(request, "Zapisano zmiany umowy.")
        return redirect(shown)
    lost = request.method == "POST" and seen != shown.version
    context = {"form": form, "contract": shown, "lost": lost, "version": shown.version if lost else seen}
    return render(request, "consultations/contract/edit.html", context, status=409 if lost else 200)


@of_contract
def contract_end(request, shown):
    form = EndForm(rescue.typed(request))
    if done(request, form, lambda data: actions.end_contract(shown, data["ended_on"], data["why"], by=request.user)):
        messages.success(request, "Wpisano, że umowa skończyła się przed czasem.")
        return redirect(shown)
    return render(request, "consultations/contract/end.html", {"form": form, "contract": shown})


@require_POST
@of_contract
def contract_resume(request, shown):
    tried(request, "Umowa znowu obowiązuje do dnia, który w niej stoi.", actions.resume_contract, shown)
    return redirect(shown)
