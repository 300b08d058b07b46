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

# An entry ends when a later one (by entry into force, then by number, then by place in the order) speaks of the same
# person in the same team: a dismissal, or an appointment to another function.
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
           e.said ->> 'op'                        AS op,
           (e.said ->> 'person')::bigint          AS person_id,
           e.said ->> 'name'                      AS name,
           coalesce(e.said ->> 'description', '') AS description,
           e.said ->> 'function'                  AS function,
           e.said ->> 'provision'                 AS provision
    FROM orders_issuedorder i,
         jsonb_array_elements(coalesce(i.effects -> 'composition', '[]')) WITH ORDINALITY AS e(said, place)
)
SELECT a.issued_order_id * 1000 + a.place AS id,
       a.team_id, a.issued_order_id, a.centre_id, a.person_id, a.name, a.description, a.function,
       a.place::int AS rank,
       a.provision || ' zarządzenia nr ' || a.number_text AS provision,
       a.since_on,
       (SELECT min(b.since_on)
        FROM entry b
        WHERE b.team_id = a.team_id
          AND b.person_id = a.person_id
          AND (b.since_on, b.year, b.number, b.place) > (a.since_on, a.year, a.number, a.place)) AS until_on
FROM entry a
WHERE a.op = 'appoint'
"""


class Migration(migrations.Migration):
    """Teams and rosters follow from the issued orders and from nothing else."""

    dependencies = [("teams", "0001_initial")]
    operations = [
        migrations.RunSQL(TEAM, "DROP VIEW teams_team"),
        migrations.RunSQL(ROSTER, "DROP VIEW teams_rosterinterval"),
    ]
