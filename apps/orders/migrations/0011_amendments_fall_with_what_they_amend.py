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
    WHERE NOT EXISTS (SELECT FROM orders_struckentry s WHERE s.entry_id IN (newer.id, older.id))
"""

# An order falls with its amendments, which the clause of repeal names („…, zmienione zarządzeniem …”); a change that
# was to come after the end changes nothing.
RELATION = f"""
CREATE OR REPLACE VIEW orders_relation AS
WITH said AS ({SAID})
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
    """Amending orders end with the order that they amend, also those that had not come into force by then."""

    dependencies = [("orders", "0010_an_earlier_day_has_its_reason")]
    operations = [migrations.RunSQL(RELATION, f"CREATE OR REPLACE VIEW orders_relation AS {SAID}")]
