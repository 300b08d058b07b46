from django.db import migrations

from apps.core.guards import belongs_together

ANOTHER_FILE = """
    NEW.form IN ('embedded', 'detached', 'rewritten', 'scan')
    AND EXISTS (SELECT FROM documents_frozendocument d WHERE d.id = NEW.document_id AND d.blob_id <> NEW.blob_id)
    AND EXISTS (SELECT FROM accounts_user u JOIN accounts_person p ON p.id = u.person_id
                JOIN documents_frozendocument d ON d.centre_id = p.centre_id
                WHERE u.id = NEW.attached_by_id AND d.id = NEW.document_id)"""


class Migration(migrations.Migration):
    """A signed copy is not the unsigned file itself, and somebody of the document's centre attached it."""

    dependencies = [("signatures", "0001_initial"), ("accounts", "0003_legal_advisers")]
    operations = [
        *belongs_together(
            "signatures_signedcopy",
            ANOTHER_FILE,
            "Podpisany egzemplarz to inny plik niż sam dokument, a dołącza go osoba z tego samego ośrodka.",
        ),
    ]
