from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from apps.core import rescue
from apps.core.errors import DomainError, StaleVersion

from ...content import RECOMMENDATION_TEXTS
from ...models import Finding
from ...views.common import for_writers
from .. import actions, reading
from ..forms import form_for, name_of

_NOTHING_TICKED = "Zaznacz propozycje, które mają się połączyć. Połączonych i odłożonych już nie widać."


@for_writers
def merge(request, opinion):
    """The proposals ticked, side by side, and the form with the words that the text will have. „cel”: what they become
    – a kind, or „finding-7” for what stands."""
    typed = rescue.typed(request)
    asked = typed or request.GET
    ticked = list(reading.chosen(opinion, asked.getlist("w")))
    if not ticked and typed is None:
        messages.error(request, _NOTHING_TICKED)
        return redirect("opinions:consolidation", opinion.pk)
    goal = asked.get("cel") or (reading.key_of(ticked[0]) if ticked else Finding.Sign.ADVANTAGE)
    kind, claim = _goal(opinion, goal)
    form = form_for(kind, typed, initial=_initial(ticked, claim))
    if request.method == "POST" and form.is_valid():
        return _merge(request, opinion, ticked, goal, form)
    return _page(request, opinion, ticked, goal, form)


def _goal(opinion, goal):
    """(kind, the row that stands or None)."""
    name, _, key = goal.partition("-")
    if name in ("finding", "recommendation") and key.isdecimal() and len(key) < 10:
        rows = opinion.findings if name == "finding" else opinion.recommendations
        claim = get_object_or_404(rows, pk=int(key))
        return (claim.sign if isinstance(claim, Finding) else claim.kind), claim
    if goal not in dict(reading.targets(opinion)[0][1]):
        raise Http404
    return goal, None


def _initial(ticked, claim):
    """Words to begin with: of what stands, or of the proposals one after another."""
    if claim:
        return {name: getattr(claim, name) for name in (*RECOMMENDATION_TEXTS, "version") if hasattr(claim, name)}
    said = {name: [getattr(one, name) for one in ticked if getattr(one, name)] for name in RECOMMENDATION_TEXTS}
    long = {name: "\n\n".join(dict.fromkeys(said[name])) for name in ("body", "justification", "proposed_wording")}
    return {name: (texts or [""])[0] for name, texts in said.items()} | long


def _merge(request, opinion, ticked, goal, form):
    kind, claim = _goal(opinion, goal)
    try:
        if claim:
            said = form.cleaned_data
            actions.merge_into(claim, ticked, said, said["version"] or 0, by=request.user)
        else:
            actions.merge(opinion, ticked, kind, form.cleaned_data, by=request.user)
    except StaleVersion as lost:
        claim.refresh_from_db()
        form = form_for(kind, initial=form.cleaned_data | {"version": claim.version})
        return _page(request, opinion, ticked, goal, form, status=409, lost=lost, theirs=claim)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, opinion, ticked, goal, form, status=409)
    messages.success(request, "Połączono propozycje z tekstem. Można to cofnąć, dopóki tekst jest otwarty.")
    return redirect("opinions:consolidation", opinion.pk)


def _page(request, opinion, ticked, goal, form, status=200, **more):
    kind, claim = _goal(opinion, goal)
    context = {
        "opinion": opinion,
        "ticked": ticked,
        "goal": goal,
        "claim": claim,
        "name": name_of(kind),
        "targets": reading.targets(opinion),
        "form": form,
        "carried": reading.carried_over(ticked),
        **more,
    }
    return render(request, "opinions/contributions/merge.html", context, status=status)
