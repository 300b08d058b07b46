import pgtrigger.migrations
from django.db import migrations

from apps.core.guards import looks_only_at_our_tables, moves_by_the_table, stays


class Migration(migrations.Migration):
    """The steps of an order, guarded by plain triggers in place of those that a session may ignore."""

    dependencies = [("orders", "0004_issued_is_issued")]
    operations = [
        pgtrigger.migrations.RemoveTrigger(model_name="order", name="order_follows_its_workflow"),
        pgtrigger.migrations.RemoveTrigger(model_name="order", name="order_is_born_a_draft"),
        *moves_by_the_table("orders_order", "draft", ["draft:issued"]),
        *stays("orders_order", "centre_id"),
        *looks_only_at_our_tables(
            "orders_refuse_change_of_issued",
            "orders_number_comes_from_the_counter",
            "orders_issued_has_its_text",
            "orders_text_is_of_an_issued_order",
            "orders_counter_never_falls_below",
        ),
    ]
