"""„Sprawdź i wydaj”: the exact text, and what it will do to teams and people, before an order is issued."""

from difflib import SequenceMatcher

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from apps.accounts.models import Person, User
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.polish import day_in_words
from apps.opinions.models import Opinion
from apps.opinions.words import noun_of
from apps.orders import pdf, rules
from apps.orders.actions import ChangedSinceShown, issue_order
from apps.orders.kinds import KINDS
from apps.orders.legal import rules as legal_rules
from apps.orders.models import Order
from apps.orders.recomposing import bring_up_to_date
from apps.orders.text import bare, order_text, sheet_lines, text_hash
from apps.teams.models import ExpertDocument, Team
from apps.teams.rules import mandates_on
from apps.teams.words import function_word


def order_check(request, pk):
    order = _draft_or_issued(request, pk)
    if request.method != "POST":
        return redirect(order) if order.status == Order.Status.ISSUED else _show(request, order)
    try:
        issued = issue_order(order, by=request.user, shown_hash=request.POST.get("shown_hash", ""))
    except ChangedSinceShown:
        order.refresh_from_db()
        return _show(request, order, shown_text=request.POST.get("shown_text", ""), changed=True)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(order)
    told = " Osoby ze składu, które mają konta, dostaną wiadomość." if told_people(issued.effects) else ""
    messages.success(request, f"Wydano zarządzenie nr {issued.number_text}.{told}")
    return redirect(order)


def _draft_or_issued(request, pk):
    if not rules.can_draft(request.user):
        raise Http404
    orders = Order.objects.visible_to(request.user).select_related("centre", "pilot__catalogue_version")
    return get_object_or_404(orders, pk=pk)


def _show(request, order, *, shown_text="", changed=False):
    """The order as its form composes it today, with what differs from the page seen before or from the saved draft."""
    today = clock.today()
    number, saved = rules.planned_number_text(order.centre, today), text_hash(order_text(order), order.effects)
    before = shown_text.splitlines() if changed else _lines(order, number, today)
    refusals = bring_up_to_date(order)
    text, lines = order_text(order), _lines(order, number, today)
    context = {
        "order": order,
        "edit": KINDS[order.kind].edit,
        "missing": refusals or rules.missing(order),
        "number": number,
        "sheet": pdf.draft_sheet(order, number, day_in_words(today)),
        "shown_hash": text_hash(text, order.effects),
        "shown_text": "\n".join(lines),
        "is_director": rules.is_director(request.user, order),
        "refusal": _refusal(order, number, today),
        "effects": effects_of(order, today),
        "has_gaps": rules.has_gaps(order.legal_basis),
        "changed": changed,
        "recomposed": not changed and text_hash(text, order.effects) != saved,
        "differences": differences(before, lines),
    }
    return render(request, "desk/order_check.html", context, status=409 if changed else 200)


def _lines(order, number, day):
    return sheet_lines(order_text(order), number, day_in_words(day))


def _refusal(order, number, day):
    late = rules.chronology_refusal(order.centre, day)
    wrong_day = late or rules.effective_refusal(order.effective, order.effective_on, day)
    refusal = wrong_day or rules.number_refusal(order.centre, number)
    return rules.as_sentence(refusal) if refusal else legal_rules.issue_refusal(order)


def effects_of(order, today):
    """What the order will do, in words: who becomes whom since when and by which provision, what the team works on."""
    effects, since = order.effects, rules.effective_day(order, today)
    return {
        "since": since,
        "team": effects.get("team", {}).get("name", ""),
        "people": _people(effects.get("composition", [])),
        "products": _products(order),
        "documents": list(ExpertDocument.objects.filter(pk__in=effects.get("documents", []), pilot=order.pilot_id)),
        "provisions": effects.get("provisions", {}),
        "told": told_people(effects),
        "without_account": _without_account(effects),
        "others": others_at_work(order),
    }


def told_people(effects):
    return list(User.objects.filter(is_active=True, person__in=effects.get("tell", [])).order_by("full_name"))


def _without_account(effects):
    """Those who cannot be told by the program, in the order of the text."""
    people = Person.objects.filter(pk__in=effects.get("tell", [])).exclude(user__is_active=True).in_bulk()
    return [people[pk] for pk in effects.get("tell", []) if pk in people]


def _people(composition):
    people = Person.objects.in_bulk([entry["person"] for entry in composition])
    genders = {pk: person.gender for pk, person in people.items()}
    chair = next((genders.get(e["person"], "m") for e in composition if e["function"] == "chair"), "m")
    return [
        entry
        | {
            "word": function_word(entry["function"], genders.get(entry["person"], "m"), chair),
            "on_card": _said_otherwise(entry, people.get(entry["person"])),
        }
        for entry in composition
    ]


def _said_otherwise(entry, person):
    """The job title on the person's card, when the order describes the person otherwise."""
    title = bare(person.job_title) if person else ""
    return title if title != entry.get("description", "") else ""


def others_at_work(order):
    """Sentences about teams that already work on what this order gives to its team, and about opinions begun."""
    codes = order.effects.get("products", []) if order.pilot_id else []
    teams = list(Team.objects.filter(pilot=order.pilot_id).with_orders()) if codes else []
    begun = Opinion.objects.filter(pilot=order.pilot_id, product__code__in=codes).select_related("product", "team")
    opinions = {opinion.product.code: opinion for opinion in begun} if codes else {}
    mandates = mandates_on(order.centre_id) if codes else {}
    at_work = [(team, mandates[team.pk].products) for team in teams if team.pk in mandates]
    by_code = {code: [team for team, products in at_work if code in products] for code in codes}
    return [_shared(code, at_work, opinions.get(code)) for code, at_work in by_code.items() if at_work]


def _shared(code, teams, opinion):
    named = " i ".join(f"{team.name} (zarządzenie nr {team.issued_order.number_text})" for team in teams)
    one = len(teams) == 1
    prepares, all_teams = ("przygotowuje", "oba zespoły") if one else ("przygotowują", "wszystkie te zespoły")
    said = f"Produkt {code} {prepares} już {named}. Po wydaniu będą nad nim pracować {all_teams}."
    if opinion is None:
        return f"{said} Dokument będzie jeden: napisze go zespół, który pierwszy zacznie."
    noun = noun_of(opinion)
    began = noun.agree("Rozpoczęta", "Rozpoczęte")
    stays = f"{began} {noun.nominative} zostaje przy zespole, który {noun.agree('ją', 'je')} rozpoczął"
    return f"{said} {stays}: {opinion.team.name}."


def _products(order):
    codes = order.effects.get("products", [])
    return list(order.pilot.catalogue_version.products.filter(code__in=codes)) if order.pilot and codes else []


def differences(before, after):
    """Lines of both texts in order: („same” | „old” | „new”, line)."""
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [("same", line) for line in before[a:b]]
        else:
            found += [("old", line) for line in before[a:b]] + [("new", line) for line in after[c:d]]
    return found
