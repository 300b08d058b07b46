from django.db import migrations, models

from apps.core.guards import guard

AS_DRAFTED = """
    IF NOT EXISTS (
        SELECT FROM orders_order o WHERE o.id = NEW.order_id
        AND (o.case_number, o.class_symbol, o.archival_category)
            = (NEW.case_number, NEW.class_symbol, NEW.archival_category)
    ) THEN
        RAISE EXCEPTION 'Znak sprawy, symbol albo kategoria zarządzenia nie zgadza się z projektem.';
    END IF;
    RETURN NEW;"""


def texts():
    yield "case_number", models.CharField(blank=True, default="", max_length=60, verbose_name="znak sprawy")
    label = "symbol klasyfikacyjny (JRWA)"
    yield "class_symbol", models.CharField(blank=True, default="", max_length=20, verbose_name=label)
    yield (
        "archival_category",
        models.CharField(blank=True, default="", max_length=10, verbose_name="kategoria archiwalna"),
    )


class Migration(migrations.Migration):
    """How an order is filed: its case number, class symbol and archival category, frozen when it is issued."""

    dependencies = [("orders", "0013_relations_of_one_centre")]
    operations = [
        *(migrations.AddField(model, name, field) for model in ("issuedorder", "order") for name, field in texts()),
        *guard("filed_as_drafted", "orders_issuedorder", "BEFORE INSERT", AS_DRAFTED),
    ]
