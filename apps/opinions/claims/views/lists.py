from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from apps.catalogue.models import RecommendationKind
from apps.core import rescue
from apps.core.errors import DomainError, StaleVersion

from ... import actions, content, words
from ...contributions.reading import with_provenance
from ...models import Finding
from ...removing.reading import just_removed, removed_from
from ...views.common import for_writers, refuse, saved_before, say_saved
from ..forms import FindingForm, NewFindingForm, RecommendationForm
from ..reading import citable, lacks_of_law, with_citations

_LONGEST_NUMBER = 9  # digits of a version


@for_writers
def findings(request, opinion):
    typed = rescue.typed(request)
    forms = {sign: NewFindingForm(_if_about(typed, sign), sign=sign) for sign in Finding.Sign.values}
    form = forms.get(request.POST.get("sign"))
    if request.method == "POST" and form and form.is_valid():
        return _add_finding(request, opinion, form)
    found = with_provenance(with_citations(opinion, opinion.findings.all(), "finding"))
    lists = [(sign, [row for row in found if row.sign == sign], forms[sign]) for sign in Finding.Sign]
    context = {"opinion": opinion, "noun": words.noun_of(opinion), "lists": lists, "forms": list(forms.values())}
    context["next"] = next((sign for sign, rows, _ in lists if not rows), Finding.Sign.ADVANTAGE)
    context |= {"citable": citable(opinion), "removed": removed_from(opinion, "finding")}
    return render(request, "opinions/finding/list.html", context | just_removed(request, context["removed"]))


def _if_about(typed, sign):
    return typed if typed and typed.get("sign") == sign else None


def _add_finding(request, opinion, form):
    try:
        actions.add_finding(opinion, form.cleaned_data["sign"], form.cleaned_data["body"], by=request.user)
    except DomainError as refusal:
        return refuse(request, opinion, refusal)
    say_saved(request, f"Zapisano {Finding.Sign(form.cleaned_data['sign']).label}")
    return redirect("opinions:findings", opinion.pk)


@for_writers
def finding(request, opinion, finding_pk):
    row = get_object_or_404(opinion.findings, pk=finding_pk)
    form = FindingForm(rescue.typed(request), initial={"body": row.body, "version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_finding(row, form.cleaned_data["body"], form.cleaned_data["version"], by=request.user)
        except StaleVersion as lost:
            context = {"opinion": opinion, "row": row, "lost": lost, "saved": saved_before(row, "ten wpis")}
            return render(request, "opinions/finding/conflict.html", context, status=409)
        except DomainError as refusal:
            return refuse(request, opinion, refusal)
        say_saved(request, f"Zapisano {row.get_sign_display()}")
        return redirect("opinions:findings", opinion.pk)
    return render(request, "opinions/finding/edit.html", {"opinion": opinion, "row": row, "form": form})


@for_writers
def finding_remove(request, opinion, finding_pk):
    row = get_object_or_404(opinion.findings, pk=finding_pk)
    return _remove(request, "opinions:findings", opinion, row, row.get_sign_display(), actions.remove_finding)


@require_POST
@for_writers
def finding_move(request, opinion, finding_pk):
    row = get_object_or_404(opinion.findings, pk=finding_pk)
    up = request.POST.get("kierunek") == "up"
    return _then(request, "opinions:findings", opinion, actions.move_finding, row, up=up)


@for_writers
def recommendations(request, opinion):
    required = content.required_kinds(opinion)
    said = with_provenance(with_citations(opinion, content.recommendations_in_order(opinion), "recommendation"))
    for row in said:
        row.law, row.lacks = words.law_citation(row.article, row.legal_act), lacks_of_law(row)
    rows = list(enumerate(said, start=1))
    kinds = [
        {
            "kind": RecommendationKind(kind),
            "is_required": kind in required,
            "rows": [(number, row) for number, row in rows if row.kind == kind],
        }
        for kind in content.kinds_in_order(opinion)
    ]
    lacking = (one["kind"] for one in kinds if one["is_required"] and not one["rows"])
    context = {"opinion": opinion, "noun": words.noun_of(opinion), "kinds": kinds, "next": next(lacking, None)}
    context |= {"citable": citable(opinion), "removed": removed_from(opinion, "recommendation")}
    return render(request, "opinions/recommendation/list.html", context | just_removed(request, context["removed"]))


@for_writers
def recommendation_new(request, opinion, kind):
    if kind not in RecommendationKind.values:
        raise Http404
    form = RecommendationForm(rescue.typed(request), kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_recommendation(opinion, kind, form.cleaned_data, by=request.user)
        except DomainError as refusal:
            return refuse(request, opinion, refusal)
        say_saved(request, "Zapisano rekomendację")
        return redirect("opinions:recommendations", opinion.pk)
    context = {"opinion": opinion, "kind": RecommendationKind(kind), "form": form}
    return render(request, "opinions/recommendation/new.html", context)


@for_writers
def recommendation(request, opinion, recommendation_pk):
    row = get_object_or_404(opinion.recommendations, pk=recommendation_pk)
    initial = {name: getattr(row, name) for name in (*actions.RECOMMENDATION_TEXTS, "version")}
    form = RecommendationForm(rescue.typed(request), initial=initial, kind=row.kind)
    if request.method == "POST" and form.is_valid():
        return _change_recommendation(request, opinion, row, form)
    return render(request, "opinions/recommendation/edit.html", {"opinion": opinion, "row": row, "form": form})


def _change_recommendation(request, opinion, row, form):
    try:
        actions.change_recommendation(row, form.cleaned_data, form.cleaned_data["version"], by=request.user)
    except StaleVersion as lost:
        said = [{"name": name, "value": form.cleaned_data.get(name, "")} for name in actions.RECOMMENDATION_TEXTS]
        differences = [(row._meta.get_field(name).verbose_name, *both) for name, both in lost.fields.items()]
        context = {"opinion": opinion, "row": row, "lost": lost, "said": said, "differences": differences}
        context["saved"] = saved_before(row, "tę rekomendację")
        return render(request, "opinions/recommendation/conflict.html", context, status=409)
    except DomainError as refusal:
        return refuse(request, opinion, refusal)
    say_saved(request, "Zapisano rekomendację")
    return redirect("opinions:recommendations", opinion.pk)


@for_writers
def recommendation_remove(request, opinion, recommendation_pk):
    row = get_object_or_404(opinion.recommendations, pk=recommendation_pk)
    return _remove(request, "opinions:recommendations", opinion, row, "rekomendację", actions.remove_recommendation)


@require_POST
@for_writers
def recommendation_move(request, opinion, recommendation_pk):
    row = get_object_or_404(opinion.recommendations, pk=recommendation_pk)
    up = request.POST.get("kierunek") == "up"
    return _then(request, "opinions:recommendations", opinion, actions.move_recommendation, row, up=up)


def _remove(request, page, opinion, row, name, action):
    """Asked first, and then shown with a way back. `name` is an accusative."""
    if request.method == "POST":
        return _removed(request, page, opinion, action, row)
    context = {"opinion": opinion, "row": row, "name": name, "back": reverse(page, args=[opinion.pk])}
    return render(request, "opinions/claims/remove.html", context | {"cited": row.citations.count()})


def _removed(request, page, opinion, action, row):
    try:
        removal = action(row, _version(request), by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(page, opinion.pk)
    return redirect(f"{reverse(page, args=[opinion.pk])}?usunieto={removal.pk}")


def _then(request, page, opinion, action, *args, **kwargs):
    """A small change of a list, then the list again."""
    try:
        action(*args, by=request.user, **kwargs)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(page, opinion.pk)


def _version(request):
    """The version the page was shown in; 0, which is nobody's, for anything that is no number."""
    said = request.POST.get("version", "")
    return int(said) if said.isdecimal() and len(said) < _LONGEST_NUMBER else 0
