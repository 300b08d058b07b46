from django.db import migrations

TEAM = """
CREATE VIEW teams_team AS
SELECT i.order_id                          AS id,
       i.id                                AS issued_order_id,
       i.centre_id                         AS centre_id,
       (i.effects ->> 'pilot')::bigint     AS pilot_id,
       i.effects -> 'team' ->> 'name'          AS name,
       i.effects -> 'team' ->> 'name_genitive' AS name_genitive,
       i.effects -> 'rules'                AS rules,
       i.effects -> 'products'             AS products,
       i.effects -> 'documents'            AS documents,
       i.effective_on                      AS effective_on
FROM orders_issuedorder i
WHERE i.effects ->> 'kind' = 'appoint_team'
"""

# An entry ends when the next one (by entry into force, then by number, then by place in the order) speaks of the same
# person in the same team: a dismissal, or an appointment to another function. A window, not a subquery for each row:
# the planner's guess about jsonb_array_elements made it compile that query for most of a second.
ROSTER = """
CREATE VIEW teams_rosterinterval AS
WITH entry AS (
    SELECT i.id                                   AS issued_order_id,
           i.centre_id                            AS centre_id,
           coalesce((i.effects -> 'team' ->> 'id')::bigint, i.order_id) AS team_id,
           i.effective_on                         AS since_on,
           i.year                                 AS year,
           i.number                               AS number,
           i.number_text                          AS number_text,
           e.place                                AS place,
           e.said                                 AS said,
           (e.said ->> 'person')::bigint          AS person_id
    FROM orders_issuedorder i,
         jsonb_array_elements(coalesce(i.effects -> 'composition', '[]')) WITH ORDINALITY AS e(said, place)
),
bounded AS (
    SELECT entry.*,
           lead(since_on) OVER (
               PARTITION BY centre_id, team_id, person_id ORDER BY since_on, year, number, place
           ) AS until_on
    FROM entry
)
SELECT issued_order_id * 1000 + place          AS id,
       team_id,
       issued_order_id,
       centre_id,
       person_id,
       said ->> 'name'                         AS name,
       coalesce(said ->> 'description', '')    AS description,
       said ->> 'function'                     AS function,
       place::int                              AS rank,
       (said ->> 'provision') || ' zarządzenia nr ' || number_text AS provision,
       since_on,
       until_on
FROM bounded
WHERE said ->> 'op' = 'appoint'
"""


class Migration(migrations.Migration):
    """Teams and rosters follow from the issued orders and from nothing else."""

    dependencies = [("teams", "0001_initial")]
    operations = [
        migrations.RunSQL(TEAM, "DROP VIEW teams_team"),
        migrations.RunSQL(ROSTER, "DROP VIEW teams_rosterinterval"),
    ]
