from django.db import migrations

from apps.core.guards import function, trigger_at_commit

# The row is locked, so that two transactions cannot each see half of what would not hold together.
PROOF = """
    SELECT id, status INTO opinion FROM opinions_opinion WHERE id = coalesce(
        (said ->> 'opinion_id')::bigint,
        (SELECT v.opinion_id FROM opinions_votedcontent v WHERE v.ballot_id = (said ->> 'ballot_id')::bigint),
        CASE WHEN TG_TABLE_NAME = 'opinions_opinion' THEN (said ->> 'id')::bigint END
    ) FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT count(*) INTO open_votes FROM opinions_votedcontent v
    WHERE v.opinion_id = opinion.id AND NOT EXISTS (SELECT FROM teams_ballotresult r WHERE r.ballot_id = v.ballot_id);
    IF (
        open_votes,
        EXISTS (SELECT FROM opinions_votedcontent v JOIN teams_ballotresult r ON r.ballot_id = v.ballot_id
                WHERE v.opinion_id = opinion.id AND r.outcome = 'adopted'),
        EXISTS (SELECT FROM opinions_adoption WHERE opinion_id = opinion.id),
        EXISTS (SELECT FROM opinions_confirmation WHERE opinion_id = opinion.id),
        EXISTS (SELECT FROM opinions_handover WHERE opinion_id = opinion.id)
    ) IS DISTINCT FROM (
        CASE WHEN opinion.status = 'voting' THEN 1 ELSE 0 END::bigint,
        opinion.status IN ('adopted', 'confirmed', 'handed_over'),
        opinion.status IN ('adopted', 'confirmed', 'handed_over'),
        opinion.status IN ('confirmed', 'handed_over'),
        opinion.status = 'handed_over'
    ) THEN
        RAISE EXCEPTION 'Stan „%” opinii % nie ma potwierdzenia w głosowaniu, przyjęciu, utrwaleniu albo przekazaniu.',
            opinion.status, opinion.id;
    END IF;
    RETURN NULL;"""
# Not on adoptions: each needs an adopted result, and that one is asked.
BORN = ["opinions_votedcontent", "opinions_confirmation", "opinions_handover", "teams_ballotresult"]
WHEN = {"opinions_opinion": "AFTER INSERT OR UPDATE"} | dict.fromkeys(BORN, "AFTER INSERT")


class Migration(migrations.Migration):
    """At the end of every transaction an opinion is in the state that its vote, adoption, confirmation and hand-over
    say, and none of these exists for an opinion in another state."""

    dependencies = [("opinions", "0004_guards_nobody_switches_off"), ("teams", "0005_ballots_follow_the_order")]
    operations = [
        function(
            "opinions_status_has_its_proof",
            PROOF,
            declare="said jsonb := to_jsonb(NEW); opinion record; open_votes bigint;",
        ),
        *(
            trigger_at_commit("status_has_its_proof", table, when, "opinions_status_has_its_proof")
            for table, when in WHEN.items()
        ),
    ]
