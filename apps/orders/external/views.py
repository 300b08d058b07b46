from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.core import clock, rescue
from apps.core.errors import DomainError, StaleVersion
from apps.documents.http import pdf_response
from apps.documents.uploads import was_too_big
from apps.orders.models import ExternalAct
from apps.orders.sections import sections_of_act
from apps.orders.versions import version_of

from . import actions, rules
from .forms import CHOOSE_AGAIN, DayForm, ExternalActForm


@require_safe
def acts(request):
    if not request.user.centre_id:
        raise Http404
    form, day = _day(request)
    found = [(act, rules.status_on(act, day)) for act in ExternalAct.objects.visible_to(request.user)]
    context = {"acts": found, "form": form, "day": day, "can_keep": rules.can_keep_acts(request.user)}
    return render(request, "orders/external/list.html", context)


@require_safe
def act(request, pk):
    shown = _act(request, pk)
    form, day = _day(request)
    context = {
        "act": shown,
        "form": form,
        "day": day,
        "standing": rules.status_on(shown, day),
        "citation": rules.citation(shown),
        "genitive": rules.citation_in_genitive(shown),
        "can_keep": rules.can_keep_acts(request.user, shown.centre),
        "sections": sections_of_act(shown, request.user),
    }
    return render(request, "orders/external/show.html", context)


@require_safe
def act_pdf(request, pk):
    shown = _act(request, pk)
    if shown.document is None:
        raise Http404
    return pdf_response(request, shown.document, str(shown))


def act_new(request):
    if not rules.can_keep_acts(request.user):
        raise Http404
    form = ExternalActForm(rescue.typed(request), request.FILES or None, too_big=was_too_big(request))
    if request.method == "POST" and form.is_valid():
        try:
            added = actions.add_act(request.user.centre, form.fields_said(), form.pdf(), by=request.user)
            messages.success(request, "Wpisano akt zewnętrzny.")
            return redirect(added)
        except DomainError as refusal:
            form.add_error("file", str(refusal))
    return _form(request, form)


def act_change(request, pk):
    kept = _act(request, pk)
    if not rules.can_keep_acts(request.user, kept.centre):
        raise Http404
    form = ExternalActForm(rescue.typed(request), request.FILES or None, instance=kept, too_big=was_too_big(request))
    lost = None
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_act(_act(request, pk), *_said(request, form), by=request.user)
            messages.success(request, "Zmieniono wpis aktu zewnętrznego.")
            return redirect(changed)
        except StaleVersion as stale:
            lost = stale
        except DomainError as refusal:
            form.add_error("file", str(refusal))
    return _form(request, form, _act(request, pk), lost)


def _said(request, form):
    return form.fields_said(), version_of(request.POST), form.pdf()


def _form(request, form, saved=None, lost=None):
    if request.FILES and "file" not in form.errors:
        form.add_error("file", CHOOSE_AGAIN)
    version = lost.version if lost else request.POST.get("version") or (saved.version if saved else "")
    context = {"form": form, "act": saved, "version": version, "lost": lost}
    context["saved"] = lost and rules.citation(saved)
    return render(request, "orders/external/edit.html", context, status=409 if lost else 200)


def _day(request):
    form = DayForm(request.GET if "dzien" in request.GET else None, initial={"dzien": clock.today()})
    return form, form.cleaned_data["dzien"] if form.is_valid() else clock.today()


def _act(request, pk):
    found = ExternalAct.objects.visible_to(request.user).select_related("centre", "document", "recorded_by")
    return get_object_or_404(found, pk=pk)
