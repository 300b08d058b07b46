"""Wordings that a centre keeps, and putting one of them into a form without JavaScript."""

from django.http import QueryDict

from apps.accounts.models import Centre
from apps.orders.models import OrderClause

PUT_BUTTONS = {"put_basis", "put_final"}


def clauses_of(centre: Centre, kind: str) -> list[OrderClause]:
    return list(OrderClause.objects.filter(centre=centre, kind=kind))


def clauses_put(data: QueryDict, centre: Centre, *, final: str = "final") -> QueryDict:
    """The same form after „Wstaw”: a legal basis takes the place of the one that was there, a final provision is added
    below the others. `final`: the name of the field of final provisions."""
    changed = data.copy()
    if basis := _chosen(data, centre, "put_basis", "basis_clause", OrderClause.Kind.LEGAL_BASIS):
        changed["legal_basis"] = basis
    if provision := _chosen(data, centre, "put_final", "final_clause", OrderClause.Kind.FINAL_PROVISION):
        changed[final] = "\n".join(filter(None, [data.get(final, "").rstrip(), provision]))
    return changed


def _chosen(data: QueryDict, centre: Centre, button: str, name: str, kind: str) -> str:
    pk = data.get(name, "")
    if button not in data or not (pk.isdecimal() and len(pk) < 19):
        return ""
    found = OrderClause.objects.filter(centre=centre, kind=kind, pk=pk).values_list("text", flat=True).first()
    return found or ""
