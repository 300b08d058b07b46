"""The pages of a form that makes an order: new, edit, discard. Each kind of order says what is its own."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from apps.accounts.models import Centre
from apps.core import rescue
from apps.core.errors import DomainError, StaleVersion
from apps.orders.actions import discard_draft
from apps.orders.clauses.reading import PUT_BUTTONS, clauses_of, clauses_put
from apps.orders.kinds import KINDS
from apps.orders.models import Order, OrderClause
from apps.orders.rules import can_draft, missing
from apps.orders.versions import version_of

from . import actions
from .patterns import pattern_of
from .typed import bound_to, form_key
from .unit import filed_usually


class Sheet:
    """One kind's form. `name`: the beginning of its addresses' names; `slug` and `short`: what stands in them."""

    kind: str
    room: str = "orders"
    name: str
    slug: str
    short: str
    template: str
    buttons: set[str] = set()  # those that only show the form again, changed; „Wstaw” is one of every form
    final: str = "final"  # the field of final provisions, one a line

    def form(self, data: QueryDict, centre: Centre, *, judged: bool = True) -> Any:
        raise NotImplementedError

    def opening(self, request: HttpRequest, centre: Centre) -> QueryDict | HttpResponse:
        """The form as it opens, or the page that comes before it."""
        raise NotImplementedError

    def typed_in(self, data: QueryDict) -> dict[str, list[str]]:
        raise NotImplementedError

    def followed(self, data: QueryDict, centre: Centre) -> QueryDict:
        """What was sent, with what follows from it without JavaScript."""
        return data

    def changed(self, data: QueryDict) -> QueryDict:
        """The same form after one of the buttons."""
        return data

    def more(self, form: Any, order: Order | None, judged: bool) -> dict[str, Any]:
        """What else the page shows."""
        return {}

    # pages

    def new(self, request: HttpRequest) -> HttpResponse:
        if not can_draft(request.user):
            raise Http404
        centre = request.user.centre
        if request.method != "POST" or self._only_shows(request):
            opening = rescue.typed(request) or pattern_of(request, self.kind) or self.opening(request, centre)
            if not isinstance(opening, QueryDict):
                return opening
            return self._show(request, filed_usually(opening, centre), centre)
        form, typed = self._typed(request, centre)
        fields, key = _fields(form), form_key(request.POST)
        order = actions.start_typed(centre, self.kind, typed, fields, by=request.user, form_key=key)
        return self._saved(request, order)

    def edit(self, request: HttpRequest, pk: int) -> HttpResponse:
        order = self._draft(request, pk)
        if order.status == Order.Status.ISSUED:
            return redirect(order)
        if request.method != "POST" or self._only_shows(request):
            return self._show(request, rescue.typed(request) or bound_to(order.typed), order.centre, order)
        form, typed = self._typed(request, order.centre)
        try:
            actions.save_typed(order, typed, _fields(form), version_of(request.POST), by=request.user)
        except StaleVersion as lost:
            return self._conflict(request, order, lost)
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect(order)
        return self._saved(request, order)

    def discard(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        order = self._draft(request, pk)
        try:
            discard_draft(order, by=request.user)
            messages.success(request, "Projekt zarządzenia został usunięty.")
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect(order)
        return redirect("orders:register")

    def urls(self) -> list[URLPattern]:
        views: list[tuple[str, Callable, str]] = [
            (f"zarzadzenia/nowe/{self.slug}/", self.new, "new"),
            (f"zarzadzenia/<int:pk>/{self.short}/", self.edit, "edit"),
            (f"zarzadzenia/<int:pk>/{self.short}/usun/", self.discard, "discard"),
        ]
        return [path(address, view, name=f"{self.name}_{what}") for address, view, what in views]

    # parts of pages

    def _address(self, what: str, order: Order) -> str:
        return reverse(f"{self.room}:{self.name}_{what}", args=[order.pk])

    def _only_shows(self, request: HttpRequest) -> bool:
        return bool((self.buttons | PUT_BUTTONS) & request.POST.keys())

    def _typed(self, request, centre):
        typed = self.typed_in(self.followed(request.POST, centre))
        return self.form(bound_to(typed), centre), typed

    def _draft(self, request, pk):
        if not can_draft(request.user):
            raise Http404
        drafts = Order.objects.visible_to(request.user).filter(kind=self.kind)
        return get_object_or_404(drafts.select_related("centre", "changed_by"), pk=pk)

    def _show(self, request, data, centre, order=None):
        """The form with what was typed; it finds fault only when the person asked to check."""
        data = self.followed(clauses_put(data, centre, final=self.final), centre)
        if self._only_shows(request):
            data = self.changed(data)
        judged = "sprawdz" in request.GET and request.method == "GET"
        form = self.form(data, centre, judged=judged)
        if judged:
            form.is_valid()
            form.find_gaps()
        context = self.more(form, order, judged) | {
            "form": form,
            "basis_clauses": clauses_of(centre, OrderClause.Kind.LEGAL_BASIS),
            "final_clauses": clauses_of(centre, OrderClause.Kind.FINAL_PROVISION),
            "kind": KINDS[self.kind],
            "buttons": self.buttons,
            "order": order,
            "version": data.get("version") or (order.version if order else ""),
            "key": None if order else form_key(data) or uuid4(),
            "unsaved": "typed" if "csrfmiddlewaretoken" in data else "shown",
            "discard_url": order and self._address("discard", order),
        }
        return render(request, self.template, context)

    def _saved(self, request, order):
        """On to the check when that was asked for and the form is complete, otherwise back to the form."""
        edit_url = self._address("edit", order)
        if "check" in request.POST:
            return redirect(f"{edit_url}?sprawdz=1") if missing(order) else redirect("desk:order_check", order.pk)
        messages.success(request, f"Zapisano projekt o {timezone.localtime():%H:%M}.")
        return redirect(edit_url)

    def _conflict(self, request, order, lost):
        """Both versions side by side; neither is lost until the person chooses."""
        saved = Order.objects.select_related("changed_by").get(pk=order.pk)
        mine, theirs = self.typed_in(self.followed(request.POST, order.centre)), saved.typed
        labels = self.form(request.POST, order.centre, judged=False)
        context = {
            "order": saved,
            "refusal": lost,
            "differences": list(_differences(labels, mine, theirs)),
            "mine": [(name, value) for name, values in mine.items() for value in values],
            "version": lost.version,
            "edit_url": self._address("edit", order),
        }
        return render(request, "orders/drafting/conflict.html", context, status=409)


def _fields(form: Any) -> dict[str, Any]:
    """What the form makes of the draft, with who prepared it and how it is filed: no part of the text of any kind."""
    return form.draft_fields() | {"drafting_unit": form.unit_said} | form.archived_said


def _differences(form: Any, mine: dict[str, list[str]], theirs: dict[str, list[str]]) -> Iterator[dict[str, str]]:
    for name in dict.fromkeys([*mine, *theirs]):
        ours, others = "\n".join(mine.get(name, [])), "\n".join(theirs.get(name, []))
        if ours != others:
            yield {"label": form.label_of(name), "mine": ours, "theirs": others}
