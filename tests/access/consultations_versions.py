"""Versions of the world of the table: a file and a text in work, one that was sent, and two to be compared."""

import datetime
from types import SimpleNamespace

from apps.consultations.versions import actions
from apps.core import clock
from apps.texts.wordings import of_sittings
from tests import factories
from tests.factories import consultations as made
from tests.factories.files import letter, paragraphs

KEYS = {"member": "mem", "chair": "cha", "expert": "exp"}
FILE = letter(paragraphs("§ 1. Ośrodek działa."))
STATES = {
    "version": "sent", "version@draft": "text", "version_file": "file", "version_compare": "sent",
    "version_replace": "file", "version_text": "text", "version_unsaved": "text", "version_unsaved_aside": "text",
    "version_here": "text", "version_send": "file", "version_discard": "text", "version_withdraw": "sent",
    "deadline_extend": "sent", "version_history": "text", "version_history@sent": "sent", "version_restore": "text",
}  # fmt: skip


def build(mine):
    people = {name: mine.people[key] for name, key in KEYS.items()}
    users = {name: mine.users[key] for name, key in KEYS.items()}
    scene = SimpleNamespace(pilot=mine.pilot, centre=mine.centre, team=mine.team, people=people, **users)
    told = mine.versions = SimpleNamespace(new=made.expert_document(scene, "Zasady nowe", "study"))
    told.text = made.version(scene, document=made.expert_document(scene, "Zasady pisane", "study"))
    for day in (3, 4):
        with clock.pretend(datetime.date(2018, 9, day)):
            actions.save_body(told.text, f"<p>Dzień {day}.</p>", told.text.version, by=mine.users["exp"])
    filed = made.expert_document(scene, "Zasady z pliku", "study")
    told.file, _ = actions.upload_version(filed, "zasady.docx", FILE, by=mine.users["exp"])
    twice = made.expert_document(scene, "Zasady poprawiane", "study")
    made.to(made.sent(scene, document=twice, teams=[mine.team]), "answering", "answered")
    told.sent = made.sent(scene, document=twice, teams=[mine.team])
    members = [(mine.people["cha"], "chair"), (mine.people["mem"], "member")]
    factories.team(mine.centre, members, pilot=mine.pilot, documents=[filed.pk], about="zasad")


def address(mine, page, state):
    if page == "version_new":
        return {"pk": mine.versions.new.pk}
    if page not in STATES:
        return None
    version = getattr(mine.versions, STATES[f"{page}@{state}" if state else page])
    return {"pk": version.document_id} | ({} if page == "version_compare" else {"n": version.number})


def said(mine, page):
    """What the page's own form would send."""
    if page != "version_restore":
        return {}
    kept = next(one for one in of_sittings(mine.versions.text, "body") if one.can_come_back)
    return {"wording": kept.key, "version": mine.versions.text.version}
