from django.db import migrations, models

from apps.core.guards import guard

# What was handed over before gets its number too; the guard of what is written once is lifted for that alone.
COUNT = """
ALTER TABLE opinions_handover DISABLE TRIGGER USER;
UPDATE opinions_handover h SET dissents = (
    SELECT count(*) FROM opinions_dissentingopinion d JOIN opinions_confirmation c ON c.adoption_id = d.adoption_id
    WHERE c.id = h.confirmation_id
);
ALTER TABLE opinions_handover ENABLE TRIGGER USER;
"""
COUNTED = """
    IF NEW.dissents <> (
        SELECT count(*) FROM opinions_dissentingopinion d JOIN opinions_confirmation c ON c.adoption_id = d.adoption_id
        WHERE c.id = NEW.confirmation_id
    ) THEN
        RAISE EXCEPTION 'Liczba zdań odrębnych nie zgadza się z tymi, które zgłoszono.';
    END IF;
    RETURN NEW;"""


class Migration(migrations.Migration):
    """The register across centres says of each line how many dissents stand beside it. None is filed after the
    confirmation, so the number is counted once."""

    dependencies = [("opinions", "0018_contradictions")]
    operations = [
        migrations.AddField(
            "handover",
            "dissents",
            models.PositiveSmallIntegerField(db_default=0, verbose_name="zdania odrębne"),
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
        *guard("counts_its_dissents", "opinions_handover", "BEFORE INSERT", COUNTED),
    ]
