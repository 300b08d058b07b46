from django.db import migrations

from apps.core.guards import belongs_together

EXTENSION = """
    EXISTS (
        SELECT FROM consultations_consultation c
        JOIN consultations_documentversion v ON v.id = c.of_version_id
        WHERE c.id = NEW.consultation_id AND v.status = 'collecting' AND c.deadline_on = NEW.from_on
    )"""
FILE = """
    EXISTS (
        SELECT FROM teams_expertdocument d
        JOIN projects_pilot p ON p.id = d.pilot_id
        JOIN accounts_user u ON u.id = NEW.uploaded_by_id
        JOIN accounts_person who ON who.id = u.person_id
        WHERE d.id = NEW.document_id AND who.centre_id = p.centre_id
    )"""


class Migration(migrations.Migration):
    dependencies = [("consultations", "0009_versions_are_frozen_when_sent")]

    operations = [
        *belongs_together(
            "consultations_deadlineextension", EXTENSION, "Termin przedłuża się tylko w trakcie zbierania uwag."
        ),
        *belongs_together("consultations_uploadedfile", FILE, "Plik do dokumentu przesyła osoba z tego ośrodka."),
    ]
