from django.db import migrations

# What was typed is no part of what was issued, so issued orders get theirs too; their guard is lifted for that alone.
MOVE = """
ALTER TABLE orders_order DISABLE TRIGGER issued_is_issued;
UPDATE orders_order o SET typed = d.typed FROM teams_appointmentdraft d WHERE d.order_id = o.id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
ALTER TABLE orders_order ENABLE TRIGGER issued_is_issued;
"""
BACK = """
INSERT INTO teams_appointmentdraft (order_id, typed)
SELECT o.id, o.typed FROM orders_order o WHERE o.kind = 'appointment' AND o.typed <> '{}';
"""


class Migration(migrations.Migration):
    """What was typed into a form is kept by its order, whatever the kind."""

    dependencies = [("teams", "0005_ballots_follow_the_order"), ("orders", "0007_orders_in_depth")]
    operations = [migrations.RunSQL(MOVE, BACK), migrations.DeleteModel("AppointmentDraft")]
