from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.core import rescue
from apps.core.errors import DomainError, StaleVersion

from . import content as plain
from .actions import change_row, new_version_from, publish_version
from .forms import FORMS, VERSION_PATHS
from .models import CatalogueVersion, FinalProduct, ModelElement
from .rules import can_keep_catalogue, fingerprint
from .table import Filters, choices, elements_of, rows


def for_keepers(view):
    """Pages on which WRZOS writes the catalogue do not exist for anybody else."""

    @wraps(view)
    def kept(request, *args, **kwargs):
        if not can_keep_catalogue(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return kept


@require_safe
def table(request, number=None):
    version, filters = _version(request, number), Filters.of(request.GET)
    if version is None:
        return render(request, "catalogue/table/none.html")
    elements = elements_of(version)
    context = {
        "version": version,
        "choices": choices(elements, filters),
        "whole": request.path if filters else "",
        "rows": rows(elements, filters),
        "newest": version if number is None else _newest(request),
        "is_draft": version.published_at is None,
    }
    return render(request, "catalogue/table/read.html", context)


@require_safe
def product(request, number, code):
    version = _version(request, number)
    products = version.products.select_related("element", "version").prefetch_related("steps", "parts")
    neighbours = list(version.products.select_related("version"))
    shown = get_object_or_404(products, code=code)
    place = neighbours.index(shown)
    context = {
        "version": version,
        "product": shown,
        "own_parts": shown.parts_of(None),
        "intermediate": [(step, shown.parts_of(step)) for step in shown.steps.all() if step.intermediate_title],
        "before": neighbours[place - 1] if place else None,
        "after": neighbours[place + 1] if place + 1 < len(neighbours) else None,
        "is_draft": version.published_at is None,
    }
    return render(request, "catalogue/product/read.html", context)


@require_safe
@for_keepers
def versions(request):
    every = CatalogueVersion.objects.select_related("published_by")
    waiting = next((version for version in every if not version.published_at), None)
    return render(request, "catalogue/version/list.html", {"versions": every, "waiting": waiting})


@require_POST
@for_keepers
def version_new(request, number):
    version = get_object_or_404(CatalogueVersion, number=number)
    try:
        made = new_version_from(version, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("catalogue:versions")
    messages.success(request, f"Powstała wersja {made.number}. Popraw w niej, co trzeba, i opublikuj ją.")
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def publish(request, number):
    version = get_object_or_404(CatalogueVersion, number=number)
    if request.method == "POST":
        try:
            publish_version(version, seen=request.POST.get("seen", ""), by=request.user)
            messages.success(request, f"Opublikowano wersję {version.number} Tabeli 1.")
            return redirect(version)
        except DomainError as refusal:
            messages.error(request, str(refusal))
    return render(request, "catalogue/version/publish.html", _to_publish(version))


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def row_change(request, number, what, pk):
    if what not in FORMS:
        raise Http404
    kind = FORMS[what]
    row = get_object_or_404(kind.Meta.model, **{f"{VERSION_PATHS[what]}number": number, "pk": pk})
    form = kind(rescue.typed(request), instance=row)
    if request.method == "POST" and form.is_valid() and _changed(row, form, by=request.user):
        messages.success(request, "Zapisano zmianę.")
        return redirect(_page_of(row))
    return render(request, "catalogue/row/change.html", {"form": form, "page": _page_of(row), "number": number})


def _version(request, number):
    """The version at this address, or the newest published one (None before the first is loaded)."""
    if number is None:
        return _newest(request)
    return get_object_or_404(CatalogueVersion.objects.visible_to(request.user), number=number)


def _newest(request):
    return CatalogueVersion.objects.visible_to(request.user).exclude(published_at=None).first()


def _to_publish(version):
    last = CatalogueVersion.objects.exclude(published_at=None).first()
    now = plain.content(version)
    changes = plain.differences(plain.content(last), now) if last else []
    action = f"Opublikuj wersję {version.number}"
    return {"version": version, "last": last, "changes": changes, "seen": plain.content_hash(version), "action": action}


def _changed(row, form, *, by):
    """Save, or tell the form why not; after a lost race the form keeps what was typed and may overwrite knowingly."""
    try:
        change_row(row, form.values, seen=form.cleaned_data["seen"], by=by)
    except StaleVersion as conflict:
        now = type(row).objects.get(pk=row.pk)
        form.data = form.data.copy()
        form.data["seen"] = fingerprint(now, form._meta.fields)
        form.add_error(None, f"{conflict} Teraz brzmi: „{conflict.theirs}”. Zapisz ponownie, aby zastąpić to swoim.")
        return False
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _page_of(row):
    if isinstance(row, CatalogueVersion | FinalProduct):
        return row.get_absolute_url()
    return (row.version if isinstance(row, ModelElement) else row.product).get_absolute_url()
