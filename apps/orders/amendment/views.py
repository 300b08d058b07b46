from dataclasses import replace

from django.http import HttpRequest, QueryDict
from django.shortcuts import render
from django.urls import reverse

from apps.accounts.models import Centre
from apps.core.errors import DomainError
from apps.orders import pdf
from apps.orders.amending.checking import touched
from apps.orders.amending.units import endings, unit_at
from apps.orders.drafting.sheets import Sheet
from apps.orders.drafting.typed import bound_to, typed_of
from apps.orders.drafting.unit import OFFICE
from apps.orders.editing.plain import to_plain
from apps.orders.kinds import KINDS
from apps.orders.models import Order
from apps.orders.rules import usual_legal_basis

from .asked import REPEAL, REWORD, ROW, Asked, asked_of, path_of, with_asked
from .bases import amendable, base_of
from .clashes import clashes
from .doubts import coming_changes, too_early
from .final import misplaced, new_section
from .forms import PENDING, AmendmentForm
from .units import lines_of

FIELDS = {"base", "legal_basis", *OFFICE, "effective", "effective_on", *ROW, *PENDING.values()}


class AmendmentSheet(Sheet):
    kind, name = Order.Kind.AMENDMENT, "amendment"
    slug, short = "zmiana-zarzadzenia", "zmiana"
    template = "orders/amendment/edit.html"
    buttons = {"pick", "put", "cancel", "remove", "rewrite", "preview"}

    def form(self, data, centre, *, judged=True):
        return AmendmentForm(data, centre=centre, judged=judged)

    def opening(self, request: HttpRequest, centre: Centre):
        """The base is chosen first, on a page of its own."""
        base = base_of(centre, request.GET.get("zarzadzenie", ""))
        if base is None:
            return render(request, "orders/amendment/choose.html", {"bases": amendable(centre)})
        usual = {"base": [str(base.order_id)], "legal_basis": [usual_legal_basis(centre)]}
        return bound_to(usual | {"effective": [str(Order.Effective.ON_SIGNING)]})

    def typed_in(self, data):
        return typed_of(data, FIELDS)

    def followed(self, data: QueryDict, centre: Centre) -> QueryDict:
        """What a press of a button asks for, with the words that the unit has now."""
        form = self.form(data, centre, judged=False)
        return _picked(data, form) if "pick" in data and form.base else data

    def changed(self, data: QueryDict) -> QueryDict:
        changed, entries = data.copy(), asked_of(data)
        if "put" in data or "cancel" in data:
            entries += [_pending(data)] if "put" in data else []
            changed = _without_pending(changed)
        if (place := _place(data, "remove", entries)) is not None:
            del entries[place]
        if (place := _place(data, "rewrite", entries)) is not None:
            changed = _with_pending(changed, entries.pop(place))
        return with_asked(changed, entries)

    def more(self, form, order, judged):
        if form.base is None:
            return {"refusal": form._refusals_of_base()[0]}
        try:
            understood = form.understood()
            paths = [path for change in form.changes for path in touched(change)]
            return {
                "lines": lines_of(form),
                "entries": form.judged_changes,
                "sheet": understood and pdf.draft_sheet(understood),
                "clashes": clashes(form.base, paths, besides=order),
                "unfit": form.unfit,
                "early": too_early(form.base, form.day),
                "coming": coming_changes(form.read, form.day),
                "misplaced": misplaced(form.tree, form.changes),
                "new_section": new_section(form.tree),
                "composition_url": f"{reverse(KINDS[Order.Kind.COMPOSITION].new)}?zespol={form.base.order_id}",
            }
        except DomainError as refusal:
            return {"refusal": str(refusal)}


def _picked(data: QueryDict, form: AmendmentForm) -> QueryDict:
    """A change begun at a unit: repeal goes straight to the list, the others open where they are written."""
    op, _, at = data.get("pick", "").partition("|")
    changed = data.copy()
    del changed["pick"]
    entry = Asked(op, at)
    try:
        entry = Asked(op, at, "", _text_to_begin_with(op, at, form), form.was(entry))
    except DomainError:
        return changed
    if op == REPEAL:
        return with_asked(changed, [*asked_of(data), entry])
    return _with_pending(changed, entry)


def _text_to_begin_with(op: str, at: str, form: AmendmentForm) -> str:
    """The unit as it stands, with the final mark that it has in its place."""
    if op != REWORD:
        return ""
    path = path_of(at)
    return to_plain((replace(unit_at(form.tree, path), ending=endings(form.tree)[path]),))


def _pending(data: QueryDict) -> Asked:
    return Asked(**{name: data.get(sent, "") for name, sent in PENDING.items()})


def _with_pending(data: QueryDict, entry: Asked) -> QueryDict:
    for name, sent in PENDING.items():
        data[sent] = getattr(entry, name)
    return data


def _without_pending(data: QueryDict) -> QueryDict:
    for sent in PENDING.values():
        data.pop(sent, None)
    return data


def _place(data: QueryDict, button: str, entries: list[Asked]) -> int | None:
    place = data.get(button, "")
    return int(place) if place.isdecimal() and len(place) < 6 and int(place) < len(entries) else None
