"""Voting and closing at the same moment, over two connections; the second is seen waiting before the first goes on."""

import threading
import time

import pytest
from django.db import connection, transaction

from apps.core.errors import DomainError
from apps.teams.actions import cast_vote, close_ballot
from apps.teams.models import Vote

from .test_ballots import opened, team_of_three

pytestmark = pytest.mark.django_db(transaction=True)


def elsewhere(action, outcome):
    """Runs the action over a connection of its own; what it returned or refused is put into `outcome`."""

    def work():
        try:
            outcome.append(action())
        except DomainError as refused:
            outcome.append(str(refused))
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def wait_until_somebody_waits_for_the_lock():
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("nobody came to the lock")


def test_a_vote_that_comes_while_the_ballot_closes_is_refused():
    team, (anna, jan, _) = team_of_three()
    ballot, outcome = opened(team, anna), []
    cast_vote(ballot, "for", "", by=anna)
    with transaction.atomic():
        result = close_ballot(ballot, by=anna)
        voter = elsewhere(lambda: cast_vote(ballot, "against", "", by=jan), outcome)
        wait_until_somebody_waits_for_the_lock()
    voter.join()
    assert outcome == ["Głosowanie jest już zamknięte."]
    assert (result.votes_for + result.votes_against, Vote.objects.count()) == (1, 1)


def test_a_ballot_that_closes_while_a_vote_is_cast_counts_it():
    team, (anna, jan, _) = team_of_three()
    ballot, outcome = opened(team, anna), []
    cast_vote(ballot, "for", "", by=anna)

    def close():
        with transaction.atomic():
            return close_ballot(ballot, by=anna)

    with transaction.atomic():
        cast_vote(ballot, "against", "", by=jan)
        closer = elsewhere(close, outcome)
        wait_until_somebody_waits_for_the_lock()
    closer.join()
    assert [(result.votes_for, result.votes_against) for result in outcome] == [(1, 1)]


def test_of_two_votes_of_one_person_one_is_taken():
    team, (anna, *_) = team_of_three()
    ballot, outcome = opened(team, anna), []
    with transaction.atomic():
        cast_vote(ballot, "for", "", by=anna)
        second = elsewhere(lambda: cast_vote(ballot, "against", "", by=anna), outcome)
        wait_until_somebody_waits_for_the_lock()
    second.join()
    assert outcome == ["Głos został już oddany. Nie można go zmienić."]
    assert list(Vote.objects.values_list("choice", flat=True)) == ["for"]
