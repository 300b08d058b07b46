"""Opinions of the world of the table: one in each state, each on a document of its own."""

from types import SimpleNamespace

from apps.consultations.judging import actions
from apps.consultations.judging.wordings import wordings
from tests.factories import consultations as made
from tests.factories.judged import DEADLINE, S, judged, vote

KEYS = {"member": "mem", "chair": "cha", "expert": "exp"}
STATE_OF = {
    "opinion_put_to_vote": "working", "opinion_edit": "working", "opinion_unsaved": "working",
    "opinion_unsaved_aside": "working", "opinion_vote": "voting", "opinion_close_vote": "voting",
    "opinion_withdraw_vote": "voting", "opinion_dissent": "dissent", "opinion_dissent_draft": "dissent",
    "opinion_confirm": "adopted", "opinion": "confirmed", "opinion_pdf": "confirmed",
    "opinion_history": "working", "opinion_restore": "working",
}  # fmt: skip


def build(mine):
    people = {name: mine.people[key] for name, key in KEYS.items()}
    users = {name: mine.users[key] for name, key in KEYS.items()}
    scene = SimpleNamespace(pilot=mine.pilot, centre=mine.centre, team=mine.team, people=people, **users)
    mine.judged = {status.value: _opinion(scene, status) for status in S}
    written = mine.judged["working"]
    for who in ("mem", "cha"):
        actions.save_opinion(written, "positive", f"<p>{who}</p>", written.version, by=mine.users[who])
    judged(scene, S.VOTING, version=_sent(scene, "Ekspertyza z terminem"))
    vote(scene, "for", scene.chair)
    vote(scene, "against", scene.member)
    mine.judged["dissent"] = actions.close_vote(scene.opinion, by=scene.chair)
    mine.to_judge = _sent(scene, "Ekspertyza bez opinii")


def _opinion(scene, status):
    return judged(scene, status, version=_sent(scene, f"Ekspertyza {status}")).opinion


def _sent(scene, title):
    document = made.expert_document(scene, title, "study")
    return made.sent(scene, document=document, teams=[scene.team], deadline=DEADLINE)


def address(mine, page, state):
    if page == "opinion_begin":
        return {"pk": mine.to_judge.document_id, "n": mine.to_judge.number, "team_pk": mine.team.pk}
    return {"pk": mine.judged[state or STATE_OF[page]].pk} if page in STATE_OF else None


def said(mine, page):
    """What the page's own form would send."""
    if page == "opinion_restore":
        opinion = mine.judged["working"]
        kept = next(one for one in wordings(opinion, lost_too=True) if one.can_come_back)
        return {"wording": kept.key, "version": opinion.version}
    ballot = mine.judged["voting"].voted.get().ballot_id
    return {"choice": "for", "ballot": ballot, "oddaj": "1", "reason": ""} if page == "opinion_vote" else {}
