from django.db import migrations

from apps.core.guards import belongs_together, function, guard, trigger_at_commit

RULES_OF_THE_ORDER = """EXISTS (
        SELECT FROM teams_team t
        WHERE t.id = NEW.team_id AND t.centre_id = NEW.centre_id AND t.rules = NEW.rules
    )"""

# Nobody left out, nobody brought in: the roster of the day on which the ballot was opened.
ELECTORATE_IS_THE_ROSTER = """
    SELECT b.id, b.centre_id, b.team_id, (b.opened_at AT TIME ZONE 'Europe/Warsaw')::date AS day INTO ballot
    FROM teams_ballot b WHERE b.id = coalesce(to_jsonb(NEW) ->> 'ballot_id', to_jsonb(NEW) ->> 'id')::bigint;
    IF EXISTS (
        SELECT FROM (
            SELECT r.team_id, r.person_id, r.function FROM teams_rosterinterval r
            WHERE r.centre_id = ballot.centre_id AND r.team_id = ballot.team_id
              AND r.since_on <= ballot.day AND (r.until_on IS NULL OR r.until_on > ballot.day)
        ) listed FULL JOIN (
            SELECT e.ballot_id, e.person_id, e.function FROM teams_elector e WHERE e.ballot_id = ballot.id
        ) elector USING (person_id, function)
        WHERE listed.team_id IS NULL OR elector.ballot_id IS NULL
    ) THEN
        RAISE EXCEPTION 'Uprawnieni do głosowania % to nie skład zespołu z dnia jego otwarcia.', ballot.id;
    END IF;
    RETURN NULL;"""

# The arithmetic of apps.teams.counting; a test holds the two against each other.
OUTCOME_FOLLOWS_THE_RULES = """
    SELECT b.mode, b.rules INTO ballot FROM teams_ballot b WHERE b.id = NEW.ballot_id;
    SELECT v.choice INTO presider FROM teams_elector e JOIN teams_vote v ON v.elector_id = e.id
    WHERE e.ballot_id = NEW.ballot_id
      AND (e.function = 'chair' OR e.function = 'deputy' AND ballot.mode = 'meeting')
    ORDER BY e.function = 'deputy', e.rank, e.id LIMIT 1;
    has_quorum := NEW.votes_for + NEW.votes_against + NEW.abstentions >= CASE ballot.rules ->> 'quorum'
        WHEN 'half' THEN ceil(NEW.entitled / 2.0)
        WHEN 'more_than_half' THEN NEW.entitled / 2 + 1
        WHEN 'two_thirds' THEN ceil(NEW.entitled * 2 / 3.0)
    END;
    is_tie := NEW.votes_for = NEW.votes_against AND (ballot.rules ->> 'casting_vote')::boolean;
    is_adopted := CASE
        WHEN is_tie THEN coalesce(presider = 'for', false)
        WHEN ballot.rules ->> 'majority' = 'absolute' THEN NEW.votes_for > NEW.votes_against + NEW.abstentions
        ELSE NEW.votes_for > NEW.votes_against
    END;
    says := CASE WHEN NOT has_quorum THEN 'no_quorum' WHEN is_adopted THEN 'adopted' ELSE 'rejected' END;
    by_presider := has_quorum AND is_tie AND coalesce(presider IN ('for', 'against'), false);
    IF (NEW.outcome, NEW.decided_by_chair) IS DISTINCT FROM (says, by_presider)
       AND (NEW.outcome, NEW.decided_by_chair) IS DISTINCT FROM ('withdrawn', false) THEN
        RAISE EXCEPTION 'Wynik głosowania % nie wynika z zasad zarządzenia i oddanych głosów.', NEW.ballot_id;
    END IF;
    RETURN NEW;"""


class Migration(migrations.Migration):
    """A ballot is held under the order's rules, by those whom orders put in the team, and ends as the rules say."""

    dependencies = [("teams", "0004_guards_nobody_switches_off")]
    operations = [
        *belongs_together(
            "teams_ballot", RULES_OF_THE_ORDER, "Zasady głosowania nie są zasadami z zarządzenia o powołaniu zespołu."
        ),
        function("teams_electorate_is_the_roster", ELECTORATE_IS_THE_ROSTER, declare="ballot record;"),
        *(
            trigger_at_commit("electorate_is_the_roster", table, "AFTER INSERT", "teams_electorate_is_the_roster")
            for table in ("teams_ballot", "teams_elector")
        ),
        # Fired after result_equals_the_votes (triggers go by name): the counts it reads are true.
        *guard(
            "rules_give_the_outcome",
            "teams_ballotresult",
            "BEFORE INSERT",
            OUTCOME_FOLLOWS_THE_RULES,
            declare="ballot record; presider text; says text; "
            "has_quorum boolean; is_tie boolean; is_adopted boolean; by_presider boolean;",
        ),
    ]
