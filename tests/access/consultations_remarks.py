"""Remarks of the world of the table: a document in each state that their pages ask for."""

import datetime
from types import SimpleNamespace

from apps.consultations.models import Answer
from apps.core import clock
from tests.factories import consultations as made

PAST = datetime.date(2018, 9, 3)
KEYS = {"member": "mem", "chair": "cha", "expert": "exp"}
OF_REMARKS = {
    "remarks", "remark_new", "remark_edit", "remark_discard", "remark", "remark_withdraw", "remark_split",
    "remarks_submit", "remarks_merge", "remarks_close_team", "remarks_close", "remarks_table", "remarks_table_all",
    "answers", "answers_accept", "answers_hand_over", "answer", "settlements",
}  # fmt: skip


def build(mine):
    scene = _scene(mine)
    told = mine.remarks = SimpleNamespace()
    told.collecting = _sent(scene, "Instrukcja")
    told.draft = made.remark(scene, told.collecting, submitted=False)
    told.own = made.remark(scene, told.collecting)
    told.twins = [made.remark(scene, told.collecting, by="chair") for _ in range(2)]
    told.merged = made.remark(scene, told.collecting)
    merged = {"merged_into": told.own, "merged_by": mine.users["cha"], "merged_at": clock.now()}
    told.collecting.remarks.filter(pk=told.merged.pk).update(**merged)
    told.closable = _sent(scene, "Zasady postępowania", deadline=PAST)
    told.answering = _sent(scene, "Ekspertyza 1")
    told.answered = _sent(scene, "Ekspertyza 2")
    for version in (told.answering, told.answered):
        made.remark(scene, version, nature="wording")
        made.to(version, "answering")
    said = {"disposition": "accepted", "edited_by": mine.users["exp"], "edited_at": clock.now()}
    Answer.objects.create(remark=told.answered.remarks.get(), **said)
    told.settled = _sent(scene, "Ekspertyza 3")
    Answer.objects.create(remark=made.remark(scene, told.settled), **said)
    made.to(told.settled, "answering", "answered")
    told.next = made.version(scene, document=told.settled.document)


def _scene(mine):
    people = {name: mine.people[key] for name, key in KEYS.items()}
    users = {name: mine.users[key] for name, key in KEYS.items()}
    return SimpleNamespace(pilot=mine.pilot, centre=mine.centre, team=mine.team, people=people, **users)


def _sent(scene, title, **more):
    document = made.expert_document(scene, title, "study")
    return made.sent(scene, document=document, teams=[scene.team], **more)


def address(mine, page, state):
    if page not in OF_REMARKS:
        return None
    told = mine.remarks
    version = {
        "remarks_close": told.closable, "answers": told.answering, "answers_accept": told.answering,
        "answer": told.answering, "answers_hand_over": told.answered, "settlements": told.next,
    }.get(page, told.collecting)  # fmt: skip
    whole = {"pk": version.document_id} | ({} if page == "remarks_table_all" else {"n": version.number})
    drafted = {"remark_edit": told.draft, "remark_discard": told.draft, "remark_split": told.merged}
    if page in {"remark", "remark_withdraw", *drafted}:
        return whole | {"remark_pk": drafted.get(page, told.own).pk}
    more = {
        "answer": {"number": 1},
        "remarks_close_team": {"team_pk": mine.team.pk},
        "remarks_table": {"what": "zestawienie", "ending": "xlsx"},
        "remarks_table_all": {"what": "protokol-rozbieznosci", "ending": "xlsx"},
    }
    return whole | more.get(page, {})


def said(mine, page):
    """What the page's own form would send."""
    if page == "remarks_merge":
        return {"w": [one.pk for one in mine.remarks.twins]}
    return {"wszystkie": "1"} if page == "answers_accept" else {}
