"""What a browser sends from the form of an amending order."""

from apps.orders.amendment.asked import at_of
from tests.orders.amending.trees import path

NAMES = ("op", "at", "old", "text", "was")


def entry(op, cited, text="", old="", was=""):
    return {"op": op, "at": at_of(path(cited)), "old": old, "text": text, "was": was}


def sent(base, *entries, **fields):
    """The whole form with these changes in its list."""
    usual = {"base": str(base.order_id), "legal_basis": "§ 7 ust. 2 Statutu", "effective": "on_signing"}
    rows = {name: [one[name] for one in entries] for name in NAMES}
    return usual | {"effective_on": ""} | rows | fields
