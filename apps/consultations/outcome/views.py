from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from apps.accounts.doors import done, door, tried
from apps.core import clock, rescue
from apps.documents.uploads import was_too_big
from apps.orders.models import Order
from apps.orders.rules import can_draft
from apps.teams.models import ExpertDocument

from ..models import DocumentVersion
from ..rules import is_director
from . import actions, opened, reading, rules
from .forms import EXTERNAL, NEW, PAPER, AcceptForm, ActForm, ForwardForm, OpenForm, ReturnForm

DIRECTOR = "Wersję zatwierdza dyrektor."


def of_version(view):
    """The view gets a version that was sent; one in work, or of another centre, does not exist here."""

    @wraps(view)
    def found(request, pk, n):
        seen = DocumentVersion.objects.visible_to(request.user).exclude(status=DocumentVersion.Status.DRAFT)
        seen = seen.select_related("document__pilot__centre", "consultation")
        return view(request, get_object_or_404(seen, document=pk, number=n))

    return found


def decided(request, version, form):
    """Accepted, or returned to its writers; None: neither."""
    if isinstance(form, ReturnForm):
        act, said = actions.return_version, f"Zwrócono wersję {version.number} do poprawienia."
    else:
        act, said = actions.accept_version, f"Zatwierdzono wersję {version.number}."
    if made := done(request, form, lambda data: act(version, *data.values(), by=request.user)):
        messages.success(request, f"{said} Eksperci i przewodniczący dostaną wiadomość.")
    return made


@of_version
def version_accept(request, version):
    """Before: what the director weighs; after: what comes of the accepted version."""
    check = reading.Check(request.user, version)
    url = reading.url_of(version)
    if request.method == "POST" and not is_director(request.user, version.document):
        messages.error(request, DIRECTOR)
        return redirect(url)
    typed = rescue.typed(request)
    returns = typed is not None and "why" in typed
    form = AcceptForm(None if returns else typed, is_negative=check.is_negative)
    returning = ReturnForm(typed if returns else None)
    if decided(request, version, returning if returns else form):
        return redirect(version.document if returns else url)
    context = {"check": check, "version": version, "document": version.document, "form": form, "returning": returning}
    return render(request, "consultations/outcome/accept.html", context)


@require_POST
@of_version
def version_introduce(request, version):
    said = "Przygotowano projekt zarządzenia z załącznikiem. Sprawdź go, uzupełnij i przekaż do wydania."
    order = tried(request, said, actions.prepare_order, version)
    return redirect("orders:introduction_edit", order.pk) if order else redirect(reading.url_of(version))


def refused(request, version, refusal):
    messages.error(request, refusal)
    return redirect(reading.url_of(version))


@of_version
def forward_new(request, version):
    if refusal := rules.cannot_forward(request.user, version):
        return refused(request, version, refusal)
    centre = version.document.pilot.centre
    usual = {"addressee": f"Prezydent Miasta {centre.city_genitive}", "sent_on": clock.today()}
    form = ForwardForm(rescue.typed(request), initial=usual)
    if sent := done(request, form, lambda data: actions.forward(version, data, by=request.user)):
        messages.success(request, f"Wpisano przekazanie: {sent.addressee}.")
        return redirect(reading.url_of(version))
    context = {"version": version, "document": version.document, "form": form, "back": reading.url_of(version)}
    return render(request, "consultations/outcome/forward.html", context)


@of_version
def act_new(request, version):
    if refusal := rules.cannot_record(request.user, version):
        return refused(request, version, refusal)
    files = {"files": request.FILES or None, "too_big": was_too_big(request)}
    form = ActForm(rescue.typed(request), version=version, **files)
    if done(request, form, lambda data: _recorded(request, version, form)):
        messages.success(request, "Wpisano akt, którym wprowadzono dokument.")
        return redirect(reading.url_of(version))
    context = {"version": version, "document": version.document, "form": form, "back": reading.url_of(version)}
    return render(request, "consultations/outcome/act.html", context)


def _recorded(request, version, form):
    said = form.cleaned_data
    if said["which"] == NEW:
        return actions.add_and_record_act(version, form.new.fields_said(), form.new.pdf(), by=request.user)
    chosen = {EXTERNAL: "external_act", PAPER: "issued_order"}[said["which"]]
    return actions.record_act(version, **{chosen: said[chosen]}, by=request.user)


def order_open(request, pk):
    """Open a draft order to teams for remarks; which teams, is said when the version is sent."""
    door(can_draft(request.user))
    order = get_object_or_404(Order.objects.visible_to(request.user).select_related("centre", "pilot"), pk=pk)
    if refusal := rules.cannot_open(request.user, order):
        messages.error(request, refusal)
        return redirect(order)
    if document := opened.document_of(order):
        return redirect(document)
    form = OpenForm(rescue.typed(request), order=order)
    if document := done(request, form, lambda data: actions.open_order_draft(order, **data, by=request.user)):
        messages.success(request, "Projekt jest gotowy do przekazania zespołom. Wskaż je i termin uwag.")
        return redirect("consultations:version", document.pk, 1)
    return render(request, "consultations/outcome/open.html", {"order": order, "form": form})


@require_POST
def order_refresh(request, pk):
    document = get_object_or_404(ExpertDocument.objects.visible_to(request.user), pk=pk)
    if document.kind != ExpertDocument.Kind.ORDER_DRAFT:
        raise Http404
    said = "Przeniesiono do wersji treść projektu taką, jaka jest dzisiaj."
    version = tried(request, said, actions.refresh_order_draft, document)
    return redirect(version or document)
