"""What the database refuses about ballots: to the application's role, with every trigger of pgtrigger ignored, and
behind temporary tables that say something else."""

import itertools
from contextlib import suppress

import pytest
from django.db import InternalError, transaction

from apps.core import clock
from apps.opinions import actions
from apps.opinions.models import Opinion
from apps.teams import counting
from apps.teams.models import Ballot, BallotResult, Elector, Team, Vote
from tests import factories
from tests.factories.opinions import VOTED, opinion_scene, vote
from tests.factories.orders import RULES

from .guards import attempt, ignoring_everything, temporary_tables_allowed

S = Opinion.Status
SHADOWS = " ".join(
    f"CREATE TEMP TABLE {table} AS SELECT * FROM public.{table};"
    for table in ["teams_ballot", "teams_elector", "teams_vote", "teams_ballotresult", "teams_mandate"]
)
LIES = (
    "DELETE FROM pg_temp.teams_ballotresult; DELETE FROM pg_temp.teams_vote;"
    """UPDATE pg_temp.teams_mandate SET rules = rules || '{"quorum": "none"}'; DELETE FROM pg_temp.teams_elector;"""
)
LATE_ELECTOR = """
    INSERT INTO public.teams_elector (ballot_id, person_id, name, function, provision, rank)
    SELECT {ballot}, {stranger}, 'X', 'member', '', 9"""
LATE_VOTE = """
    INSERT INTO public.teams_vote (elector_id, choice, reason, cast_at)
    SELECT id, 'for', '', now() FROM public.teams_elector WHERE ballot_id = {ballot} AND function = 'member'"""
RESULT = """
    INSERT INTO public.teams_ballotresult
        (ballot_id, outcome, votes_for, votes_against, abstentions, entitled, decided_by_chair, note, closed_at,
         closed_by_id)
    SELECT {{ballot}}, '{}', {}, 0, 0, {}, {}, '', now(), opened_by_id FROM public.teams_ballot WHERE id = {{ballot}}"""
BALLOT = """
    INSERT INTO public.teams_ballot (centre_id, team_id, subject, content_hash, mode, rules, opened_at, opened_by_id)
    SELECT {centre}, {team}, 'x', content_hash, mode, {rules}, opened_at, opened_by_id
    FROM public.teams_ballot WHERE id = {{ballot}}"""
OWN = {"centre": "centre_id", "team": "team_id", "rules": "rules"}
CLOSED, OPEN = "closed", "open"
ATTACKS = {
    "an elector after the vote began": (OPEN, LATE_ELECTOR, "Lista uprawnionych"),
    "an elector after the vote ended": (CLOSED, LATE_ELECTOR, "Lista uprawnionych"),
    "a vote after the vote ended": (CLOSED, LATE_VOTE, "Głosowanie {ballot} jest już zamknięte"),
    "invented votes": (OPEN, RESULT.format("adopted", 3, 3, "false"), "Wynik głosowania {ballot} nie zgadza się"),
    "adopted without a quorum": (OPEN, RESULT.format("adopted", 1, 3, "false"), "Wynik głosowania {ballot} nie wynika"),
    "decided by the chair": (OPEN, RESULT.format("no_quorum", 1, 3, "true"), "Wynik głosowania {ballot} nie wynika"),
    "another quorum": (
        OPEN,
        BALLOT.format(**OWN | {"rules": """rules || '{{"quorum": "none"}}'"""}),
        "Zasady głosowania nie są zasadami",
    ),
    "a team of another centre": (OPEN, BALLOT.format(**OWN | {"centre": "{foreign}"}), "Zasady głosowania"),
    "nobody entitled": (OPEN, BALLOT.format(**OWN), "Uprawnieni do głosowania"),
}


def scene_with_ballot(state):
    """Open: only the chair has voted. Closed: the member has not."""
    scene = opinion_scene(S.VOTING)
    with clock.pretend(VOTED):
        vote(scene, "for", scene.chair)
        if state == CLOSED:
            vote(scene, "for", scene.secretary)
            actions.close_vote(scene.opinion, by=scene.chair)
    return scene


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("way", ["plainly", "ignoring", "behind temporary tables"])
def test_a_ballot_cannot_be_forged(as_app_role, attack, way):
    state, sql, refusal = ATTACKS[attack]
    scene = scene_with_ballot(state)
    names = {
        "ballot": Ballot.objects.get().pk,
        "stranger": factories.person(scene.centre, "Tomasz Postronny").pk,
        "foreign": scene.foreign_director.centre_id,
    }
    before = {"plainly": "", "ignoring": ignoring_everything(), "behind temporary tables": SHADOWS + LIES}[way]
    with temporary_tables_allowed():
        assert attempt(as_app_role, sql.format(**names), before=before).startswith(refusal.format(**names))


@pytest.mark.parametrize(("change", "count"), [("WHERE function <> 'member'", 2), ("", 4)])
def test_the_electorate_is_the_whole_roster_and_nobody_else(as_app_role, change, count):
    scene = scene_with_ballot(OPEN)
    ballot = Ballot.objects.get().pk
    stranger = factories.person(scene.centre, "Tomasz Postronny").pk
    attack = (
        BALLOT.format(**OWN).format(ballot=ballot)
        + f""";
        INSERT INTO public.teams_elector (ballot_id, person_id, name, function, provision, rank)
        SELECT currval('public.teams_ballot_id_seq'), person_id, name, function, '', rank FROM (
            SELECT person_id, name, function, rank FROM public.teams_elector WHERE ballot_id = {ballot}
            UNION ALL SELECT {stranger}, 'X', 'member', 9 WHERE {count} = 4) listed {change}"""
    )
    assert attempt(as_app_role, attack, before=ignoring_everything()).startswith("Uprawnieni do głosowania")
    assert Elector.objects.count() == 3


def test_nobody_is_brought_in_before_the_first_vote(as_app_role):
    scene = opinion_scene(S.VOTING)
    stranger = factories.person(scene.centre, "Tomasz Postronny").pk
    brought_in = LATE_ELECTOR.format(ballot=Ballot.objects.get().pk, stranger=stranger)
    assert attempt(as_app_role, brought_in, before=ignoring_everything()).startswith("Uprawnieni do głosowania")


def ballot_of(votes, mode, rules):
    """Laid straight in: {function: choices}; a team of as many as vote, and two more who do not."""
    centre = factories.centre()
    functions = [function for function, choices in votes.items() for _ in choices] + ["member", "member"]
    people = [(factories.person(centre, f"Osoba Nr{n}"), function) for n, function in enumerate(functions)]
    team = Team.objects.get(pk=factories.team(centre, people, rules=rules).pk)
    by = factories.user_of(people[0][0])
    ballot = Ballot.objects.create(
        centre=centre, team=team, subject="x", content_hash="0" * 64, mode=mode, rules=rules,
        opened_at=clock.now(), opened_by=by,
    )  # fmt: skip
    cast = [choice for choices in votes.values() for choice in choices]
    for place, (who, function) in enumerate(people):
        Elector.objects.create(ballot=ballot, person=who, name=str(who), function=function, rank=place)
    for elector, choice in zip(ballot.electors.all(), cast, strict=False):
        Vote.objects.create(elector=elector, choice=choice, cast_at=clock.now())
    return ballot, len(people)


VOTES = [
    {},
    {"chair": ["for"]},
    {"chair": ["for"], "member": ["against"]},
    {"chair": ["against"], "member": ["for", "abstain"]},
    {"chair": ["abstain"], "deputy": ["for"], "member": ["for", "against", "against"]},
    {"deputy": ["for"], "member": ["against"]},
    {"deputy": ["against"], "member": ["for", "for", "abstain", "abstain"]},
    {"chair": ["for"], "deputy": ["against"], "member": ["abstain", "for", "abstain"]},
    {"member": ["for", "against"]},
]


@pytest.mark.django_db
@pytest.mark.parametrize("votes", VOTES)
@pytest.mark.parametrize("quorum", ["half", "more_than_half", "two_thirds"])
def test_the_database_counts_as_the_program_does(votes, quorum):
    for majority, casting_vote, mode in itertools.product(
        ["simple", "absolute"], [True, False], ["meeting", "circular"]
    ):
        rules = RULES | {"quorum": quorum, "majority": majority, "casting_vote": casting_vote}
        ballot, entitled = ballot_of(votes, mode, rules)
        says = counting.count(votes, entitled=entitled, rules=rules, mode=mode)
        accepted = []
        for outcome, by_chair in itertools.product(["adopted", "rejected", "no_quorum", "withdrawn"], [True, False]):
            result = BallotResult(
                ballot=ballot, outcome=outcome, votes_for=says.votes_for, votes_against=says.votes_against,
                abstentions=says.abstentions, entitled=entitled, decided_by_chair=by_chair,
                closed_at=clock.now(), closed_by=ballot.opened_by,
            )  # fmt: skip
            with suppress(InternalError), transaction.atomic():
                result.save()
                accepted.append((outcome, by_chair))
                transaction.set_rollback(True)
        assert sorted(accepted) == sorted([(says.outcome, says.decided_by_chair), ("withdrawn", False)])
