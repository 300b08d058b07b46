"""What the page of an order says of experts' documents: which one it introduces, and, of a draft, how to open it to
teams or what they say of it."""

from apps.accounts.models import User
from apps.orders.models import ExternalAct, Order
from apps.orders.sections import Section, Wait, on_the_page_of_an_act, on_the_page_of_an_order
from apps.teams.models import ExpertDocument

from . import opened, reading, rules

TEMPLATE = "consultations/outcome/section.html"


@on_the_page_of_an_order
def introduced_document(order: Order, user: User) -> Section | None:
    """The accepted version that is the annex."""
    versions = reading.introduced_with(order)
    return Section(TEMPLATE, {"versions": versions}) if versions else None


@on_the_page_of_an_act
def document_of_an_act(act: ExternalAct, user: User) -> Section | None:
    """The version that the act put into force."""
    versions = reading.introduced_with_act(act)
    return Section(TEMPLATE, {"versions": versions}) if versions else None


@on_the_page_of_an_order
def opened_to_teams(order: Order, user: User) -> Section | None:
    """For everybody, once it was opened; before, for those who may open it."""
    document = opened.document_of(order)
    if document is None and rules.cannot_open(user, order):
        return None
    held = opened.held_by([order]).get(order.pk, []) if document and not hasattr(order, "issued") else []
    said = {"document": document, "order": order, "waiting": [one.sentence for one in held]}
    waits = _wait(held[0], document) if held else None
    return Section("consultations/outcome/opened.html", said, is_above=bool(held), waits=waits)


def _wait(held: opened.Held, document: ExpertDocument) -> Wait:
    label = "Zobacz uwagi" if held.is_draft else "Zobacz, co mówią zespoły"
    return Wait(held.who, held.until, document.get_absolute_url(), label)
