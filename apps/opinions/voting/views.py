from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import escape
from django.views.decorators.http import require_POST, require_safe

from apps.core import clock, rescue
from apps.core.errors import DomainError
from apps.texts.compare import difference

from .. import rules, words
from ..claims.forms import FindingForm, RecommendationForm
from ..content import RECOMMENDATION_TEXTS
from ..forms import SectionForm
from ..models import Opinion, Recommendation, ResponsibilityVariant, Section
from ..views.common import for_step, of_opinion, refuse
from ..workflow import OPINION
from ..writing.forms import VariantForm
from . import actions


@require_safe
@for_step("withdraw_vote")
def choose(request, opinion):
    context = {
        "opinion": opinion,
        "noun": words.noun_of(opinion),
        "sections": opinion.sections.select_related("part"),
        "findings": opinion.findings.all(),
        "recommendations": opinion.recommendations.all(),
    }
    return render(request, "opinions/voting/choose.html", context)


_ROWS = {"czesc": "sections", "wpis": "findings", "rekomendacja": "recommendations"}


def _rows(opinion, what):
    """The variant of the model is said of the opinion itself."""
    if what != "rozwiazanie":
        return getattr(opinion, _ROWS[what])
    return Opinion.objects.filter(pk=opinion.pk if opinion.asks_for_variant else None)


@of_opinion
def mend(request, opinion, what, row_pk):
    row = get_object_or_404(_rows(opinion, what), pk=row_pk)
    form = _form(request, row)
    try:
        OPINION.check("withdraw_vote", request.user, opinion)
    except DomainError as refusal:
        return _too_late(request, opinion, row, form, refusal)
    if request.method == "POST" and "wroc" not in request.POST and form.is_valid():
        return _mend(request, opinion, row, form)
    return _page(request, opinion, row, form)


def _too_late(request, opinion, row, form, refusal):
    """What a member typed while the vote was closed by somebody else stays in the form."""
    is_closed = opinion.status != Opinion.Status.VOTING
    if request.method != "POST" or not is_closed or not rules.is_team_member(request.user, opinion):
        return refuse(request, opinion, refusal)
    form.is_valid()
    form.add_error(None, f"{refusal} Skopiuj swój tekst i otwórz tę część do pisania.")
    return _page(request, opinion, row, form, status=409)


def _form(request, row):
    typed = rescue.typed(request)
    if isinstance(row, Opinion):
        return VariantForm(typed, initial={"responsibility_variant": row.responsibility_variant})
    names = RECOMMENDATION_TEXTS if isinstance(row, Recommendation) else ("body",)
    initial = {name: getattr(row, name) for name in (*names, "version")}
    if isinstance(row, Recommendation):
        return RecommendationForm(typed, initial=initial, kind=row.kind)
    return (SectionForm if isinstance(row, Section) else FindingForm)(typed, initial=initial)


def _page(request, opinion, row, form, status=200):
    context = {"opinion": opinion, "noun": words.noun_of(opinion), "form": form, "row": row, "what": _named(row)}
    return render(request, "opinions/voting/mend.html", context, status=status)


def _named(row):
    if isinstance(row, Opinion):
        return "rozwiązanie modelowe"
    if isinstance(row, Section):
        return f"część „{row.part.title}”"
    return "rekomendacja" if isinstance(row, Recommendation) else row.get_sign_display()


def _mend(request, opinion, row, form):
    said = {name: text for name, text in form.cleaned_data.items() if name != "version"}
    if "potwierdzam" not in request.POST:
        return _confirm(request, opinion, row, form, said)
    try:
        actions.mend(row, said, by=request.user)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, opinion, row, form, status=409)
    messages.success(request, "Zmiana jest zapisana, a głosowanie przerwane. Tekst wrócił do uzgodnień.")
    return redirect(opinion)


def _confirm(request, opinion, row, form, said):
    """What will happen, before it does."""
    electors = list(rules.open_vote(opinion).ballot.electors.select_related("vote"))
    changed = {name: text for name, text in said.items() if text != getattr(row, name)}
    shown = [(form.fields[name].label, _difference(row, name, text)) for name, text in changed.items()]
    context = {
        "opinion": opinion,
        "noun": words.noun_of(opinion),
        "what": _named(row),
        "differences": shown,
        "sent": _sent(row, form),
        "entitled": len(electors),
        "voted": sum(hasattr(elector, "vote") for elector in electors),
    }
    return render(request, "opinions/voting/confirm.html", context)


def _sent(row, form):
    """What the confirmation sends again."""
    if isinstance(row, Opinion):
        return form.cleaned_data
    return {**form.cleaned_data, "version": form.cleaned_data.get("version") or row.version}


def _difference(row, name, text):
    old = getattr(row, name)
    if isinstance(row, Opinion):
        old, text = (dict(ResponsibilityVariant.choices).get(one, "") for one in (old, text))
    if isinstance(row, Section):
        return difference(old, text)
    return difference(*(f"<p>{escape(one)}</p>" for one in (old, text)))


@require_POST
@of_opinion
def dissent_draft(request, opinion):
    """Kept while it is typed: the answer is for static/js/kept-draft.js."""
    try:
        actions.keep_dissent(opinion, request.POST.get("body", ""), by=request.user)
    except DomainError as refusal:
        return JsonResponse({"refused": str(refusal)}, status=403)
    return JsonResponse({"at": words.hour(clock.now())})
