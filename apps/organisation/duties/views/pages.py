"""Scopes as they are read: lists, one version, PDF, comparison, who keeps social work apart."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.doors import door
from apps.core import clock
from apps.core.errors import DomainError
from apps.documents.http import pdf_response
from apps.documents.rendering import render_html, render_pdf
from apps.texts.compare import compare

from ... import reading as organisation
from ... import rules as keeping
from ...views.structure import asked_day
from ...workflow import SCOPE
from .. import pdf, reading, rules, separation
from ..story import moves_of, story


def seen_position(request, pk):
    return get_object_or_404(organisation.positions_of(request.user), pk=pk)


def seen_scope(request, pk, number):
    found = reading.scopes_of(request.user, pk).prefetch_related("duties")
    return get_object_or_404(found, number=number)


@require_safe
def scopes(request, pk):
    position, day = seen_position(request, pk), asked_day(request)
    found = reading.ended(reading.scopes_of(request.user, position))
    context = {
        "position": position,
        "name": str(position),
        "scopes": found,
        "day": day,
        "today": clock.today(),
        "in_force": reading.scope_on(position, day),
        "may_begin": keeping.may_keep_structure(request.user, position.centre)
        and all(one.status == one.Status.ACCEPTED for one in found),
    }
    return render(request, "organisation/scope/list.html", context)


@require_safe
def scope(request, pk, number):
    shown = seen_scope(request, pk, number)
    readers, is_draft = reading.readers_of(shown), shown.status == shown.Status.DRAFT
    may_confirm = reading.may_confirm(request.user, readers)
    context = pdf.shown(shown) | {
        "scope": shown,
        "position": shown.position,
        "here": f"Wersja {shown.number}",
        "steps": {step.name for step in SCOPE.allowed(request.user, shown)},
        "missing": keeping.scope_not_ready(shown) if is_draft else [],
        "move": moves_of(request.user, shown, may_confirm),
        "may_edit": is_draft and keeping.may_keep_scope(request.user, shown),
        "readers": readers if rules.may_see_drafts(request.user) else [],
        "may_acknowledge": may_confirm,
        "mixed": separation.of_scope(shown),
        "today": clock.today(),
        "others": reading.scopes_of(request.user, pk).exclude(number=number).exists(),
        "story": story(shown),
    }
    return render(request, "organisation/scope/show.html", context | {"name": context["sheet"]["name"]})


@require_safe
def scope_pdf(request, pk, number):
    shown = seen_scope(request, pk, number)
    name = f"Zakres czynności {shown.position} wersja {shown.number}"
    if shown.document:
        return pdf_response(request, shown.document, name)
    try:
        content = render_pdf(render_html("pdf/scope.html", pdf.context_of(shown)))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(shown)
    return pdf_response(request, content, f"{name} (wersja robocza)")


@require_safe
def compared(request, pk):
    """Any two versions: ?z=1&na=2; without them the two newest."""
    position = seen_position(request, pk)
    found = {str(one.number): one for one in reading.scopes_of(request.user, position)}
    door(bool(found))
    newest = list(found.values())
    new = found.get(request.GET.get("na", ""), newest[0])
    old = found.get(request.GET.get("z", ""), newest[min(1, len(newest) - 1)])
    texts = [reading.as_html(one.purpose, one.duties.all()) for one in (old, new)]
    context = {
        "position": position,
        "name": str(position),
        "scopes": newest,
        "old": old,
        "new": new,
        "difference": compare(*texts),
    }
    return render(request, "organisation/scope/compare.html", context)


@require_safe
def separated(request):
    door(keeping.may_see_structure(request.user))
    day = asked_day(request)
    context = {
        "found": separation.separation_on(request.user.centre, day),
        "day": day,
        "today": clock.today(),
    }
    return render(request, "organisation/separation/show.html", context)
