"""What the database refuses about uzgodnienia: to the application's role, with every trigger of pgtrigger ignored."""

import pytest

from apps.core import clock
from apps.opinions import actions
from apps.opinions.circulation.actions import answer_remark
from tests.guards import attempt, ignoring_everything
from tests.opinions.circulation.test_remarks import MONDAY, D, circulated, remarked

pytestmark = pytest.mark.django_db
ATTACKS = {
    "words": "UPDATE opinions_circulationremark SET body = 'x' WHERE id = {r}",
    "number": "UPDATE opinions_circulationremark SET number = 9 WHERE id = {r}",
    "deleted": "DELETE FROM opinions_circulationremark WHERE id = {r}",
    "deadline": "UPDATE opinions_circulation SET deadline_on = '2030-01-01' WHERE id = {c}",
    "late": """INSERT INTO opinions_circulationremark (circulation_id, number, section_id, quote, nature, body,
        justification, proposed_wording, author_id, written_at, disposition, reason)
        SELECT circulation_id, 7, NULL, '', nature, 'x', '', '', author_id, '2018-09-11 00:00+02', '', ''
        FROM opinions_circulationremark WHERE id = {r}""",
    "reasonless": "UPDATE opinions_circulationremark SET disposition = 'rejected' WHERE id = {r}",
}
SAID = {
    "words": "Raz zapisane nie zmienia się",
    "number": "Raz zapisane nie zmienia się",
    "deleted": "permission denied for table opinions_circulationremark",
    "deadline": "Termin uwag zmienia się tylko przez przedłużenie z podanym powodem.",
    "late": "Uwagi można zgłaszać tylko podczas uzgodnień, do końca ich terminu.",
    "reasonless": "new row for relation",
}


def test_the_database_keeps_what_was_said(as_app_role):
    scene = circulated()
    names = {"r": remarked(scene).pk, "c": scene.circulation.pk}
    before = ignoring_everything()
    said = {name: attempt(as_app_role, sql.format(**names), before=before) for name, sql in ATTACKS.items()}
    assert {name: text[: len(SAID[name])] for name, text in said.items()} == SAID


@pytest.mark.parametrize("again", [False, True], ids=["under vote", "circulated again"])
def test_the_database_keeps_answers_once_the_text_went_to_the_vote(as_app_role, again):
    scene = circulated()
    remark = remarked(scene)
    with clock.pretend(MONDAY):
        answer_remark(remark, D.ACCEPTED, "", by=scene.chair)
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
        if again:
            actions.withdraw_vote(scene.opinion, by=scene.chair)
    sql = f"UPDATE opinions_circulationremark SET reason = 'x' WHERE id = {remark.pk}"

    assert attempt(as_app_role, sql, before=ignoring_everything()).startswith("Uwagi i odpowiedzi zostają takie")
