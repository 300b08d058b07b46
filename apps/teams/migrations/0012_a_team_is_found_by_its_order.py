import importlib

from django.db import migrations

BEFORE = importlib.import_module("apps.teams.migrations.0007_teams_by_day").TEAM

# Orders of the register; a struck entry from paper does nothing.
ORDERS = """(
    SELECT * FROM orders_issuedorder WHERE id NOT IN (SELECT entry_id FROM orders_struckentry)
)"""

# Few orders end a team; those of a centre are found by this index, whatever the number of centres.
ENDS = "(effects ? 'dissolves' OR jsonb_typeof(effects -> 'repeals') = 'array')"
INDEX = f"CREATE INDEX orders_that_may_end_a_team ON orders_issuedorder (centre_id) WHERE {ENDS}"

# The same as before (0007). The end is looked for from the team, not for all teams at once, so that one team read by
# its key, as a join reads it, costs one look into the orders.
TEAM = f"""
CREATE OR REPLACE VIEW teams_team AS
SELECT i.order_id                          AS id,
       i.id                                AS issued_order_id,
       i.centre_id                         AS centre_id,
       (i.effects ->> 'pilot')::bigint     AS pilot_id,
       i.effects -> 'team' ->> 'name'          AS name,
       i.effects -> 'team' ->> 'name_genitive' AS name_genitive,
       i.effective_on                      AS effective_on,
       e.until_on                          AS until_on
FROM {ORDERS} i
LEFT JOIN LATERAL (
    SELECT min(effective_on) AS until_on
    FROM {ORDERS} ending
    WHERE ending.centre_id = i.centre_id AND {ENDS} AND (
        effects ? 'dissolves' AND (effects -> 'team' ->> 'id')::bigint = i.order_id
        OR jsonb_typeof(effects -> 'repeals') = 'array'
        AND effects -> 'repeals' @> jsonb_build_array(jsonb_build_object('order', i.order_id))
    )
) e ON true
WHERE i.effects ->> 'kind' = 'appoint_team'
"""


class Migration(migrations.Migration):
    dependencies = [("teams", "0011_documents_say_what_they_are")]

    operations = [
        migrations.RunSQL(INDEX, "DROP INDEX orders_that_may_end_a_team"),
        migrations.RunSQL(TEAM, BEFORE.replace("CREATE VIEW", "CREATE OR REPLACE VIEW")),
    ]
