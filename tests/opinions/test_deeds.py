"""What the actions do: votes, adoption, dissent, confirmation, and what they refuse."""

import datetime
import hashlib
import json
import threading

import pytest
from django.db import DatabaseError, connection, transaction

from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from apps.opinions import actions
from apps.opinions.content import content_hash, content_of
from apps.opinions.models import Opinion, Section
from apps.texts.models import TextRevision
from tests import factories
from tests.factories.opinions import BEGUN, VOTED, opinion_scene, vote, write_everything
from tests.factories.orders import RULES
from tests.guards import ignoring_everything

pytestmark = pytest.mark.django_db
S = Opinion.Status
DEADLINE = datetime.date(2018, 9, 6)  # three working days after Monday 3 September
AFTER = DEADLINE + datetime.timedelta(days=1)


def status_of(scene):
    return Opinion.objects.get(pk=scene.opinion.pk).status


def test_the_whole_way_leaves_one_event_a_deed():
    scene = opinion_scene(S.HANDED_OVER)

    verbs = AuditEvent.objects.filter(centre_id=scene.centre.pk).order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == [
        "opinion.begin",
        "opinion.say_variant",
        "opinion.circulate",
        "opinion.put_to_vote",
        *["ballot.vote"] * 3,
        "opinion.close_vote",
        "opinion.confirm",
        "opinion.hand_over",
    ]


def test_only_a_member_of_a_team_whose_order_names_the_product_begins():
    scene = opinion_scene()
    other = factories.product(scene.pilot.catalogue_version, "5")
    with clock.pretend(BEGUN):
        with pytest.raises(DomainError, match="któremu zarządzenie powierza"):
            actions.begin_opinion(scene.pilot, other, scene.team, by=scene.member)
        with pytest.raises(DomainError, match="już się zaczęła"):
            actions.begin_opinion(scene.pilot, scene.product, scene.team, by=scene.member)
        with pytest.raises(DomainError, match="któremu zarządzenie powierza"):
            actions.begin_opinion(scene.pilot, scene.product, scene.team, by=scene.director)


def test_the_electorate_stays_when_an_order_changes_the_team():
    scene = opinion_scene(S.VOTING)
    ewa = factories.person(scene.centre, "Ewa Nowa")
    factories.issued_order(
        scene.centre,
        on=VOTED + datetime.timedelta(days=1),
        by=scene.director,
        effects={
            "kind": "change_team",
            "team": {"id": scene.team.pk},
            "composition": [
                {"op": "dismiss", "person": scene.people["member"].pk, "name": "Piotr", "provision": "§ 1 pkt 1"},
                {"op": "appoint", "person": ewa.pk, "name": "Ewa", "function": "member", "provision": "§ 1 pkt 2"},
            ],
        },
    )
    with clock.pretend(VOTED + datetime.timedelta(days=2)):
        vote(scene, "for", scene.chair, scene.member)
        with pytest.raises(DomainError, match="z dnia otwarcia"):
            vote(scene, "for", factories.user_of(ewa))
        opinion = actions.close_vote(scene.opinion, by=scene.chair)

    result = opinion.adoption.voted.ballot.result
    assert (result.entitled, result.votes_for) == (3, 2)


@pytest.mark.parametrize(
    ("votes", "rules", "outcome", "status"),
    [
        ({"chair": "for"}, {}, "no_quorum", S.CIRCULATED),
        ({"chair": "for", "member": "against"}, {}, "adopted", S.ADOPTED),  # the chair's vote decides a tie
        ({"chair": "for", "member": "against"}, {"casting_vote": False}, "rejected", S.CIRCULATED),
        ({"chair": "for", "member": "abstain", "secretary": "abstain"}, {}, "adopted", S.ADOPTED),
        (
            {"chair": "for", "member": "abstain", "secretary": "abstain"},
            {"majority": "absolute"},
            "rejected",
            S.CIRCULATED,
        ),
        ({"chair": "against", "member": "for", "secretary": "for"}, {}, "adopted", S.ADOPTED),
    ],
)
def test_quorum_and_majority_come_from_the_order(votes, rules, outcome, status):
    scene = opinion_scene(S.VOTING, rules=RULES | rules)
    with clock.pretend(VOTED):
        for role, choice in votes.items():
            vote(scene, choice, getattr(scene, role))
        opinion = actions.close_vote(scene.opinion, by=scene.chair)

    assert (opinion.status, opinion.voted.get().ballot.result.outcome) == (status, outcome)
    assert bool(opinion.adoption_id) == (status == S.ADOPTED)


def test_a_vote_that_was_stopped_gives_the_text_back():
    scene = opinion_scene(S.VOTING)
    with clock.pretend(VOTED):
        vote(scene, "for", scene.chair, scene.secretary, scene.member)
        actions.withdraw_vote(scene.opinion, by=scene.chair, note="Błąd w części pierwszej.")
        actions.add_finding(scene.opinion, "advantage", "Po przerwaniu znów można pisać.", by=scene.member)
        actions.put_to_vote(scene.opinion, "circular", by=scene.chair)

    first, second = scene.opinion.voted.order_by("pk")
    assert first.ballot.result.outcome == "withdrawn"
    assert first.content_hash != second.content_hash


def test_the_circular_mode_needs_a_provision():
    scene = opinion_scene(S.CIRCULATED, rules=RULES | {"circular": False})
    with clock.pretend(VOTED), pytest.raises(DomainError, match="nie przewiduje trybu obiegowego"):
        actions.put_to_vote(scene.opinion, "circular", by=scene.chair)


def test_the_vote_is_bound_to_the_hash_of_what_was_written():
    scene = opinion_scene(S.ADOPTED)
    voted = scene.opinion.adoption.voted
    names = ["sections", "advantages", "disadvantages", "recommendations", "responsibility_variant"]
    said = {key: voted.content[key] for key in names}
    canonical = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    assert voted.content == content_of(scene.opinion)
    assert voted.content_hash == voted.ballot.content_hash == hashlib.sha256(canonical.encode()).hexdigest()


def test_names_of_project_and_team_are_not_in_the_hash():
    content = content_of(opinion_scene(S.CIRCULATED).opinion)
    renamed = content | {"pilot": content["pilot"] | {"project_name": "Poprawiona nazwa"}}

    assert content_hash(renamed) == content_hash(content)
    assert content_hash(content | {"advantages": ["inny"]}) != content_hash(content)


def test_a_text_changed_since_the_chair_saw_it_is_not_put_to_the_vote():
    scene = opinion_scene(S.CIRCULATED)
    seen = content_hash(content_of(scene.opinion))
    with clock.pretend(VOTED):
        actions.add_finding(scene.opinion, "advantage", "Dopisane później.", by=scene.member)
        with pytest.raises(StaleVersion):
            actions.put_to_vote(scene.opinion, "meeting", by=scene.chair, seen=seen)

    assert (status_of(scene), scene.opinion.voted.count()) == (S.CIRCULATED, 0)


def test_a_lost_race_keeps_both_texts():
    scene = opinion_scene()
    section = scene.opinion.sections.get()
    with clock.pretend(BEGUN):
        actions.save_section(section, "<p>Anny</p>", 1, by=scene.chair)
        with pytest.raises(StaleVersion) as lost:
            actions.save_section(Section.objects.get(pk=section.pk), "<p>Piotra</p>", 1, by=scene.member)

    assert (lost.value.mine, lost.value.theirs, lost.value.version) == ("<p>Piotra</p>", "<p>Anny</p>", 2)
    kept = TextRevision.objects.filter(object_id=section.pk, object_type="opinions.section").order_by("pk")
    assert [(one.body, one.version) for one in kept] == [("<p>Anny</p>", 2), ("<p>Piotra</p>", None)]


def test_a_late_save_is_refused_and_its_text_kept():
    scene = opinion_scene(S.VOTING)
    section = scene.opinion.sections.get()
    with clock.pretend(VOTED), pytest.raises(DomainError, match="nie można już zmienić"):
        actions.save_section(section, "<p>Za późno</p>", section.version, by=scene.member)

    assert TextRevision.objects.filter(object_id=section.pk, version=None).get().body == "<p>Za późno</p>"


@pytest.mark.parametrize("status", [S.VOTING, S.ADOPTED, S.CONFIRMED, S.HANDED_OVER])
@pytest.mark.parametrize("table", ["section", "finding", "recommendation"])
def test_the_database_refuses_any_change_of_what_is_voted_on(status, table):
    scene = opinion_scene(status)
    rows = f"opinions_{table}"
    mine = f"WHERE opinion_id = {scene.opinion.pk}"
    for sql in [f"UPDATE {rows} SET version = 9 {mine}", f"DELETE FROM {rows} {mine}"]:
        with pytest.raises(DatabaseError, match="nie można już zmienić"), transaction.atomic():
            run(ignoring_everything(), sql)
    row = getattr(scene.opinion, f"{table}s").first()
    with pytest.raises(DatabaseError, match="nie można już zmienić"), transaction.atomic():
        type(row).objects.bulk_create([_copy(row)])


def run(*commands):
    with connection.cursor() as cursor:
        for command in commands:
            cursor.execute(command)


def _copy(row):
    row.pk = None
    row._state.adding = True
    return row


@pytest.mark.django_db(transaction=True)
def test_a_save_that_races_with_the_opening_of_a_vote_waits_and_is_refused(as_app_role):
    scene = opinion_scene(S.CIRCULATED)
    refused = []

    def late_save():
        try:
            as_app_role.execute("UPDATE opinions_section SET body = 'late' WHERE opinion_id = %s", [scene.opinion.pk])
        except Exception as error:
            refused.append(str(error))

    saving = threading.Thread(target=late_save)
    with clock.pretend(VOTED), transaction.atomic():
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
        saving.start()
        saving.join(1)
        assert (saving.is_alive(), refused) == (True, [])
    saving.join(20)

    assert "nie można już zmienić" in refused[0]
    assert "late" not in scene.opinion.sections.get().body


def test_who_did_not_vote_for_may_dissent_until_the_end_of_the_last_day():
    scene = opinion_scene(S.ADOPTED, dissenter=True)
    assert scene.opinion.adoption.dissent_until == DEADLINE
    with clock.pretend(DEADLINE):
        with pytest.raises(DomainError, match="nie głosował"):
            actions.file_dissent(scene.opinion, "Jednak nie.", by=scene.chair)
        with pytest.raises(DomainError, match="nie głosował"):
            actions.file_dissent(scene.opinion, "Nie.", by=scene.director)
        actions.file_dissent(scene.opinion, " Nie zgadzam się. ", by=scene.member)
        with pytest.raises(DomainError, match="nie głosował"):
            actions.file_dissent(scene.opinion, "Drugi raz.", by=scene.member)

    filed = scene.opinion.adoption.dissents.get()
    assert (filed.person_name, filed.body) == ("Piotr Szablonowy", "Nie zgadzam się.")


def test_after_the_deadline_nobody_dissents():
    scene = opinion_scene(S.ADOPTED, dissenter=True)
    with clock.pretend(AFTER), pytest.raises(DomainError, match="w terminie"):
        actions.file_dissent(scene.opinion, "Za późno.", by=scene.member)


def test_confirming_waits_for_the_deadline_while_somebody_may_dissent():
    scene = opinion_scene(S.ADOPTED, dissenter=True)
    with clock.pretend(DEADLINE), pytest.raises(DomainError, match="6 września 2018"):
        actions.confirm(scene.opinion, by=scene.chair)
    with clock.pretend(AFTER):
        assert actions.confirm(scene.opinion, by=scene.chair).status == S.CONFIRMED


def test_confirming_need_not_wait_when_nobody_is_left_to_dissent():
    scene = opinion_scene(S.ADOPTED, dissenter=True)
    with clock.pretend(VOTED):
        actions.file_dissent(scene.opinion, "Nie.", by=scene.member)
        assert actions.confirm(scene.opinion, by=scene.chair).status == S.CONFIRMED


def test_confirming_freezes_the_bytes():
    scene = opinion_scene(S.CONFIRMED)
    document = scene.opinion.confirmation.document
    content = bytes(document.blob.content)

    assert (document.kind, document.dated_on, document.centre) == ("opinion", VOTED, scene.centre)
    assert hashlib.sha256(content).hexdigest() == document.blob_id


def test_lists_are_reordered_and_numbered_anew():
    scene = opinion_scene()
    with clock.pretend(BEGUN):
        write_everything(scene)
        second = actions.add_recommendation(scene.opinion, "law", {"body": "Drugi przepis."}, by=scene.member)
        actions.add_recommendation(scene.opinion, "other", {"body": "Inna.", "article": "art. 1"}, by=scene.member)
        actions.move_recommendation(second, up=True, by=scene.member)

    said = content_of(scene.opinion)["recommendations"]
    assert [(one["number"], one["body"], one["article"]) for one in said] == [
        ("R1", "Drugi przepis.", ""),
        ("R2", "Doprecyzować przepis.", "art. 107 ust. 4"),
        ("R3", "Inna.", ""),
    ]


def test_a_row_changed_by_somebody_else_is_not_removed_unread():
    scene = opinion_scene()
    with clock.pretend(BEGUN):
        finding = actions.add_finding(scene.opinion, "advantage", "Krócej.", by=scene.member)
        actions.change_finding(finding, "Krócej o 7 dni.", 1, by=scene.chair)
        with pytest.raises(DomainError, match="Przeczytaj go przed usunięciem"):
            actions.remove_finding(finding, 1, by=scene.member)
        actions.remove_finding(finding, 2, by=scene.member)

    assert scene.opinion.findings.count() == 0
    assert TextRevision.objects.filter(object_type="opinions.finding", version=None).get().body == "Krócej o 7 dni."
