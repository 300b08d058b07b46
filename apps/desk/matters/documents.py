"""Experts' documents: whose move it is with each, and whether that is this person."""

from django.urls import reverse
from django.utils.text import Truncator

from apps.accounts.models import Gender, Role, User
from apps.consultations.commissions.moves import Move, next_move
from apps.consultations.commissions.standing import SENT, Reader, Standing, standings_of
from apps.consultations.models import OrderDraft
from apps.teams.models import ExpertDocument

from .matter import Elsewhere, Matter, Matters


def collect(user: User, found: Matters) -> None:
    documents = list(_under_way(user))
    if not documents:
        return
    reader, elsewhere = Reader.of(user), []
    for standing in standings_of(documents).values():
        move = next_move(standing, reader)
        if move.is_mine:
            found.mine.append(_mine(standing, move, reader))
        elif move.who and _concerns(standing, reader):
            elsewhere.append((standing.document, move))
    listed = _listed_as_orders([document for document, _ in elsewhere], found)
    found.others += [_elsewhere(document, move) for document, move in elsewhere if document.pk not in listed]


def _listed_as_orders(documents: list[ExpertDocument], found: Matters) -> set[int]:
    """Draft orders opened to teams that stand among what waits for others as orders, which says more of them."""
    opened = [document.pk for document in documents if document.kind == ExpertDocument.Kind.ORDER_DRAFT]
    if not opened:
        return set()
    drafts = OrderDraft.objects.filter(document__in=opened).values_list("document_id", "order_id")
    there = {one.url for one in found.others}
    return {document for document, order in drafts if reverse("orders:order", args=[order]) in there}


def _under_way(user: User):
    documents = ExpertDocument.objects.visible_to(user).filter(withdrawn_at=None)
    return documents.select_related("pilot__centre").prefetch_related("experts").order_by("pilot", "rank", "pk")


def _mine(standing: Standing, move: Move, reader: Reader) -> Matter:
    document = standing.document
    what = f"{_name(document)} – {_lower(move.words)}" if move.words else _name(document)
    return Matter(what.rstrip("."), move.url, move.label, _why(standing, reader), until=move.until)


def _why(standing: Standing, reader: Reader) -> str:
    feminine = reader.user.person.gender == Gender.FEMININE
    if reader.writes(standing.document) and reader.user.has_role(Role.EXPERT):
        return f"Jesteś {'ekspertką' if feminine else 'ekspertem'} tego dokumentu."
    if teams := [one.team for one in standing.asked if one.team_id in reader.functions]:
        return f"Należysz do zespołu: {teams[0]}."
    return "Dokumenty ekspertów prowadzą dyrektor i kadry."


def _concerns(standing: Standing, reader: Reader) -> bool:
    """Somebody who writes it or whose team was asked; the director, once it was sent."""
    is_sent = standing.current is not None and standing.current.status in SENT
    in_team = any(one.team_id in reader.functions for one in standing.asked)
    return reader.writes(standing.document) or in_team or (reader.is_director and is_sent)


def _elsewhere(document: ExpertDocument, move: Move) -> Elsewhere:
    return Elsewhere(_name(document), document.get_absolute_url(), f"czeka na {move.who}")


def _name(document: ExpertDocument) -> str:
    return Truncator(document.title).words(12)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
