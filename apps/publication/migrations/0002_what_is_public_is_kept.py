from django.db import migrations, models

from apps.core.guards import guard


class Migration(migrations.Migration):
    dependencies = [("publication", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="text",
            field=models.JSONField(
                default=dict,
                help_text="to, co drukuje wersja publiczna, bez danych wyłączonych",
                verbose_name="treść publiczna",
            ),
            preserve_default=False,
        ),
        *guard(
            "is_what_it_says",
            "publication_publication",
            "BEFORE INSERT",
            """
    IF NOT EXISTS (SELECT FROM documents_frozendocument WHERE id = NEW.document_id AND kind = 'public') THEN
        RAISE EXCEPTION 'Publikuje się wersję publiczną dokumentu.';
    END IF;
    IF NEW.published_at NOT BETWEEN now() - interval '10 minutes' AND now() + interval '10 minutes' THEN
        RAISE EXCEPTION 'Chwila publikacji nie jest chwilą, w której się ona odbywa.';
    END IF;
    RETURN NEW;""",
        ),
        *guard(
            "is_what_it_says",
            "publication_withdrawal",
            "BEFORE INSERT",
            """
    IF EXISTS (
        SELECT FROM publication_publication this
        JOIN publication_publication newer ON newer.issued_order_id = this.issued_order_id AND newer.id > this.id
        WHERE this.id = NEW.publication_id
    ) THEN
        RAISE EXCEPTION 'Wycofać można tylko bieżącą wersję.';
    END IF;
    IF NEW.withdrawn_at NOT BETWEEN now() - interval '10 minutes' AND now() + interval '10 minutes' THEN
        RAISE EXCEPTION 'Chwila wycofania nie jest chwilą, w której się ono odbywa.';
    END IF;
    RETURN NEW;""",
        ),
    ]
