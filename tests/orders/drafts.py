"""Drafts for tests of issuing: the smallest order that may be issued."""

from apps.orders import actions
from apps.orders.text import order_text, paragraf, text_hash, to_json

BODY = to_json((paragraf("Powołuje się Zespół."), paragraf("Zarządzenie wchodzi w życie z dniem podpisania.")))


def draft(centre, by, **fields):
    order = actions.start_draft(centre, "appointment", by=by)
    usual = {"subject": "powołania Zespołu", "legal_basis": "§ 7 Statutu", "body": BODY, "effects": {"kind": "test"}}
    return actions.save_draft_text(order, usual | fields, order.version, by=by)


def shown(order):
    """The hash that the check page would post."""
    return text_hash(order_text(order), order.effects)


def issue(order, by):
    return actions.issue_order(order, by=by, shown_hash=shown(order))
