from importlib import import_module

from django.db import migrations

before = import_module("apps.teams.migrations.0007_teams_by_day")
ALL = "FROM orders_issuedorder i"
STANDING = """FROM (
    SELECT o.* FROM orders_issuedorder o
    WHERE NOT EXISTS (SELECT FROM orders_struckentry s WHERE s.entry_id = o.id)
) i"""


def of_standing(view: str) -> migrations.RunSQL:
    """The same view of orders whose entry nobody struck."""
    anew = view.replace("CREATE VIEW", "CREATE OR REPLACE VIEW")
    return migrations.RunSQL(anew.replace(ALL, STANDING), anew)


class Migration(migrations.Migration):
    """An entry from paper that was struck appoints nobody, changes no team and ends none."""

    dependencies = [("orders", "0008_entries_of_orders_from_paper"), ("teams", "0007_teams_by_day")]
    operations = [of_standing(view) for view in (before.TEAM, before.ROSTER, before.MANDATE)]
