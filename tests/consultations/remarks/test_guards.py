"""What the database refuses about remarks: to the application's role, with every trigger of pgtrigger ignored."""

import pytest

from apps.consultations.models import Answer, Settlement
from apps.core import clock
from tests.factories import consultations as made
from tests.guards import attempt, ignoring_everything

pytestmark = pytest.mark.django_db
BORN = """INSERT INTO consultations_remark (document_id, of_version_id, team_id, author_id, author_name, number,
    unit_key, unit_label, place, quote, nature, body, proposed_wording, justification, version, edited_by_id, edited_at,
    submitted_at)
    SELECT {document}, of_version_id, {team}, author_id, author_name, {number}, '', '', '', '', nature, 'x', '', '', 1,
    edited_by_id, now(), {at} FROM consultations_remark WHERE id = {r}"""


def born(document="document_id", team="team_id", number="NULL", at="NULL"):
    return BORN.replace("{document}", document).replace("{team}", team).replace("{number}", number).replace("{at}", at)


# while remarks are collected: {r} submitted, {d} a draft, {o} of the other team
COLLECTING = {
    "words": ("UPDATE consultations_remark SET body = 'x' WHERE id = {r}", "Złożona uwaga zostaje taka"),
    "quote": ("UPDATE consultations_remark SET quote = 'x' WHERE id = {r}", "Złożona uwaga zostaje taka"),
    "number": ("UPDATE consultations_remark SET number = 9 WHERE id = {r}", "Złożona uwaga zostaje taka"),
    "unsubmitted": (
        "UPDATE consultations_remark SET number = NULL, submitted_at = NULL WHERE id = {r}",
        "Złożona uwaga zostaje taka",
    ),
    "author": ("UPDATE consultations_remark SET author_name = 'x' WHERE id = {d}", "Raz zapisane nie zmienia się"),
    "deleted": ("DELETE FROM consultations_remark WHERE id = {r}", "Złożonej uwagi nie usuwa się"),
    "gap": (
        "UPDATE consultations_remark SET number = 9, submitted_at = now() WHERE id = {d}",
        "Uwagi do dokumentu numeruje się kolejno",
    ),
    "another document": (born(document="{other_document}"), "Uwagę zgłasza zespół, którego poproszono"),
    "a team not asked": (born(team="{stranger}"), "Uwagę zgłasza zespół, którego poproszono"),
    "after the deadline": (born(number="3", at="'2100-01-02 00:00+01'"), "Uwagi składa się, dopóki trwa opiniowanie"),
    "merged with another team": (
        "UPDATE consultations_remark SET merged_into_id = {o}, merged_by_id = edited_by_id, merged_at = now() "
        "WHERE id = {r}",
        "Uwagę łączy się ze złożoną uwagą tego samego zespołu",
    ),
    "a draft withdrawn": (
        "UPDATE consultations_remark SET withdrawn_at = now() WHERE id = {d}",
        "Łączy się i wycofuje",
    ),
    "an answer to a draft": (
        "INSERT INTO consultations_answer (remark_id, disposition, reason, version, edited_by_id, edited_at) "
        "SELECT id, 'accepted', '', 1, edited_by_id, now() FROM consultations_remark WHERE id = {d}",
        "Odpowiedzi na uwagi zostają takie",
    ),
    "reasonless": (
        "INSERT INTO consultations_answer (remark_id, disposition, reason, version, edited_by_id, edited_at) "
        "SELECT id, 'partly', '', 1, edited_by_id, now() FROM consultations_remark WHERE id = {r}",
        "new row for relation",
    ),
    "settled in its own version": (
        "INSERT INTO consultations_settlement (remark_id, in_version_id, unit_key, unit_label, settled_by_id, "
        "settled_at) SELECT id, of_version_id, '', '', edited_by_id, now() FROM consultations_remark WHERE id = {r}",
        "Uwagę załatwia się w późniejszej wersji",
    ),
}


@pytest.mark.parametrize(("attack", "said"), COLLECTING.values(), ids=COLLECTING)
def test_the_database_keeps_what_was_submitted(as_app_role, attack, said):
    mine = made.scene()
    version = made.sent(mine, teams=[mine.team, mine.other_team])
    names = {"r": made.remark(mine, version).pk, "o": made.remark(mine, version, by="other_member").pk}
    names |= {"d": made.remark(mine, version, submitted=False).pk}
    names |= {"other_document": made.expert_document(mine, "Inny").pk, "stranger": made.scene("obcy").team.pk}

    refused = attempt(as_app_role, attack.format(**names), before=ignoring_everything())

    assert refused.startswith(said)


HANDED = {
    "answer": ("UPDATE consultations_answer SET reason = 'x' WHERE remark_id = {r}", "Odpowiedzi na uwagi zostają"),
    "new answer": (
        "INSERT INTO consultations_answer (remark_id, disposition, reason, version, edited_by_id, edited_at) "
        "SELECT {m}, disposition, reason, version, edited_by_id, edited_at FROM consultations_answer "
        "WHERE remark_id = {r}",
        "Odpowiedzi na uwagi zostają",
    ),
    "withdrawn": ("UPDATE consultations_remark SET withdrawn_at = now() WHERE id = {r}", "Uwagi rozpatrzonej nie"),
    "split": (
        "UPDATE consultations_remark SET merged_into_id = NULL, merged_by_id = NULL, merged_at = NULL WHERE id = {m}",
        "Uwagi rozpatrzonej nie",
    ),
    "late": (born(number="3", at="now()"), "Uwagi składa się, dopóki trwa opiniowanie"),
    "settled backwards": (
        "UPDATE consultations_settlement SET in_version_id = {v} WHERE remark_id = {r}",
        "Uwagę załatwia się w późniejszej wersji",
    ),
}


@pytest.mark.parametrize(("attack", "said"), HANDED.values(), ids=HANDED)
def test_the_database_keeps_what_was_handed_over(as_app_role, attack, said):
    mine = made.scene()
    version = made.sent(mine)
    remark, merged = made.remark(mine, version), made.remark(mine, version)
    merged.merged_into, merged.merged_by, merged.merged_at = remark, mine.chair, clock.now()
    merged.save()
    made.to(version, "answering")
    Answer.objects.create(remark=remark, disposition="accepted", edited_by=mine.expert, edited_at=clock.now())
    made.to(version, "answered")
    following = made.version(mine)
    said_by = {"settled_by": mine.expert, "settled_at": clock.now()}
    Settlement.objects.create(remark=remark, in_version=following, **said_by)
    names = {"r": remark.pk, "m": merged.pk, "v": version.pk}

    assert attempt(as_app_role, attack.format(**names), before=ignoring_everything()).startswith(said)
