import pgtrigger.migrations
from django.db import migrations

from apps.core.guards import looks_only_at_our_tables, moves_by_the_table, stays

MOVES = [
    "adopted:confirmed",
    "circulated:voting",
    "circulated:working",
    "confirmed:handed_over",
    "voting:adopted",
    "voting:circulated",
    "working:circulated",
]


class Migration(migrations.Migration):
    """The steps of an opinion, guarded by plain triggers in place of those that a session may ignore."""

    dependencies = [("opinions", "0003_content_freezes_with_the_vote")]
    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="opinion", name="moves_by_the_table"),
        pgtrigger.migrations.RemoveTrigger(model_name="opinion", name="is_born_working"),
        pgtrigger.migrations.RemoveTrigger(model_name="opinion", name="keeps_its_place"),
        *moves_by_the_table("opinions_opinion", "working", MOVES),
        *stays("opinions_opinion", "pilot_id", "product_id", "team_id"),
        *looks_only_at_our_tables("opinions_text_is_still_open"),
    ]
