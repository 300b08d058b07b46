"""Everything that writes publications: a public version is rendered anew, read back, frozen and announced, or not."""

from django.utils import timezone

from apps.accounts.models import User
from apps.core import audit
from apps.core.deeds import deed
from apps.core.errors import DomainError
from apps.core.polish import day_in_words
from apps.documents import rendering
from apps.documents.actions import freeze
from apps.documents.models import FrozenDocument
from apps.orders.models import IssuedOrder, Order

from . import rules
from .checking import left_in_pdf
from .leaving_out import strings
from .models import Publication, Withdrawal
from .offer import Offer, Said, offer


class ChangedSinceShown(DomainError):
    """What would be published is no longer what the publisher looked at."""


@deed
def publish_order(issued: IssuedOrder, said: Said, *, by: User, shown_hash: str) -> Publication:
    """Publish exactly what was shown: text and PDF without what is left out, with the real time of publication
    (art. 8 ust. 6 pkt 4 and 5). Raises ChangedSinceShown, or DomainError with the place where a name was left."""
    _lock(issued)
    _refuse_unless(rules.can_publish(by, issued), "Zarządzenia publikuje dyrektor albo pracownik kadr.")
    if refusal := rules.refusal(issued):
        raise DomainError(refusal)
    earlier = Publication.objects.filter(issued_order=issued).exists()
    _refuse_unless(said.note or not earlier, "Napisz, co się zmieniło od poprzedniej wersji.")
    found = offer(issued, said, by)
    if found.hash != shown_hash:
        raise ChangedSinceShown(
            "To, co ma być opublikowane, zmieniło się, odkąd je pokazano. Przeczytaj je jeszcze raz."
        )
    publication = _frozen(issued, found, by)
    publication.save(force_insert=True)
    verb = "order.published_again" if earlier else "order.published"
    audit.record(verb, issued.order, by=by, document=publication.document.code, without=said.without_members)
    return publication


@deed
def withdraw(publication: Publication, reason: str, legal_basis: str, *, by: User) -> Withdrawal:
    """Take the order's page back; its entry stays, with the reason. The file is not handed out any more."""
    issued = publication.issued_order
    _lock(issued)
    _refuse_unless(rules.can_publish(by, issued), "Publikację wycofuje dyrektor albo pracownik kadr.")
    current = Publication.objects.filter(issued_order=issued).select_related("withdrawal").first()
    if refusal := rules.withdrawing_refusal(current):
        raise DomainError(refusal)
    _refuse_unless(bool(reason.strip()), "Podaj powód wycofania.")
    withdrawal = Withdrawal(publication=current, reason=reason.strip(), legal_basis=legal_basis.strip())
    withdrawal.withdrawn_by, withdrawal.withdrawn_by_name = by, by.full_name
    withdrawal.withdrawn_at = timezone.now()
    withdrawal.save(force_insert=True)
    audit.record("order.withdrawn", issued.order, by=by, document=current.document.code)
    return withdrawal


def _lock(issued: IssuedOrder) -> None:
    """Two versions of one order are published one after the other."""
    Order.objects.select_for_update(no_key=True).get(pk=issued.order_id)


def _refuse_unless(holds: bool, refusal: str) -> None:
    if not holds:
        raise DomainError(refusal)


def _frozen(issued: IssuedOrder, found: Offer, by: User) -> Publication:
    """The row with its file, not yet written."""
    code, said = rendering.new_code(), found.said
    pdf = rendering.render_pdf(rendering.render_html("pdf/public_order.html", found.pdf_context(code)))
    _refuse_names(pdf, found)
    document = freeze(
        pdf,
        centre=issued.centre,
        kind=FrozenDocument.Kind.PUBLIC,
        title=found.title[:500],
        number=issued.number_text,
        dated_on=issued.signed_on,
        code=code,
        by=by,
    )
    return Publication(
        centre=issued.centre,
        issued_order=issued,
        document=document,
        without_members=said.without_members,
        produced_by=said.produced_by,
        produced_on=said.produced_on,
        entered_by=by.full_name,
        published_by=by,
        published_at=timezone.now(),
        note=said.note,
        exclusion=found.exclusion,
        text=found.text,
    )


def _refuse_names(pdf: bytes, found: Offer) -> None:
    """The finished file, the public text and the note are read back: what was to be left out must not be there."""
    said = strings([found.text, found.said.note])
    left = [f"treść: {words}" for line in said for words in found.leaving_out.left_in(line)]
    document = found.pdf_context()["document"]
    around = [document["financing_line"], document["centre_name"], found.exclusion]
    left = left or left_in_pdf(pdf, found.leaving_out, day_in_words(found.order.signed_on), around)
    if left:
        raise DomainError(
            "Nie opublikowano. W wersji publicznej zostało coś, co miało być pominięte, albo nie udało się tego "
            f"sprawdzić: {'; '.join(left[:5])}. Wpisz te słowa w polu „Pomiń także”."
        )
