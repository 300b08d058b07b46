from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.doors import done, door, tried
from apps.core import clock, rescue
from apps.core.errors import DomainError
from apps.documents import rendering
from apps.documents.http import pdf_response
from apps.orders.models import IssuedOrder, Order

from . import actions, pdf, reading, rules, versions, words
from .forms import CHOSEN, AskForm, SignaturesForm, as_typed


def read(request, pk):
    """The text a person was asked to read, and under it the one button."""
    reader = reading.my_reading(_issued(request, pk), request.user)
    door(reader is not None)
    if request.method == "POST":
        return redirect("desk:home" if _acknowledged(request, reader) else request.path)
    try:
        context = _shown(reader, versions.version_of(reader.request))
    except DomainError as unreadable:
        messages.error(request, str(unreadable))
        return redirect(reader.request.issued_order)
    return render(request, "acknowledgements/reader/read.html", context)


def _shown(reader, version):
    return {
        "reader": reader,
        "issued": version.issued,
        "version": version,
        "sheet": version.sheet,
        "done": getattr(reader, "acknowledgement", None),
        "is_whole": version.hash == reader.request.text_hash,
        "newer": _newer(version),
        "declared": words.declared(reader.person),
    }


def _acknowledged(request, reader):
    try:
        actions.acknowledge(reader, by=request.user, shown_hash=request.POST.get("shown_hash", ""))
        messages.success(request, "Dziękujemy. Potwierdzenie zostało zapisane.")
    except actions.ConfirmedAlready as before:
        messages.info(request, str(before))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _newer(version):
    """The order that has changed the text since, if any."""
    latest = versions.last_amendment(version.issued, clock.today())
    return None if latest == version.amended_by else latest


@require_safe
def readers(request, pk):
    """Who has confirmed and who has not."""
    issued = _managed(request, pk)
    context = {
        "issued": issued,
        "board": reading.board_of(issued),
        "refusal": rules.refusal_to_ask(issued, clock.today()),
    }
    return render(request, "acknowledgements/reader/list.html", context)


def ask(request, pk):
    """Choose people, see who gets what, send."""
    issued = _managed(request, pk)
    form = AskForm(rescue.typed(request), issued=issued, initial=_usual(request, issued))
    if request.method == "POST" and {"szukaj", "popraw"} & request.POST.keys():
        form = AskForm(issued=issued, initial=as_typed(request.POST))
    elif request.method == "POST" and form.is_valid():
        return _sent(request, issued, form) if "wyslij" in request.POST else _checked(request, issued, form)
    refusal = rules.refusal_to_ask(issued, clock.today())
    return render(request, "acknowledgements/request/new.html", {"form": form, "issued": issued, "refusal": refusal})


def _usual(request, issued):
    """Everybody, and beside it the order's own team; with „?kogo=wczesniejsze” those who know only an earlier text."""
    said = issued.effects.get("team")
    team = said and (said.get("id") or issued.order_id)  # a team bears the number of the order that appoints it
    first_day = max(clock.today(), issued.effective_on) if team else clock.today()
    usual = {"who": "all", "team": team, "on": first_day}
    if request.GET.get("kogo") == "wczesniejsze":
        usual |= {"who": CHOSEN, "people": [line.person.pk for line in reading.board_of(issued).earlier]}
    return usual


def _checked(request, issued, form):
    version, due_on = versions.version_on(issued, clock.today()), form.cleaned_data["due_on"]
    audience = reading.audience(version, form.cleaned_data["chosen"], due_on)
    context = {"form": form, "issued": issued, "version": version, "audience": audience, "due_on": due_on}
    return render(request, "acknowledgements/request/check.html", context)


def _sent(request, issued, form):
    asked = form.cleaned_data
    try:
        made = actions.ask_to_read(issued, asked["chosen"], due_on=asked["due_on"], by=request.user)
        messages.success(request, f"Poproszono o zapoznanie się: {words.whom(made.readers.count())}.")
    except actions.AskedAlready as nobody:
        messages.info(request, str(nobody))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("acknowledgements:readers", issued.order_id)


@require_POST
def remind(request, pk):
    issued = _managed(request, pk)
    said = "Przypomnienie wysyłamy wszystkim, którzy mają konta i jeszcze nie potwierdzili."
    tried(request, said, actions.remind, issued)
    return redirect("acknowledgements:readers", pk)


def signatures(request, pk):
    """HR notes who signed the paper list."""
    issued = _managed(request, pk)
    board = reading.board_of(issued)
    form = SignaturesForm(rescue.typed(request), board=board)
    if noted := done(request, form, lambda data: actions.note_signatures(issued, data["people"], by=request.user)):
        messages.success(request, f"Odnotowano podpisy na liście: {words.people(len(noted))}.")
        return redirect("acknowledgements:readers", pk)
    return render(request, "acknowledgements/reader/signatures.html", {"form": form, "issued": issued, "board": board})


@require_safe
def signature_list(request, pk):
    issued = _managed(request, pk)
    html = rendering.render_html("pdf/readers.html", pdf.list_context(reading.board_of(issued)))
    return pdf_response(request, rendering.render_pdf(html), f"Lista potwierdzeń – zarządzenie nr {issued.number_text}")


def _issued(request, pk):
    seen = Order.objects.visible_to(request.user).filter(status=Order.Status.ISSUED)
    issued = IssuedOrder.objects.select_related("order__pilot", "centre", "document", "issued_by__person")
    return get_object_or_404(issued, order__in=seen, order_id=pk)


def _managed(request, pk):
    issued = _issued(request, pk)
    door(rules.may_manage(request.user, issued.centre_id))
    return issued
