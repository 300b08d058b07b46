"""Everything that writes legal reviews. The draft is locked, so that its text stands still while it is judged."""

from typing import Any

from apps.accounts.models import User
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError
from apps.orders import recomposing
from apps.orders import rules as order_rules
from apps.orders.models import LegalRequest, LegalReview, Order
from apps.orders.recomposing import ChangedSinceShown
from apps.orders.text import order_text, text_hash

from . import notifications, reading, rules

WHO_SENDS = "Projekt przekazuje radcy prawnemu dyrektor albo pracownik kadr."
WHO_REVIEWS = "Projekt uzgadnia radca prawny, któremu go przekazano."
OWN = "Nie można uzgodnić projektu, który się samemu pisało. Poproś innego radcę prawnego."
NOBODY = "W ośrodku nie ma radcy prawnego z czynnym kontem. Rolę i konto nadaje administrator ośrodka."
SAY_WHY = "Napisz, co poprawić."
VERBS = {LegalReview.Verdict.AGREED: "order.legally_agreed", LegalReview.Verdict.RETURNED: "order.legally_returned"}


@deed
def send_to_adviser(order: Order, note: str, *, by: User) -> LegalRequest:
    """Ask the centre's legal advisers to judge the draft as it reads today; each gets a letter."""
    order = _locked(order)
    if not rules.can_send(by, order):
        raise DomainError(WHO_SENDS)
    if refusals := recomposing.bring_up_to_date(order) or order_rules.missing(order):
        raise DomainError(f"Najpierw dokończ projekt. {' '.join(refusals)}")
    standing = reading.standing_of(order)
    if standing.is_waiting and standing.request.text_hash == standing.text_hash:
        raise DomainError("Ten projekt czeka już na radcę prawnego.")
    if standing.is_agreed:
        raise DomainError("Radca prawny uzgodnił już dokładnie tę treść.")
    if not (advisers := reading.advisers(order.centre_id)):
        raise DomainError(NOBODY)
    request = LegalRequest.objects.create(
        order=order,
        text_hash=standing.text_hash,
        note=note,
        asked_by=by,
        asked_by_name=by.full_name,
        asked_at=clock.now(),
    )
    notifications.tell_advisers(order, advisers, by)
    audit.record("order.sent_to_adviser", order, by=by, hash=request.text_hash)
    return request


@deed
def review_draft(order: Order, verdict: str, note: str, *, shown_hash: str, by: User) -> LegalReview:
    """Agree to exactly the text that was shown, or return the draft with remarks (a `note` is then needed).

    Raises ChangedSinceShown when the draft, composed anew, differs from what was shown; DomainError for every other
    refusal."""
    order = _locked(order)
    _refuse_unless_reviewer(order, by)
    refusals = recomposing.bring_up_to_date(order) or order_rules.missing(order)
    text = order_text(order)
    if text_hash(text, order.effects) != shown_hash:
        raise ChangedSinceShown(text)
    agrees = verdict == LegalReview.Verdict.AGREED
    if agrees and refusals:
        raise DomainError(f"Projekt nie jest gotowy, więc nie można go uzgodnić. {' '.join(refusals)}")
    if not agrees and not note.strip():
        raise DomainError(SAY_WHY)
    review = LegalReview.objects.create(**_said(order, text, shown_hash, verdict, note, by))
    notifications.tell_who_asked(order, review, order.legal_requests.select_related("asked_by").first().asked_by)
    audit.record(VERBS[LegalReview.Verdict(verdict)], order, by=by, hash=shown_hash)
    return review


def _said(order: Order, text: dict, shown_hash: str, verdict: str, note: str, by: User) -> dict[str, Any]:
    return {
        "order": order,
        "text": text,
        "text_hash": shown_hash,
        "verdict": LegalReview.Verdict(verdict),
        "note": note.strip(),
        "reviewed_by": by,
        "reviewed_by_name": by.full_name,
        "reviewed_at": clock.now(),
    }


def _locked(order: Order) -> Order:
    order = (
        Order.objects.select_for_update(of=("self",), no_key=True).select_related("centre", "pilot").get(pk=order.pk)
    )
    if order.status == Order.Status.ISSUED:
        raise DomainError(f"{order_rules.already_issued(order)} Projektu już nie ma.")
    return order


def _refuse_unless_reviewer(order: Order, by: User) -> None:
    if rules.is_adviser(by, order) and rules.is_author(by, order):
        raise DomainError(OWN)
    if not rules.can_review(by, order):
        raise DomainError(WHO_REVIEWS)
