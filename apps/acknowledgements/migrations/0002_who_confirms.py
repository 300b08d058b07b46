from django.db import migrations

from apps.core.guards import belongs_together


class Migration(migrations.Migration):
    dependencies = [("acknowledgements", "0001_initial")]

    operations = belongs_together(
        "acknowledgements_acknowledgement",
        """EXISTS (SELECT FROM acknowledgements_reader r
            JOIN acknowledgements_readingrequest q ON q.id = r.request_id
            JOIN accounts_user u ON u.id = NEW.confirmed_by_id
            JOIN accounts_person p ON p.id = u.person_id
            WHERE r.id = NEW.reader_id AND p.centre_id = q.centre_id AND (NEW.on_paper OR p.id = r.person_id))""",
        "Zapoznanie się potwierdza sama osoba, którą o to poproszono; podpis na papierze odnotowuje jej ośrodek.",
    )
