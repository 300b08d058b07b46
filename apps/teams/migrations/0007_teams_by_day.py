from django.db import migrations, models

from apps.core.guards import OUR_TABLES

# Orders of the register; a struck entry from paper does nothing.
ORDERS = """(
    SELECT * FROM orders_issuedorder WHERE id NOT IN (SELECT entry_id FROM orders_struckentry)
)"""

# A team ends when an order dissolves it or repeals the order that appointed it.
TEAM = f"""
CREATE VIEW teams_team AS
WITH ended AS (
    SELECT i.centre_id, (i.effects -> 'team' ->> 'id')::bigint AS team_id, i.effective_on
    FROM {ORDERS} i
    WHERE i.effects ? 'dissolves'
    UNION ALL
    SELECT i.centre_id, (said ->> 'order')::bigint, i.effective_on
    FROM {ORDERS} i, jsonb_array_elements(i.effects -> 'repeals') said
    WHERE jsonb_typeof(i.effects -> 'repeals') = 'array'
),
first_end AS (
    SELECT centre_id, team_id, min(effective_on) AS until_on FROM ended GROUP BY centre_id, team_id
)
SELECT i.order_id                          AS id,
       i.id                                AS issued_order_id,
       i.centre_id                         AS centre_id,
       (i.effects ->> 'pilot')::bigint     AS pilot_id,
       i.effects -> 'team' ->> 'name'          AS name,
       i.effects -> 'team' ->> 'name_genitive' AS name_genitive,
       i.effective_on                      AS effective_on,
       e.until_on                          AS until_on
FROM {ORDERS} i
LEFT JOIN first_end e ON e.team_id = i.order_id AND e.centre_id = i.centre_id
WHERE i.effects ->> 'kind' = 'appoint_team'
"""

# As before, and: whoever is still there leaves with the team; what orders say of a team that is no more changes
# nothing. `unit` is where the person stands in the appointing order, `rank` the order of that text: by function, then
# by place. Windows, not a subquery for each row (0002).
ROSTER = f"""
CREATE VIEW teams_rosterinterval AS
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

# What a team works on and under which rules: what an order leaves unsaid stays as the orders before it said. Rules
# that another order changed name it, so that a ballot frozen under them does too.
MANDATE = f"""
CREATE VIEW teams_mandate AS
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

BALLOT_BELONGS = f"""
CREATE OR REPLACE FUNCTION teams_ballot_belongs_together() RETURNS trigger LANGUAGE plpgsql {OUR_TABLES} AS $$
DECLARE opened_on date := (NEW.opened_at AT TIME ZONE 'Europe/Warsaw')::date;
BEGIN
    IF NOT EXISTS (
        SELECT FROM teams_mandate m
        WHERE m.team_id = NEW.team_id AND m.centre_id = NEW.centre_id AND m.rules = NEW.rules
          AND m.since_on <= opened_on AND (m.until_on IS NULL OR m.until_on > opened_on)
    ) THEN
        RAISE EXCEPTION 'Zasady głosowania nie są zasadami, które zespołowi w tym dniu dały zarządzenia.';
    END IF;
    RETURN NEW;
END $$
"""

TEAM_BEFORE = """
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
ROSTER_BEFORE = """
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
BALLOT_BEFORE = f"""
CREATE OR REPLACE FUNCTION teams_ballot_belongs_together() RETURNS trigger LANGUAGE plpgsql {OUR_TABLES} AS $$
BEGIN
    IF (EXISTS (
        SELECT FROM teams_team t
        WHERE t.id = NEW.team_id AND t.centre_id = NEW.centre_id AND t.rules = NEW.rules
    )) IS NOT TRUE THEN
        RAISE EXCEPTION 'Zasady głosowania nie są zasadami z zarządzenia o powołaniu zespołu.';
    END IF;
    RETURN NEW;
END $$
"""


class Migration(migrations.Migration):
    """Teams begin, change and end by orders: composition, rules and work are those of a day."""

    dependencies = [("teams", "0006_forms_are_kept_by_orders"), ("orders", "0008_entries_of_orders_from_paper")]
    operations = [
        migrations.RunSQL("DROP VIEW teams_rosterinterval", ROSTER_BEFORE),
        migrations.RunSQL("DROP VIEW teams_team", TEAM_BEFORE),
        migrations.RunSQL(TEAM, "DROP VIEW teams_team"),
        migrations.RunSQL(ROSTER, "DROP VIEW teams_rosterinterval"),
        migrations.RunSQL(MANDATE, "DROP VIEW teams_mandate"),
        migrations.RunSQL(BALLOT_BELONGS, BALLOT_BEFORE),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("rules", models.JSONField(null=True, verbose_name="tryb pracy")),
                ("products", models.JSONField(verbose_name="produkty końcowe")),
                ("documents", models.JSONField(verbose_name="dokumenty")),
                ("since_on", models.DateField(verbose_name="od")),
                ("until_on", models.DateField(null=True, verbose_name="do (wyłącznie)")),
            ],
            options={"db_table": "teams_mandate", "ordering": ["since_on", "pk"], "managed": False},
        ),
        migrations.RemoveField("team", "rules"),
        migrations.RemoveField("team", "products"),
        migrations.RemoveField("team", "documents"),
        migrations.AddField("team", "until_on", models.DateField("rozwiązany od", null=True)),
        migrations.AddField("rosterinterval", "unit", models.TextField("jednostka redakcyjna", default="")),
    ]
