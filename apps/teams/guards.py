"""The database's own guards over ballots: a closed one takes no vote, its result says what the votes say. Each takes
the lock of `actions._lock`, so that voting and closing take turns whoever writes."""

import pgtrigger


def _before_insert(name: str, func: str, *declared: str) -> pgtrigger.Trigger:
    counters = [(variable, "BIGINT") for variable in declared]
    return pgtrigger.Trigger(
        name=name, when=pgtrigger.Before, operation=pgtrigger.Insert, func=func, declare=counters or None
    )


ELECTORATE_IS_FROZEN = _before_insert(
    "electorate_is_frozen",
    """
    PERFORM pg_advisory_xact_lock(7302, (NEW.ballot_id % 2147483648)::int);
    IF EXISTS (SELECT FROM teams_ballotresult WHERE ballot_id = NEW.ballot_id)
       OR EXISTS (SELECT FROM teams_vote v JOIN teams_elector e ON e.id = v.elector_id
                  WHERE e.ballot_id = NEW.ballot_id) THEN
        RAISE EXCEPTION 'Lista uprawnionych do głosowania % jest już zamknięta.', NEW.ballot_id;
    END IF;
    RETURN NEW;
    """,
)
VOTING_IS_OPEN = _before_insert(
    "voting_is_open",
    """
    SELECT ballot_id INTO this_ballot FROM teams_elector WHERE id = NEW.elector_id;
    PERFORM pg_advisory_xact_lock(7302, (this_ballot % 2147483648)::int);
    IF EXISTS (SELECT FROM teams_ballotresult WHERE ballot_id = this_ballot) THEN
        RAISE EXCEPTION 'Głosowanie % jest już zamknięte.', this_ballot;
    END IF;
    RETURN NEW;
    """,
    "this_ballot",
)
RESULT_EQUALS_THE_VOTES = _before_insert(
    "result_equals_the_votes",
    """
    PERFORM pg_advisory_xact_lock(7302, (NEW.ballot_id % 2147483648)::int);
    SELECT count(*) FILTER (WHERE v.choice = 'for'), count(*) FILTER (WHERE v.choice = 'against'),
           count(*) FILTER (WHERE v.choice = 'abstain'), count(*)
    INTO votes_for, votes_against, abstentions, entitled
    FROM teams_elector e LEFT JOIN teams_vote v ON v.elector_id = e.id WHERE e.ballot_id = NEW.ballot_id;
    IF (NEW.votes_for, NEW.votes_against, NEW.abstentions, NEW.entitled)
       IS DISTINCT FROM (votes_for, votes_against, abstentions, entitled) THEN
        RAISE EXCEPTION 'Wynik głosowania % nie zgadza się z oddanymi głosami.', NEW.ballot_id;
    END IF;
    RETURN NEW;
    """,
    "votes_for",
    "votes_against",
    "abstentions",
    "entitled",
)
