from django.db import migrations

# What orders say they do; a struck entry from paper does nothing.
SAID = """
    SELECT newer.id * 1000 + said.place        AS id,
           newer.centre_id                     AS centre_id,
           newer.id                            AS newer_id,
           older.id                            AS older_id,
           said.kind                           AS kind,
           newer.effective_on                  AS since_on,
           coalesce(said.what ->> 'provision', '') AS provision
    FROM orders_issuedorder newer
    CROSS JOIN LATERAL (
        SELECT 0::bigint AS place, 'amends' AS kind, newer.effects -> 'amends' AS what WHERE newer.effects ? 'amends'
        UNION ALL
        SELECT r.place, 'repeals', r.what
        FROM jsonb_array_elements(coalesce(newer.effects -> 'repeals', '[]')) WITH ORDINALITY AS r(what, place)
    ) said
    JOIN orders_issuedorder older
      ON older.order_id = (said.what ->> 'order')::bigint AND older.centre_id = newer.centre_id
    WHERE newer.effects ?| ARRAY['amends', 'repeals']
      AND newer.id NOT IN (SELECT entry_id FROM orders_struckentry)
      AND older.id NOT IN (SELECT entry_id FROM orders_struckentry)
"""

# As before (0011): an order falls with its amendments, and a change that was to come after the end changes nothing.
# Windows over each order acted on: what was said is read once, and only that of the centre that is asked about.
RELATION = f"""
CREATE OR REPLACE VIEW orders_relation AS
WITH said AS ({SAID}),
told AS (
    SELECT said.*,
           min(since_on) FILTER (WHERE kind = 'repeals') OVER of_one AS ended_on,
           array_agg(newer_id) FILTER (WHERE kind = 'amends') OVER of_one AS amending
    FROM said
    WINDOW of_one AS (PARTITION BY centre_id, older_id)
)
SELECT does.id, told.centre_id, told.newer_id, does.older_id, told.kind, told.since_on, told.provision
FROM told
CROSS JOIN LATERAL (
    SELECT told.id, told.older_id
    WHERE told.kind = 'repeals' OR told.ended_on IS NULL OR told.ended_on > told.since_on
    UNION ALL
    SELECT - (told.newer_id * 1000000 + amending), amending FROM unnest(told.amending) amending
    WHERE told.kind = 'repeals' AND amending <> told.newer_id
) does
"""

SAID_BEFORE = """
    SELECT newer.id * 1000 + said.place        AS id,
           newer.centre_id                     AS centre_id,
           newer.id                            AS newer_id,
           older.id                            AS older_id,
           said.kind                           AS kind,
           newer.effective_on                  AS since_on,
           coalesce(said.what ->> 'provision', '') AS provision
    FROM orders_issuedorder newer
    CROSS JOIN LATERAL (
        SELECT 0::bigint AS place, 'amends' AS kind, newer.effects -> 'amends' AS what WHERE newer.effects ? 'amends'
        UNION ALL
        SELECT r.place, 'repeals', r.what
        FROM jsonb_array_elements(coalesce(newer.effects -> 'repeals', '[]')) WITH ORDINALITY AS r(what, place)
    ) said
    JOIN orders_issuedorder older
      ON older.order_id = (said.what ->> 'order')::bigint AND older.centre_id = newer.centre_id
    WHERE NOT EXISTS (SELECT FROM orders_struckentry s WHERE s.entry_id IN (newer.id, older.id))
"""
RELATION_BEFORE = f"""
CREATE OR REPLACE VIEW orders_relation AS
WITH said AS ({SAID_BEFORE})
SELECT said.* FROM said
WHERE said.kind = 'repeals' OR NOT EXISTS (
    SELECT FROM said ended
    WHERE ended.kind = 'repeals' AND ended.older_id = said.older_id AND ended.since_on <= said.since_on
)
UNION ALL
SELECT - (ended.newer_id * 1000000 + amending.newer_id), ended.centre_id, ended.newer_id, amending.newer_id,
       'repeals', ended.since_on, ended.provision
FROM said ended
JOIN said amending ON amending.kind = 'amends' AND amending.older_id = ended.older_id
WHERE ended.kind = 'repeals' AND amending.newer_id <> ended.newer_id
"""


class Migration(migrations.Migration):
    """How the orders of one centre act on one another follows from reading that centre's orders once."""

    dependencies = [("orders", "0012_who_prepared_an_order")]
    operations = [migrations.RunSQL(RELATION, RELATION_BEFORE)]
