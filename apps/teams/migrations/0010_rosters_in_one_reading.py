from django.db import migrations

# Orders of the register; a struck entry from paper does nothing.
ORDERS = """(
    SELECT * FROM orders_issuedorder WHERE id NOT IN (SELECT entry_id FROM orders_struckentry)
)"""

# When a team begins and ends, as in the view of teams: said here again, so that the orders are read once.
BOUNDS = """
    SELECT i.order_id AS team_id, 'begins' AS op WHERE i.effects ->> 'kind' = 'appoint_team'
    UNION ALL
    SELECT (i.effects -> 'team' ->> 'id')::bigint, 'ends' WHERE i.effects ? 'dissolves'
    UNION ALL
    SELECT (said ->> 'order')::bigint, 'ends'
    FROM jsonb_array_elements(i.effects -> 'repeals') said
    WHERE jsonb_typeof(i.effects -> 'repeals') = 'array'
"""

# The same as before (0007) from one reading of the orders.
ROSTER = f"""
CREATE OR REPLACE VIEW teams_rosterinterval AS
WITH entry AS (
    SELECT i.id                                   AS issued_order_id,
           i.centre_id                            AS centre_id,
           e.team_id                              AS team_id,
           i.effective_on                         AS since_on,
           i.year                                 AS year,
           i.number                               AS number,
           i.number_text                          AS number_text,
           e.op                                   AS op,
           e.place                                AS place,
           e.said                                 AS said,
           (e.said ->> 'person')::bigint          AS person_id
    FROM {ORDERS} i
    CROSS JOIN LATERAL (
        SELECT coalesce((i.effects -> 'team' ->> 'id')::bigint, i.order_id) AS team_id, said ->> 'op' AS op, place, said
        FROM jsonb_array_elements(coalesce(i.effects -> 'composition', '[]')) WITH ORDINALITY AS c(said, place)
        UNION ALL
        SELECT bound.*, 0, NULL FROM ({BOUNDS}) bound
    ) e
),
bounded AS (
    SELECT entry.*,
           bool_or(op = 'begins') OVER of_team AS is_of_team,
           least(min(since_on) FILTER (WHERE op = 'ends') OVER of_team, lead(since_on) OVER (
               PARTITION BY centre_id, team_id, person_id ORDER BY since_on, year, number, place
           )) AS until_on
    FROM entry
    WINDOW of_team AS (PARTITION BY centre_id, team_id)
)
SELECT issued_order_id * 1000 + place          AS id,
       team_id,
       issued_order_id,
       centre_id,
       person_id,
       said ->> 'name'                         AS name,
       coalesce(said ->> 'description', '')    AS description,
       said ->> 'function'                     AS function,
       array_position(ARRAY['chair', 'deputy', 'secretary', 'member'], said ->> 'function') * 10000
           + coalesce((said ->> 'rank')::int, place::int) AS rank,
       coalesce(said ->> 'unit', said ->> 'provision') AS unit,
       (said ->> 'provision') || ' zarządzenia nr ' || number_text AS provision,
       since_on,
       until_on
FROM bounded
WHERE op = 'appoint' AND is_of_team AND (until_on IS NULL OR until_on > since_on)
"""
MANDATE = f"""
CREATE OR REPLACE VIEW teams_mandate AS
WITH entry AS (
    SELECT i.id                                   AS issued_order_id,
           i.centre_id                            AS centre_id,
           e.team_id                              AS team_id,
           i.effective_on                         AS since_on,
           i.year                                 AS year,
           i.number                               AS number,
           e.op                                   AS op,
           CASE WHEN jsonb_typeof(i.effects -> 'rules') = 'object' AND e.op = 'says'
                THEN i.effects -> 'rules' || jsonb_build_object('order', i.number_text)
                ELSE nullif(i.effects -> 'rules', 'null') END AS rules,
           nullif(i.effects -> 'products', 'null')  AS products,
           nullif(i.effects -> 'documents', 'null') AS documents
    FROM {ORDERS} i
    CROSS JOIN LATERAL (
        {BOUNDS}
        UNION ALL
        SELECT (i.effects -> 'team' ->> 'id')::bigint, 'says'
        WHERE (i.effects -> 'team' ->> 'id')::bigint <> i.order_id AND i.effects ?| ARRAY['rules', 'products', 'documents']
    ) e
),
bounded AS (
    SELECT entry.*,
           bool_or(op = 'begins') OVER of_team AS is_of_team,
           min(since_on) FILTER (WHERE op = 'ends') OVER of_team AS ended_on
    FROM entry
    WINDOW of_team AS (PARTITION BY centre_id, team_id)
),
carried AS (
    SELECT issued_order_id,
           centre_id,
           team_id,
           since_on,
           least(ended_on, lead(since_on) OVER sayings) AS until_on,
           array_agg(rules) FILTER (WHERE rules IS NOT NULL) OVER sayings         AS rules,
           array_agg(products) FILTER (WHERE products IS NOT NULL) OVER sayings   AS products,
           array_agg(documents) FILTER (WHERE documents IS NOT NULL) OVER sayings AS documents
    FROM bounded
    WHERE op <> 'ends' AND is_of_team
    WINDOW sayings AS (PARTITION BY centre_id, team_id ORDER BY since_on, year, number)
)
SELECT issued_order_id                                  AS id,
       team_id,
       issued_order_id,
       centre_id,
       rules[cardinality(rules)]                        AS rules,
       coalesce(products[cardinality(products)], '[]')  AS products,
       coalesce(documents[cardinality(documents)], '[]') AS documents,
       since_on,
       until_on
FROM carried
WHERE until_on IS NULL OR until_on > since_on
"""

ROSTER_BEFORE = f"""
CREATE OR REPLACE VIEW teams_rosterinterval AS
WITH entry AS (
    SELECT i.id                                   AS issued_order_id,
           i.centre_id                            AS centre_id,
           t.id                                   AS team_id,
           t.until_on                             AS ended_on,
           i.effective_on                         AS since_on,
           i.year                                 AS year,
           i.number                               AS number,
           i.number_text                          AS number_text,
           e.place                                AS place,
           e.said                                 AS said,
           (e.said ->> 'person')::bigint          AS person_id
    FROM {ORDERS} i
    CROSS JOIN LATERAL jsonb_array_elements(coalesce(i.effects -> 'composition', '[]'))
        WITH ORDINALITY AS e(said, place)
    JOIN teams_team t
      ON t.id = coalesce((i.effects -> 'team' ->> 'id')::bigint, i.order_id) AND t.centre_id = i.centre_id
),
bounded AS (
    SELECT entry.*,
           least(ended_on, lead(since_on) OVER (
               PARTITION BY centre_id, team_id, person_id ORDER BY since_on, year, number, place
           )) AS until_on
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
       array_position(ARRAY['chair', 'deputy', 'secretary', 'member'], said ->> 'function') * 10000
           + coalesce((said ->> 'rank')::int, place::int) AS rank,
       coalesce(said ->> 'unit', said ->> 'provision') AS unit,
       (said ->> 'provision') || ' zarządzenia nr ' || number_text AS provision,
       since_on,
       until_on
FROM bounded
WHERE said ->> 'op' = 'appoint' AND (until_on IS NULL OR until_on > since_on)
"""
MANDATE_BEFORE = f"""
CREATE OR REPLACE VIEW teams_mandate AS
WITH entry AS (
    SELECT i.id                                   AS issued_order_id,
           i.centre_id                            AS centre_id,
           t.id                                   AS team_id,
           t.until_on                             AS ended_on,
           i.effective_on                         AS since_on,
           i.year                                 AS year,
           i.number                               AS number,
           CASE WHEN jsonb_typeof(i.effects -> 'rules') = 'object' AND i.order_id <> t.id
                THEN i.effects -> 'rules' || jsonb_build_object('order', i.number_text)
                ELSE nullif(i.effects -> 'rules', 'null') END AS rules,
           nullif(i.effects -> 'products', 'null')  AS products,
           nullif(i.effects -> 'documents', 'null') AS documents
    FROM {ORDERS} i
    JOIN teams_team t
      ON t.id = coalesce((i.effects -> 'team' ->> 'id')::bigint, i.order_id) AND t.centre_id = i.centre_id
    WHERE i.order_id = t.id OR i.effects ?| ARRAY['rules', 'products', 'documents']
),
carried AS (
    SELECT issued_order_id,
           centre_id,
           team_id,
           since_on,
           least(ended_on, lead(since_on) OVER sayings) AS until_on,
           array_agg(rules) FILTER (WHERE rules IS NOT NULL) OVER sayings         AS rules,
           array_agg(products) FILTER (WHERE products IS NOT NULL) OVER sayings   AS products,
           array_agg(documents) FILTER (WHERE documents IS NOT NULL) OVER sayings AS documents
    FROM entry
    WINDOW sayings AS (PARTITION BY centre_id, team_id ORDER BY since_on, year, number)
)
SELECT issued_order_id                                  AS id,
       team_id,
       issued_order_id,
       centre_id,
       rules[cardinality(rules)]                        AS rules,
       coalesce(products[cardinality(products)], '[]')  AS products,
       coalesce(documents[cardinality(documents)], '[]') AS documents,
       since_on,
       until_on
FROM carried
WHERE until_on IS NULL OR until_on > since_on
"""


class Migration(migrations.Migration):
    """Rosters and mandates read the orders of a centre once: half of the time that the database took."""

    dependencies = [("teams", "0009_votes_come_in_time")]
    operations = [
        migrations.RunSQL(ROSTER, ROSTER_BEFORE),
        migrations.RunSQL(MANDATE, MANDATE_BEFORE),
    ]
