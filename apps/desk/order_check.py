"""„Sprawdź i wydaj”: the exact text, and what it will do to teams and people, before an order is issued."""

from difflib import SequenceMatcher

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string

from apps.accounts import confirming
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.polish import day_in_words
from apps.orders import pdf, rules
from apps.orders.actions import ChangedSinceShown, OutOfOrder, issue_order
from apps.orders.drafting.actions import save_typed
from apps.orders.kinds import KINDS
from apps.orders.legal import rules as legal_rules
from apps.orders.legal.reading import standing_of
from apps.orders.models import Order
from apps.orders.recomposing import bring_up_to_date
from apps.orders.text import order_text, sheet_lines, text_hash
from apps.orders.versions import version_of

from .checking.composition import change_of, offices_changed
from .checking.effects import effects_of, told_people
from .checking.losses import typed_handover


def order_check(request, pk):
    order = _draft_or_issued(request, pk)
    if request.method != "POST":
        return redirect(order) if order.status == Order.Status.ISSUED else _show(request, order)
    if "handover" in request.POST and order.status == Order.Status.DRAFT:
        return _hand_over(request, order)
    said = {name: request.POST.get(name, "") for name in ("shown_hash", "chronology_reason")}
    if rules.is_director(request.user, order) and (unconfirmed := confirming.refusal(request)):
        return _show(request, order, shown_text=request.POST.get("shown_text", ""), unconfirmed=unconfirmed)
    try:
        issued = issue_order(order, by=request.user, **said)
    except ChangedSinceShown:
        order.refresh_from_db()
        return _show(request, order, shown_text=request.POST.get("shown_text", ""), changed=True)
    except OutOfOrder as refusal:
        messages.error(request, str(refusal))
        return _show(request, order)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(order)
    told = " Osoby, których dotyczy i które mają konta, dostaną wiadomość." if told_people(issued.effects) else ""
    messages.success(request, f"Wydano zarządzenie nr {issued.number_text}.{told}")
    return redirect(order)


def _hand_over(request, order):
    """Keep who takes over what with what was typed, so that the form makes it part of the effects."""
    order_today = Order.objects.get(pk=order.pk)
    bring_up_to_date(order_today)
    since = rules.effective_day(order_today, clock.today())
    change = change_of(order_today, since)
    order.typed = order.typed | typed_handover(order_today, change, since, request.POST)
    composed = import_string(KINDS[order.kind].compose)(order)
    try:
        save_typed(order, order.typed, composed.fields, version_of(request.POST), by=request.user)
        messages.success(request, "Zapisano, kto co przejmuje.")
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("desk:order_check", order.pk)


def _draft_or_issued(request, pk):
    if not rules.can_draft(request.user):
        raise Http404
    orders = Order.objects.visible_to(request.user).select_related("centre", "pilot__catalogue_version")
    return get_object_or_404(orders, pk=pk)


def _show(request, order, *, shown_text="", changed=False, unconfirmed=""):
    """The order as its form composes it today, with what differs from the page seen before or from the saved draft.
    `unconfirmed`: why who issues it did not show who they are."""
    today = clock.today()
    number, saved = rules.planned_number_text(order.centre, today), text_hash(order_text(order), order.effects)
    before = shown_text.splitlines() if changed or unconfirmed else _lines(order, number, today)
    refusals = bring_up_to_date(order)
    text, lines = order_text(order), _lines(order, number, today)
    changed = changed or (unconfirmed and request.POST.get("shown_hash") != text_hash(text, order.effects))
    effects = effects_of(order, today)
    legal = standing_of(order)
    context = {
        "order": order,
        "edit": KINDS[order.kind].edit,
        "missing": refusals or rules.missing(order),
        "number": number,
        "sheet": pdf.draft_sheet(order, number, day_in_words(today)),
        "shown_hash": text_hash(text, order.effects),
        "shown_text": "\n".join(lines),
        "is_director": rules.is_director(request.user, order),
        "to_confirm": not confirming.is_recent(request),
        "unconfirmed": unconfirmed,
        "refusal": _refusal(order, number, today) or legal_rules.refusal_of(order, legal),
        "legal": legal,
        "legal_move": legal_rules.whose_move(order, legal),
        "out_of_order": rules.chronology_refusal(order.centre, today),
        "reason": request.POST.get("chronology_reason", ""),
        "effects": effects,
        "offices": offices_changed(effects["change"]),
        "has_gaps": rules.has_gaps(order.legal_basis),
        "changed": changed,
        "recomposed": not changed and text_hash(text, order.effects) != saved,
        "differences": differences(before, lines),
    }
    return render(request, "desk/order_check.html", context, status=409 if changed else 200)


def _lines(order, number, day):
    return sheet_lines(order_text(order), number, day_in_words(day))


def _refusal(order, number, day):
    wrong_day = rules.effective_refusal(order.effective, order.effective_on, day)
    refusal = wrong_day or rules.number_refusal(order.centre, number)
    return rules.as_sentence(refusal) if refusal else ""


def differences(before, after):
    """Lines of both texts in order: („same” | „old” | „new”, line)."""
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [("same", line) for line in before[a:b]]
        else:
            found += [("old", line) for line in before[a:b]] + [("new", line) for line in after[c:d]]
    return found
