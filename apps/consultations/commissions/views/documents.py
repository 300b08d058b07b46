from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.doors import done, door, tried
from apps.consultations.rules import KEEPERS, may_keep
from apps.core import rescue
from apps.core.numbers import number_in
from apps.orders.versions import version_of
from apps.projects.models import Pilot
from apps.projects.rules import may_run_pilots
from apps.teams.actions import add_expert_document, change_expert_document

from .. import actions, reading, rules, story
from ..forms import EditDocumentForm, NewDocumentForm, WithdrawForm


@require_safe
def documents(request):
    door(request.user.centre_id is not None)
    context = {
        "groves": reading.groves_of(request.user),
        "keeps": request.user.has_role("director", "hr"),
        "may_run_pilots": may_run_pilots(request.user, request.user.centre),
    }
    return render(request, "consultations/document/list.html", context)


def pilot_to_keep(request):
    """The pilot that the address asks for, or the newest one; for those who keep its documents."""
    pilots = Pilot.objects.visible_to(request.user).select_related("centre")
    asked = number_in(request.GET.get("pilotaz", ""))
    pilot = get_object_or_404(pilots, pk=asked) if asked else pilots.first()
    door(pilot is not None and may_keep(request.user, pilot))
    return pilot


def document_new(request):
    pilot = pilot_to_keep(request)
    initial = {"kind": request.GET.get("rodzaj", ""), "parent": request.GET.get("czesc", "")}
    form = NewDocumentForm(rescue.typed(request), pilot=pilot, initial=initial)
    if made := done(request, form, lambda data: add_expert_document(pilot, **form.said, by=request.user)):
        messages.success(request, f"Dodano dokument „{made}”.")
        return redirect(made)
    return render(request, "consultations/document/new.html", {"form": form, "pilot": pilot})


@require_POST
def documents_lay(request, pilot_pk):
    pilot = get_object_or_404(Pilot.objects.visible_to(request.user).select_related("centre"), pk=pilot_pk)
    said = "Założono drzewo dokumentów projektu. Każdy z nich można teraz zmienić, a zbędne wycofać."
    tried(request, said, actions.lay_usual_tree, pilot)
    return redirect("consultations:documents")


@require_safe
def document(request, pk):
    page = reading.Page.of(request.user, pk)
    if page is None:
        raise Http404
    context = {"page": page, "document": page.document, "events": story.story(page)}
    return render(request, "consultations/document/show.html", context)


def of_document(view):
    """The view gets the document; others who read it are told why they may not."""

    @wraps(view)
    def found(request, pk):
        shown = get_object_or_404(reading.documents_of(request.user).select_related("pilot__centre", "parent"), pk=pk)
        if not may_keep(request.user, shown.pilot):
            messages.error(request, KEEPERS)
            return redirect(shown)
        return view(request, shown)

    return found


@of_document
def document_edit(request, shown):
    typed = rescue.typed(request)
    form = EditDocumentForm(typed, document=shown)
    seen = version_of(typed) if typed else shown.version
    if done(request, form, lambda data: change_expert_document(shown, form.said, seen, by=request.user)):
        messages.success(request, "Zapisano zmiany dokumentu.")
        return redirect(shown)
    lost = request.method == "POST" and seen != shown.version
    context = {"form": form, "document": shown, "lost": lost, "version": shown.version if lost else seen}
    return render(request, "consultations/document/edit.html", context, status=409 if lost else 200)


@of_document
def document_withdraw(request, shown):
    form = WithdrawForm(rescue.typed(request))
    if done(request, form, lambda data: actions.withdraw_document(shown, data["why"], by=request.user)):
        messages.success(request, "Dokument jest wycofany. Nadal można go przeczytać i przywrócić.")
        return redirect(shown)
    context = {"form": form, "document": shown, "reasons": rules.not_withdrawn_because(shown)}
    return render(request, "consultations/document/withdraw.html", context)


@require_POST
@of_document
def document_restore(request, shown):
    tried(request, "Dokument jest przywrócony.", actions.restore_document, shown)
    return redirect(shown)
