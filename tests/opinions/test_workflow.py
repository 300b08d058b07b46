"""Every status × every role × every step, and what the steps ask for."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from apps.accounts.models import Person, User
from apps.core import clock
from apps.core.errors import DomainError
from apps.opinions import actions, reading, rules
from apps.opinions.models import Opinion
from apps.opinions.workflow import OPINION
from tests import factories
from tests.factories.opinions import BEGUN, VOTED, opinion_scene, vote, write_everything

pytestmark = pytest.mark.django_db
S = Opinion.Status
WRITERS = {"circulate": {"chair", "secretary", "member"}, "take_back": {"chair", "secretary", "member"}}
CHAIR = {"chair"}
MATRIX = {
    S.WORKING: {"circulate": WRITERS["circulate"]},
    S.CIRCULATED: {"take_back": WRITERS["take_back"], "put_to_vote": CHAIR},
    S.VOTING: {"adopt": CHAIR, "reject": CHAIR, "withdraw_vote": CHAIR},
    S.ADOPTED: {"confirm": CHAIR},
    S.CONFIRMED: {"hand_over": {"director"}},
    S.HANDED_OVER: {"accept": {"reviewer"}, "return": {"reviewer"}},
    S.RETURNED: {"resume": {"chair", "secretary", "member"}},
    S.ACCEPTED: {},
}
ROLES = ["chair", "secretary", "member", "director", "employee", "foreign_director", "reviewer"]


@pytest.mark.parametrize("status", S.values)
def test_who_may_take_which_step(status):
    scene = opinion_scene(status)

    with clock.pretend(VOTED):
        may = {role: {step.name for step in OPINION.allowed(getattr(scene, role), scene.opinion)} for role in ROLES}

    assert may == {role: {name for name, who in MATRIX[status].items() if role in who} for role in ROLES}


def test_once_everybody_has_voted_any_elector_may_close():
    scene = opinion_scene(S.VOTING)
    with clock.pretend(VOTED):
        vote(scene, "for", scene.chair, scene.secretary, scene.member)

        assert [step.name for step in OPINION.allowed(scene.member, scene.opinion)] == ["adopt", "reject"]


@pytest.mark.parametrize("gone", [{"is_active": False}, {"left_on": VOTED}])
def test_while_the_chair_cannot_log_in_the_deputy_closes_or_stops_the_vote(gone):
    scene = scene_with_a_deputy()
    with clock.pretend(VOTED):
        scene.opinion = actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
        before = [step.name for step in OPINION.allowed(scene.deputy, scene.opinion)]
        leave(scene.people["chair"], **gone)
        may = {
            who: [step.name for step in OPINION.allowed(getattr(scene, who), scene.opinion)]
            for who in ["deputy", "member"]
        }
        standing = reading.Standing.of(scene.deputy, scene.opinion, reading.ballots_of(scene.opinion))
        shown = [action.label for action in reading.other_actions(standing)]
        opinion = actions.withdraw_vote(scene.opinion, by=scene.deputy, note="Przewodnicząca odeszła.")

    assert (before, may) == ([], {"deputy": ["adopt", "reject", "withdraw_vote"], "member": []})
    assert shown == [
        "Zobacz, kto już zagłosował",
        "Zamknij głosowanie",
        "Popraw tekst i przerwij głosowanie",
        "Przerwij głosowanie",
    ]
    assert opinion.status == S.CIRCULATED


def scene_with_a_deputy():
    """A text to vote on; the deputy came to the team with a later order."""
    scene = opinion_scene(S.CIRCULATED)
    jan = factories.person(scene.centre, "Jan Wzorcowy", gender="m")
    came = {"op": "appoint", "person": jan.pk, "name": "Jan Wzorcowy", "function": "deputy", "provision": "§ 1"}
    effects = {"kind": "change_team", "team": {"id": scene.team.pk}, "composition": [came]}
    factories.issued_order(scene.centre, on=BEGUN, by=scene.director, effects=effects)
    scene.deputy = factories.user_of(jan)
    return scene


def leave(person, *, is_active=True, left_on=None):
    Person.objects.filter(pk=person.pk).update(left_on=left_on)
    User.objects.filter(person=person).update(is_active=is_active)


def test_what_is_missing_is_named_part_by_part():
    scene = opinion_scene()

    assert rules.missing(scene.opinion) == [
        rules.VARIANT_UNSAID,
        "Część „Wpływ na realizację usług” jest pusta.",
        "Brakuje co najmniej jednego plusa.",
        "Brakuje co najmniej jednego minusa.",
        "Brakuje rekomendacji rodzaju „zmiana w przepisach prawa”.",
    ]
    with clock.pretend(BEGUN):
        write_everything(scene)
    assert rules.missing(Opinion.objects.get(pk=scene.opinion.pk)) == []


def test_a_section_of_tags_and_spaces_is_empty():
    assert [rules.has_text(html) for html in ["", "<p> &nbsp; </p>", "<p>\u00a0<br></p>", "<p>a</p>"]] == [
        False,
        False,
        False,
        True,
    ]


def test_an_incomplete_text_is_not_put_to_the_vote():
    scene = opinion_scene()
    with clock.pretend(BEGUN):
        actions.circulate(scene.opinion, by=scene.chair)
        with pytest.raises(DomainError, match="Brakuje co najmniej jednego plusa"):
            actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)


def test_a_product_that_closes_after_the_pilot_waits_for_its_last_day():
    scene = opinion_scene(S.CIRCULATED, closes_after_pilot=True)
    last_day = scene.pilot.ends_on
    with clock.pretend(last_day - datetime.timedelta(days=1)), pytest.raises(DomainError) as refusal:
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
    with clock.pretend(last_day):
        opinion = actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)

    assert str(refusal.value) == "Opinię można przyjąć po zakończeniu pilotażu, czyli od 31 sierpnia 2019 r."
    assert opinion.status == S.VOTING


def test_it_cannot_be_adopted_before_the_pilot_ends_even_when_the_pilot_is_made_longer_during_the_vote():
    scene = opinion_scene(S.CIRCULATED, closes_after_pilot=True)
    with clock.pretend(scene.pilot.ends_on):
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
        vote(scene, "for", scene.chair, scene.secretary, scene.member)
        scene.pilot.ends_on = datetime.date(2019, 12, 31)
        scene.pilot.save()
        with pytest.raises(DomainError, match="31 grudnia 2019"):
            actions.close_vote(scene.opinion, by=scene.chair)

    assert Opinion.objects.get(pk=scene.opinion.pk).status == S.VOTING


def test_the_refusal_speaks_of_an_okreslenie_in_its_own_gender():
    scene = opinion_scene(S.CIRCULATED, closes_after_pilot=True, kind="determination")

    with clock.pretend(VOTED):
        assert rules.too_early(scene.opinion) == [
            "Określenie można przyjąć po zakończeniu pilotażu, czyli od 31 sierpnia 2019 r."
        ]


@pytest.mark.parametrize("status", S.values)
def test_the_database_refuses_moves_outside_the_table(status):
    opinion = opinion_scene(status).opinion
    for target in set(S.values) - {status} - {after for before, after in OPINION.transitions() if before == status}:
        with pytest.raises(DatabaseError, match="Nie ma kroku ze stanu"), transaction.atomic():
            Opinion.objects.filter(pk=opinion.pk).update(status=target)


def test_the_database_refuses_an_opinion_born_adopted():
    scene = opinion_scene()
    with pytest.raises(DatabaseError, match="Stan początkowy to „working”"), transaction.atomic():
        Opinion.objects.create(
            pilot=scene.pilot,
            product=scene.product,
            team=scene.team,
            started_by=scene.member,
            started_at=clock.now(),
            status=S.ADOPTED,
        )


def test_the_database_keeps_an_opinion_with_its_team():
    scene = opinion_scene()
    with pytest.raises(DatabaseError, match="Raz zapisane nie zmienia się"), transaction.atomic():
        Opinion.objects.filter(pk=scene.opinion.pk).update(team_id=scene.team.pk + 1)
