from functools import wraps

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.catalogue.models import RecommendationKind
from apps.core import rescue
from apps.core.errors import DomainError, StaleVersion
from apps.core.filters import Choice
from apps.jobs.views import asked
from apps.reports.models import Theme, ThemeSource

from . import actions, exports, reading, rules, themes
from .carrying import changed
from .forms import WORDS, MergeForm, SourcesForm, StanceForm, ThemeForm
from .reading import Filters
from .support import support_of

ON_A_PAGE = 10  # a screen or two; the next one is a link away


def for_reviewers(view):
    """Recommendations across centres exist for WRZOS only."""

    @wraps(view)
    def kept(request, *args, **kwargs):
        if not rules.is_reviewer(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return kept


@require_safe
@for_reviewers
def register(request):
    filters, last = Filters.of(request.GET), request.GET.get("od", "")
    found = reading.register(filters)
    shown, more = reading.screen(found, filters.group, last, ON_A_PAGE)
    context = {"groups": reading.grouped(shown, filters.group), "next": shown[-1].pk if more else None, "last": last}
    n = reading.counted(found) if filters and (more or last) else len(shown)
    context |= {"count": None if more and not filters else min(n, reading.COUNTED), "is_more": n > reading.COUNTED}
    return render(request, "reports/recommendations/list.html", context | _around(request, filters))


def _around(request, filters):
    into, (products, changes) = _number(request.GET.get("temat")), reading.around()
    return {
        "filters": filters,
        "choices": _choices(filters, products),
        "changed": changes,
        "query": filters.as_query().items(),
        "theme": Theme.objects.filter(pk=into).first() if into else None,
    }


def _choices(filters, products):
    kinds = dict(RecommendationKind.choices)
    return [
        Choice("Rodzaj", "rodzaj", "wszystkie", kinds, filters.kind),
        Choice("Produkt", "produkt", "wszystkie", products, filters.product),
    ]


@require_POST
@for_reviewers
def export(request):
    filters = Filters.of(request.POST)
    kind = exports.PDF if request.POST.get("jako") == "pdf" else exports.XLSX
    return asked(request, kind, exports.title_of(filters, kind), {"filters": filters.as_query()})


@require_safe
@for_reviewers
def theme_list(request):
    page = Paginator(Theme.objects.all(), ON_A_PAGE).get_page(request.GET.get("strona"))
    support = support_of(page.object_list)
    for theme in page:
        theme.support = support[theme.pk]
    looked_at = {theme.pk: theme.title for theme in Theme.objects.filter(sources__in=changed()).distinct()}
    return render(request, "reports/theme/list.html", {"page": page, "changed": looked_at})


@require_safe
@for_reviewers
def theme(request, pk):
    found = _theme(pk)
    return render(request, "reports/theme/read.html", {"theme": found} | themes.told(found))


@for_reviewers
def merge(request):
    """Make a theme of the ticked recommendations, or with `temat` add them to one that is there."""
    chosen = themes.chosen([_number(one) for one in request.GET.getlist("r")])
    if not chosen:
        messages.error(request, "Zaznacz co najmniej jedną rekomendację, która nie należy jeszcze do tematu.")
        return redirect("recommendations:register")
    into = get_object_or_404(Theme, pk=_number(request.GET["temat"])) if request.GET.get("temat") else None
    form = _merge_form(request, chosen, into)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_merged(form, into, request.user))
        except DomainError as refusal:
            messages.error(request, str(refusal))
    nearby = [] if into else themes.nearby(chosen)
    return render(request, "reports/theme/merge.html", {"form": form, "theme": into, "nearby": nearby})


def _merge_form(request, chosen, into):
    if into:
        return SourcesForm(rescue.typed(request), chosen=chosen)
    first = {name: getattr(chosen[0], name) for name in ("kind", "legal_act", "article")}
    return MergeForm(rescue.typed(request), chosen=chosen, initial=first)


def _merged(form, into, by):
    if into:
        return actions.add_sources(into, form.sources(), by=by)
    fields = {name: form.cleaned_data[name] for name in WORDS}
    return actions.merge(fields, form.sources(), by=by)


@for_reviewers
def theme_change(request, pk):
    found, lost = _theme(pk), None
    form = ThemeForm(rescue.typed(request), instance=_theme(pk))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_theme(found, form.cleaned_data, _number(request.POST.get("version")), by=request.user)
            return redirect(found)
        except StaleVersion as stale:
            lost = stale
        except DomainError as refusal:
            messages.error(request, str(refusal))
    version = lost.version if lost else request.POST.get("version") or found.version
    context = {"form": form, "theme": found, "version": version, "lost": lost}
    return render(request, "reports/theme/change.html", context, status=409 if lost else 200)


@require_POST
@for_reviewers
def source_stance(request, pk, source_pk):
    form = StanceForm(request.POST)
    if form.is_valid():
        actions.take_stance(_source(pk, source_pk), **form.cleaned_data, by=request.user)
    else:
        messages.error(request, "Wybierz, czy rekomendacja popiera temat, czy jest przeciwna.")
    return redirect("recommendations:theme", pk=pk)


@require_POST
@for_reviewers
def source_remove(request, pk, source_pk):
    source = _source(pk, source_pk)
    actions.remove_source(source, by=request.user)
    messages.success(request, f"Wyłączono z tematu rekomendację {source.recommendation}.")
    return redirect("recommendations:theme", pk=pk)


@require_POST
@for_reviewers
def theme_dissolve(request, pk):
    actions.dissolve(_theme(pk), by=request.user)
    messages.success(request, "Rozwiązano temat. Rekomendacje są dalej w rejestrze, każda osobno.")
    return redirect("recommendations:themes")


def _theme(pk):
    return get_object_or_404(Theme, pk=pk)


def _source(pk, source_pk):
    sources = ThemeSource.objects.select_related("theme", "recommendation")
    return get_object_or_404(sources, theme=pk, pk=source_pk)


def _number(text):
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 15 else 0
