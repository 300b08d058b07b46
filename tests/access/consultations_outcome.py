"""What comes of a version: one that may be accepted, accepted ones of both authorities, drafts of orders."""

from types import SimpleNamespace

from apps.consultations.outcome.actions import open_order_draft
from apps.orders.actions import save_draft_text, start_draft
from apps.orders.text import paragraf, to_json
from tests.factories import consultations as made

PAGES = {"version_accept", "version_introduce", "forward_new", "act_new", "order_open", "order_refresh"}


def build(mine):
    users = {"expert": mine.users["exp"], "director": mine.users["dir"]}
    people = {"expert": mine.people["exp"]}
    scene = SimpleNamespace(pilot=mine.pilot, centre=mine.centre, team=mine.team, people=people, **users)
    told = mine.outcome = SimpleNamespace()
    told.answered = _version(scene, "Zasady dyżurów", "director", "answering", "answered")
    told.accepted = _version(scene, "Zasady obiegu", "director", "answering", "answered", "accepted")
    told.for_mayor = _version(scene, "Regulamin Organizacyjny", "mayor", "answering", "answered", "accepted")
    told.draft = _draft(mine, "Pierwsze brzmienie.")
    told.opened = _draft(mine, "Pierwsze brzmienie.")
    told.document = open_order_draft(told.opened, mine.pilot, by=mine.users["dir"])
    _says(mine, told.opened, "Drugie brzmienie.")


def _version(scene, title, authority, *statuses):
    document = made.expert_document(scene, title, "procedure_rules", authority)
    return made.to(made.sent(scene, "§ 1. Raz.", document=document, teams=[scene.team]), *statuses)


def _draft(mine, words):
    return _says(mine, start_draft(mine.centre, "free", by=mine.users["dir"]), words)


def _says(mine, order, words):
    said = {"subject": "dyżurów", "body": to_json((paragraf(words),))}
    return save_draft_text(order, said, order.version, by=mine.users["dir"])


def address(mine, page, state):
    if page not in PAGES:
        return None
    told = mine.outcome
    if page == "order_open":
        return {"pk": told.draft.pk}
    if page == "order_refresh":
        return {"pk": told.document.pk}
    version = {"version_accept": told.answered, "version_introduce": told.accepted}.get(page, told.for_mayor)
    return {"pk": version.document_id, "n": version.number}
