"""Topics of the world of the table: one that nobody has begun, and one with the concept of its team in each hand."""

from types import SimpleNamespace

from apps.consultations.models import Topic, TopicTeam
from apps.consultations.topics import actions
from apps.consultations.topics.wordings import wordings
from apps.core import clock
from tests.factories import consultations as made
from tests.factories import topics as making

PAGES = {
    "topic_new", "topic", "topic_edit", "topic_withdraw", "information_new", "information", "attachment",
    "concept", "concept_begin", "concept_write", "concept_here", "concept_unsaved", "concept_unsaved_aside",
    "concept_history", "concept_restore", "concept_enclose", "concept_take_out", "concept_hand_over",
    "concept_return", "concept_take",
}  # fmt: skip
AT_THE_EXPERT = {"concept_return", "concept_take"}


def build(mine):
    scene = SimpleNamespace(pilot=mine.pilot, people={"expert": mine.people["exp"]})
    told = mine.topics = SimpleNamespace(document=made.expert_document(scene, "Regulamin Organizacyjny", "regulations"))
    told.fresh, working, handed = (_topic(mine, told.document, number) for number in (1, 2, 3))
    member = mine.users["mem"]
    told.working = actions.begin_concept(working, mine.team, by=member)
    for version, who in enumerate(("cha", "mem"), start=1):
        actions.save_concept(told.working, f"<p>Szkic {version}.</p>", version, by=mine.users[who])
    [told.file] = actions.enclose(told.working, [making.upload()], by=member)
    told.handed = actions.begin_concept(handed, mine.team, by=member)
    actions.save_concept(told.handed, "<p>Gotowe.</p>", 1, by=member)
    [told.handed_file] = actions.enclose(told.handed, [making.upload()], by=member)
    told.handed = actions.hand_over(told.handed, 2, by=member)
    told.information = actions.give_information(told.document, "Jak jest dziś", "<p>Tak.</p>", [], by=member)


def _topic(mine, document, number):
    now, expert = clock.now(), mine.users["exp"]
    said = {"asked_by": expert, "asked_by_name": expert.full_name, "edited_by": expert, "edited_at": now}
    topic = Topic.objects.create(document=document, number=number, title="Zagadnienie", asked_at=now, **said)
    TopicTeam.objects.create(topic=topic, team=mine.team)
    return topic


def address(mine, page, state):
    if page not in PAGES:
        return None
    told = mine.topics
    document = {"pk": told.document.pk}
    if page in {"topic_new", "information_new"}:
        return document
    if page == "information":
        return document | {"information_pk": told.information.pk}
    if page == "attachment":
        return document | {"file_pk": (told.file if state == "working" else told.handed_file).pk}
    if page in {"topic", "topic_edit", "topic_withdraw"}:
        return document | {"number": told.fresh.number}
    if page == "concept_begin":
        return document | {"number": told.fresh.number, "team_pk": mine.team.pk}
    concept = told.handed if page in AT_THE_EXPERT else told.working
    more = {"file_pk": told.file.pk} if page == "concept_take_out" else {}
    return document | {"number": concept.topic.number, "team_pk": mine.team.pk} | more


def said(mine, page):
    """What the page's own form would send."""
    if page != "concept_restore":
        return {}
    concept = mine.topics.working
    kept = next(one for one in wordings(concept, drafts_too=True) if one.can_come_back)
    return {"wording": kept.key, "version": concept.version}
