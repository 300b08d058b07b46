"""An amending order of any kind is issued only when its changes go with the text and with amendments already made."""

import datetime

import pytest

from apps.core import clock
from apps.core.errors import DomainError
from apps.orders import actions
from apps.orders.amending.changes import Add, Repeal
from apps.orders.amending.wording import amending_provision, changes_in_effects
from apps.orders.text import citations, punkt, to_json
from tests import factories
from tests.factories.amended import ENTRY, amending_order, order_of_text
from tests.orders.drafts import issue

from .trees import ORDER, path

pytestmark = pytest.mark.django_db
AUGUST_20, SEPTEMBER_1 = datetime.date(2018, 8, 20), datetime.date(2018, 9, 1)


@pytest.fixture
def director():
    centre = factories.centre(is_example=True)
    return factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))


@pytest.fixture
def base(director):
    return order_of_text(director.centre, ORDER, by=director)


def draft_of(base, change, by):
    """A draft that no form composes anew."""
    body = (amending_provision((change,), ORDER, "zarządzeniu"), ENTRY)
    fields = {
        "subject": base.subject,
        "legal_basis": "§ 7 Statutu",
        "amends": base,
        "body": to_json(body),
        "effects": {
            "kind": "amend",
            "amends": {"order": base.order_id, "provision": "§ 1"},
            "changes": changes_in_effects((change,), citations(body)),
        },
    }
    order = actions.start_draft(base.centre, "amendment", by=by)
    return actions.save_draft_text(order, fields, order.version, by=by)


def test_changes_that_would_make_a_later_amendment_say_something_else_are_not_issued(base, director):
    added = Add(path("§ 2"), "", (punkt("nowe"),))
    later = amending_order(base, added, on=AUGUST_20, effective_on=SEPTEMBER_1, by=director)
    order = draft_of(base, added, director)
    refused = rf"^Zmian nie da się pogodzić z zarządzeniem nr {later.number_text}"
    with clock.pretend(AUGUST_20), pytest.raises(DomainError, match=refused):
        issue(order, director)


def test_changes_of_what_was_repealed_meanwhile_are_not_issued(base, director):
    order = draft_of(base, Repeal((path("§ 2 pkt 1"),)), director)
    amending_order(base, Repeal((path("§ 2"),)), on=AUGUST_20, by=director)
    with clock.pretend(AUGUST_20), pytest.raises(DomainError, match=r"^§ 2: ta jednostka jest uchylona"):
        issue(order, director)


def test_changes_that_fit_are_issued(base, director):
    order = draft_of(base, Repeal((path("§ 2 pkt 1"),)), director)
    with clock.pretend(AUGUST_20):
        assert issue(order, director).effects["changes"][0]["provision"] == "§ 1"
