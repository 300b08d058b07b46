"""Views that write scopes: begin, type, hand over, decide, confirm."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from apps.accounts.doors import done, door, is_script, refused, tried
from apps.core import clock, rescue
from apps.core.errors import DomainError, StaleVersion
from apps.texts.compare import compare

from ... import rules as keeping
from ...models import ScopeOfDuties
from .. import actions, reading
from ..forms import ReturnForm, ScopeForm, StartForm, opened
from ..rows import BUTTONS, rows_changed
from .pages import seen_position, seen_scope


def scope_new(request, pk):
    position = seen_position(request, pk)
    door(keeping.may_keep_structure(request.user, position.centre))
    previous = reading.scopes_of(request.user, position).filter(status=ScopeOfDuties.Status.ACCEPTED).first()
    form = StartForm(rescue.typed(request), previous=previous, others=reading.sources_for(position))
    if made := done(request, form, lambda said: _begun(request, position, previous, said)):
        messages.success(request, f"Założono projekt zakresu czynności, wersja {made.number}.")
        return redirect("organisation:scope_edit", position.pk, made.number)
    return render(request, "organisation/scope/new.html", {"position": position, "name": str(position), "form": form})


def _begun(request, position, previous, said):
    chosen = {"previous": lambda: previous, "other": lambda: _other(request, said["other"])}
    source = chosen.get(said["begin"], lambda: None)()
    return actions.begin_scope(position, source, by=request.user)


def _other(request, pk):
    return get_object_or_404(ScopeOfDuties.objects.visible_to(request.user), pk=pk)


def scope_edit(request, pk, number):
    """A button of the rows shows the form again; „Zapisz” and the script keep it."""
    scope = seen_scope(request, pk, number)
    door(keeping.may_keep_scope(request.user, scope))
    if scope.status != scope.Status.DRAFT:
        messages.error(request, "Tego zakresu nie można zmienić, bo nie jest już projektem.")
        return redirect(scope)
    if request.method != "POST" or BUTTONS & request.POST.keys():
        data = rescue.typed(request) or opened(scope)
        return _sheet(request, scope, ScopeForm(rows_changed(data), judged=False), data.get("version", ""))
    form = ScopeForm(request.POST)
    if not form.is_valid():
        return _refused(request, scope, form)
    try:
        saved = actions.save_scope(scope, form.said, _version(request), by=request.user)
    except StaleVersion as lost:
        return _lost(request, scope, form, lost)
    except DomainError as refusal:
        return _not_saved(request, scope, str(refusal))
    return _saved(request, saved)


def _saved(request, scope):
    if is_script(request):
        return JsonResponse({"version": scope.version, "at": f"{localtime(scope.edited_at):%H:%M}"})
    messages.success(request, f"Zapisano projekt o {localtime(clock.now()):%H:%M}.")
    return redirect(scope if "show" in request.POST else "organisation:scope_edit", *_key(request, scope))


def _key(request, scope):
    return [] if "show" in request.POST else [scope.position_id, scope.number]


def _refused(request, scope, form):
    if is_script(request):
        return JsonResponse({"refused": "Popraw zaznaczone pola i naciśnij „Zapisz”."}, status=422)
    return _sheet(request, scope, form, request.POST.get("version", ""))


def _not_saved(request, scope, refusal):
    return refused(request, refusal, reverse("organisation:position", args=[scope.position_id]))


def _lost(request, scope, form, lost):
    """What I typed stays in the form; saving it again, now knowingly, replaces what the other person saved."""
    if is_script(request):
        return JsonResponse(
            {"refused": "Ktoś inny zapisał ten projekt. Naciśnij „Zapisz”, aby zobaczyć oba."}, status=409
        )
    more = {"lost": lost, "difference": compare(lost.theirs, lost.mine)}
    return _sheet(request, scope, form, lost.version, status=409, **more)


def _sheet(request, scope, form, version, status=200, **more):
    context = {
        "scope": scope,
        "position": scope.position,
        "name": str(scope.position),
        "form": form,
        "version": version,
        "unsaved": "typed" if request.method == "POST" else "shown",
    } | more
    return render(request, "organisation/scope/edit.html", context, status=status)


def _version(request):
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 0


@require_POST
def scope_discard(request, pk, number):
    scope = seen_scope(request, pk, number)
    door(keeping.may_keep_scope(request.user, scope))
    tried(request, "Usunięto projekt zakresu czynności.", actions.discard_scope, scope)
    return redirect("organisation:position", pk)


@require_POST
def scope_submit(request, pk, number):
    scope = seen_scope(request, pk, number)
    tried(request, "Przekazano dyrektorowi.", actions.submit_scope, scope)
    return redirect(scope)


@require_POST
def scope_take_back(request, pk, number):
    scope = seen_scope(request, pk, number)
    tried(request, "Projekt wrócił do poprawy.", actions.take_back_scope, scope)
    return redirect(scope)


def scope_return(request, pk, number):
    scope = seen_scope(request, pk, number)
    door(keeping.may_accept_scope(request.user, scope))
    form = ReturnForm(rescue.typed(request))
    if done(request, form, lambda said: actions.return_scope(scope, said["note"], by=request.user)):
        messages.success(request, "Zwrócono kadrom do poprawy.")
        return redirect(scope)
    context = {"scope": scope, "position": scope.position, "name": str(scope.position), "form": form}
    return render(request, "organisation/scope/return.html", context)


@require_POST
def scope_accept(request, pk, number):
    scope = seen_scope(request, pk, number)
    said = "Zatwierdzono zakres czynności. Pracownicy na tym stanowisku dostaną prośbę o zapoznanie się."
    tried(request, said, actions.accept_scope, scope, _version(request))
    return redirect(scope)


@require_POST
def scope_acknowledge(request, pk, number):
    scope = seen_scope(request, pk, number)
    tried(request, "Potwierdzono zapoznanie się z zakresem czynności.", actions.acknowledge_scope, scope)
    return redirect(scope)
