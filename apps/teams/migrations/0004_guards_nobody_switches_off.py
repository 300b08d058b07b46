import pgtrigger.migrations
from django.db import migrations

from apps.core.guards import guard

# Each takes the lock of apps.teams.actions, so that voting and closing take turns whoever writes.
ELECTORATE_IS_FROZEN = """
    PERFORM pg_advisory_xact_lock(7302, (NEW.ballot_id % 2147483648)::int);
    IF EXISTS (SELECT FROM teams_ballotresult WHERE ballot_id = NEW.ballot_id)
       OR EXISTS (SELECT FROM teams_vote v JOIN teams_elector e ON e.id = v.elector_id
                  WHERE e.ballot_id = NEW.ballot_id) THEN
        RAISE EXCEPTION 'Lista uprawnionych do głosowania % jest już zamknięta.', NEW.ballot_id;
    END IF;
    RETURN NEW;"""
VOTING_IS_OPEN = """
    SELECT ballot_id INTO this_ballot FROM teams_elector WHERE id = NEW.elector_id;
    PERFORM pg_advisory_xact_lock(7302, (this_ballot % 2147483648)::int);
    IF EXISTS (SELECT FROM teams_ballotresult WHERE ballot_id = this_ballot) THEN
        RAISE EXCEPTION 'Głosowanie % jest już zamknięte.', this_ballot;
    END IF;
    RETURN NEW;"""
RESULT_EQUALS_THE_VOTES = """
    PERFORM pg_advisory_xact_lock(7302, (NEW.ballot_id % 2147483648)::int);
    SELECT count(*) FILTER (WHERE v.choice = 'for'), count(*) FILTER (WHERE v.choice = 'against'),
           count(*) FILTER (WHERE v.choice = 'abstain'), count(*)
    INTO votes_for, votes_against, abstentions, entitled
    FROM teams_elector e LEFT JOIN teams_vote v ON v.elector_id = e.id WHERE e.ballot_id = NEW.ballot_id;
    IF (NEW.votes_for, NEW.votes_against, NEW.abstentions, NEW.entitled)
       IS DISTINCT FROM (votes_for, votes_against, abstentions, entitled) THEN
        RAISE EXCEPTION 'Wynik głosowania % nie zgadza się z oddanymi głosami.', NEW.ballot_id;
    END IF;
    RETURN NEW;"""
COUNTERS = "votes_for bigint; votes_against bigint; abstentions bigint; entitled bigint;"


class Migration(migrations.Migration):
    """A closed ballot takes no vote and its result counts the votes: plain triggers, in place of those that a session
    may ignore."""

    dependencies = [("teams", "0003_ballots_close_for_good")]
    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="ballotresult", name="result_equals_the_votes"),
        pgtrigger.migrations.RemoveTrigger(model_name="elector", name="electorate_is_frozen"),
        pgtrigger.migrations.RemoveTrigger(model_name="vote", name="voting_is_open"),
        *guard("electorate_is_frozen", "teams_elector", "BEFORE INSERT", ELECTORATE_IS_FROZEN),
        *guard("voting_is_open", "teams_vote", "BEFORE INSERT", VOTING_IS_OPEN, declare="this_ballot bigint;"),
        *guard(
            "result_equals_the_votes", "teams_ballotresult", "BEFORE INSERT", RESULT_EQUALS_THE_VOTES, declare=COUNTERS
        ),
    ]
