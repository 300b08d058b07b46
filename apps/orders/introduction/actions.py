"""A draft order that introduces a document which a room above has ready."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from apps.accounts.models import Centre, User
from apps.core.deeds import draft_saving
from apps.orders.drafting import actions as drafts
from apps.orders.drafting.typed import bound_to
from apps.orders.editing.plain import annex_to_plain
from apps.orders.editing.rows import RICH, new_row
from apps.orders.models import Order
from apps.orders.rules import usual_legal_basis
from apps.orders.text import from_json
from apps.projects.models import Pilot

from .content import OTHER
from .forms import IntroductionForm


@dataclass(frozen=True)
class Introduced:
    """`what`: a key of content.CHOICES; `genitive`, `accusative`, `being`: for OTHER, as far as known. `annexes`: as an
    order keeps them. `document`, `version`: keys that stay in the order's effects."""

    what: str
    annexes: tuple[dict[str, Any], ...]
    document: int
    version: int
    genitive: str = ""
    accusative: str = ""
    being: str = ""


@draft_saving
def draft_introduction(centre: Centre, pilot: Pilot, said: Introduced, *, by: User, key: UUID) -> Order:
    """The draft with everything filled in. `key`: of the sheet; asked for twice it is one order."""
    typed = {
        "what": [said.what],
        "pilot": [str(pilot.pk)],
        "legal_basis": [usual_legal_basis(centre)],
        "effective": [str(Order.Effective.ON_SIGNING)],
        "acquaints": ["on"],
        "expert_document": [str(said.document)],
        "document_version": [str(said.version)],
    } | _rows(said.annexes)
    if said.what == OTHER:
        typed |= {name: [getattr(said, name)] for name in ("genitive", "accusative", "being")}
    form = IntroductionForm(bound_to(typed), centre=centre)
    return drafts.start_typed(centre, Order.Kind.INTRODUCTION, typed, form.draft_fields(), by=by, form_key=key)


def _rows(annexes: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    rows = [_row(annex) for annex in annexes]
    return {name: [row[name] for row in rows] for name in new_row()}


def _row(annex: dict[str, Any]) -> dict[str, str]:
    if html := annex.get("html"):
        return new_row(annex_title=annex["title"], annex_form=RICH, annex_html=html)
    return new_row(annex_title=annex["title"], annex_body=annex_to_plain(from_json(annex["body"])))
