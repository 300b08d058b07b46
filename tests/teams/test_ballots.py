import datetime

import pytest
from django.db import InternalError, transaction

from apps.core import clock
from apps.core.deeds import UntracedDeed
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.teams.actions import cast_vote, close_ballot, open_ballot
from apps.teams.models import Ballot, BallotResult, Elector, Vote
from tests import factories
from tests.factories.orders import RULES
from tests.guards import ignoring_everything

pytestmark = pytest.mark.django_db
AUGUST_31, SEPTEMBER = datetime.date(2018, 8, 31), datetime.date(2018, 9, 1)


def team_of_three(**rules):
    """The team and the accounts of its chair, its deputy and its member."""
    centre = factories.centre()
    names = ["Anna Przykładowa", "Jan Wzorcowy", "Ewa Próbna"]
    people = [factories.person(centre, name) for name in names]
    team = factories.team(centre, list(zip(people, ["chair", "deputy", "member"], strict=True)), rules=RULES | rules)
    return team, [factories.user_of(person) for person in people]


def opened(team, by, mode="meeting"):
    with transaction.atomic():
        return open_ballot(team, "opinia 2a", "a" * 64, mode, by=by)


def closed(ballot, by, **how):
    with transaction.atomic():
        return close_ballot(ballot, by=by, **how)


def refusal(action, *args, **kwargs):
    with pytest.raises(DomainError) as refused, transaction.atomic():
        action(*args, **kwargs)
    return str(refused.value)


def test_the_electorate_is_the_roster_of_the_day_the_ballot_opened():
    team, (anna, jan, ewa) = team_of_three()
    dismissal = {"op": "dismiss", "person": ewa.person_id, "name": "Ewa Próbna", "provision": "§ 1"}
    factories.issued_order(
        team.centre,
        on=SEPTEMBER,
        effects={"kind": "change_team", "team": {"id": team.pk}, "composition": [dismissal]},
    )

    with clock.pretend(AUGUST_31):
        in_august = opened(team, anna)
    with clock.pretend(SEPTEMBER):
        in_september = opened(team, anna)

    listed = [list(ballot.electors.values_list("name", "function")) for ballot in (in_august, in_september)]
    chair, deputy = ("Anna Przykładowa", "chair"), ("Jan Wzorcowy", "deputy")
    assert listed == [[chair, deputy, ("Ewa Próbna", "member")], [chair, deputy]]
    assert in_august.electors.first().provision.startswith("§ 2 pkt 1 zarządzenia nr ")


def test_before_the_order_is_in_force_there_is_nobody_to_vote():
    team, (anna, *_) = team_of_three()
    with clock.pretend(datetime.date(2018, 6, 10)):
        said = refusal(opened, team, anna)
    assert said == "Nie można głosować: w dniu 10.06.2018 zespół nie ma ani jednego członka."


def test_the_circular_mode_needs_the_order_to_allow_it():
    team, (anna, *_) = team_of_three(circular=False)
    assert refusal(opened, team, anna, "circular") == "Zarządzenie o powołaniu zespołu nie przewiduje trybu obiegowego."


@pytest.mark.django_db(transaction=True)
def test_a_ballot_opens_and_closes_only_within_a_deed():
    team, (anna, *_) = team_of_three()
    with pytest.raises(UntracedDeed):
        open_ballot(team, "opinia 2a", "a" * 64, "meeting", by=anna)
    with pytest.raises(UntracedDeed):
        close_ballot(opened(team, anna), by=anna)


def test_votes_are_counted_under_the_frozen_rules():
    team, (anna, jan, ewa) = team_of_three()
    ballot = opened(team, anna)
    cast_vote(ballot, "for", "", by=anna)
    cast_vote(ballot, "against", " Bo brak danych. ", by=jan)

    result = closed(ballot, anna, note="Zamknięto po godzinie.")

    said = (result.outcome, result.votes_for, result.votes_against, result.abstentions, result.entitled)
    assert said == ("adopted", 1, 1, 0, 3)
    assert (result.decided_by_chair, result.note) == (True, "Zamknięto po godzinie.")
    assert list(Vote.objects.values_list("reason", flat=True)) == ["", "Bo brak danych."]


def test_a_vote_leaves_its_trace():
    team, (anna, *_) = team_of_three()
    ballot = opened(team, anna)
    cast_vote(ballot, "abstain", "", by=anna)
    event = AuditEvent.objects.get(verb="ballot.vote")
    assert (event.object_id, event.actor_id, event.data) == (ballot.pk, anna.pk, {"choice": "abstain"})


def test_a_withdrawn_ballot_is_closed_without_a_decision():
    team, (anna, *_) = team_of_three()
    ballot = opened(team, anna)
    cast_vote(ballot, "for", "", by=anna)
    result = closed(ballot, anna, withdrawn=True, note="Poprawiamy treść.")
    assert (result.outcome, result.votes_for, result.decided_by_chair) == ("withdrawn", 1, False)


def test_nobody_votes_twice_or_late_or_from_outside_or_with_another_word():
    team, (anna, jan, ewa) = team_of_three()
    stranger = factories.user_of(factories.person(team.centre, "Tomasz Postronny"))
    ballot = opened(team, anna)
    cast_vote(ballot, "for", "", by=anna)
    refusals = [
        refusal(cast_vote, ballot, "against", "", by=anna),
        refusal(cast_vote, ballot, "for", "", by=stranger),
        refusal(cast_vote, ballot, "for", "", by=factories.wrzos()),
        refusal(cast_vote, ballot, "tak", "", by=jan),
    ]
    closed(ballot, anna)
    refusals.append(refusal(cast_vote, ballot, "for", "", by=ewa))

    assert refusals == [
        "Głos został już oddany. Nie można go zmienić.",
        "Głosują tylko członkowie zespołu z dnia otwarcia głosowania.",
        "Głosują tylko członkowie zespołu z dnia otwarcia głosowania.",
        "Wybierz: za, przeciw albo wstrzymuję się.",
        "Głosowanie jest już zamknięte.",
    ]


def test_the_chair_closes_early_and_an_elector_when_all_have_voted():
    team, (anna, jan, ewa) = team_of_three()
    ballot = opened(team, anna)
    cast_vote(ballot, "for", "", by=jan)
    assert "Głosowanie zamyka przewodniczący zespołu" in refusal(closed, ballot, jan)
    cast_vote(ballot, "for", "", by=anna)
    cast_vote(ballot, "for", "", by=ewa)

    assert closed(ballot, jan).outcome == "adopted"
    assert refusal(closed, ballot, anna) == "Głosowanie jest już zamknięte."


def test_a_chair_who_came_later_may_close_what_the_former_chair_left_open():
    team, (anna, jan, ewa) = team_of_three()
    with clock.pretend(AUGUST_31):
        ballot = opened(team, anna)
        cast_vote(ballot, "for", "", by=jan)
    change = [
        {"op": "dismiss", "person": anna.person_id, "name": "Anna Przykładowa", "provision": "§ 1 pkt 1"},
        {
            "op": "appoint",
            "person": jan.person_id,
            "name": "Jan Wzorcowy",
            "function": "chair",
            "provision": "§ 1 pkt 2",
        },
    ]
    effects = {"kind": "change_team", "team": {"id": team.pk}, "composition": change}
    factories.issued_order(team.centre, on=SEPTEMBER, effects=effects)

    with clock.pretend(AUGUST_31):
        assert "Głosowanie zamyka przewodniczący" in refusal(closed, ballot, jan)
    with clock.pretend(SEPTEMBER):
        assert closed(ballot, jan).entitled == 3


@pytest.mark.django_db(transaction=True)
def test_the_application_role_changes_no_vote_and_no_result(as_app_role):
    team, (anna, *_) = team_of_three()
    ballot = opened(team, anna)
    cast_vote(ballot, "against", "", by=anna)
    closed(ballot, anna)
    refused = []
    for table in ["ballot", "elector", "vote", "ballotresult"]:
        for statement in [f"UPDATE teams_{table} SET id = id", f"DELETE FROM teams_{table}"]:
            with pytest.raises(Exception, match="permission denied") as error:
                as_app_role.execute(ignoring_everything() + statement)
            refused.append(type(error.value).__name__)
    assert refused == ["InsufficientPrivilege"] * 8


def test_the_database_takes_no_vote_into_a_closed_ballot_and_no_false_result():
    team, (anna, jan, ewa) = team_of_three()
    ballot = opened(team, anna)
    cast_vote(ballot, "against", "", by=anna)
    moment = ballot.opened_at
    false = BallotResult(ballot=ballot, outcome="adopted", votes_for=2, votes_against=0, abstentions=0, entitled=3)
    false.closed_at, false.closed_by = moment, anna
    guarded = [(false.save, "nie zgadza się z oddanymi głosami")]
    late = Elector(ballot=ballot, person=factories.person(team.centre), name="X", function="member", rank=9)
    guarded.append((late.save, "uprawnionych do głosowania .* zamknięta"))
    for write, said in guarded:
        with pytest.raises(InternalError, match=said), transaction.atomic():
            write()

    closed(ballot, anna)
    vote = Vote(elector=ballot.electors.get(person=jan.person), choice="for", cast_at=moment)
    with pytest.raises(InternalError, match="jest już zamknięte"), transaction.atomic():
        vote.save()
    assert (Ballot.objects.count(), Vote.objects.count()) == (1, 1)
