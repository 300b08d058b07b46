from django.db import migrations

GUARD = """
CREATE FUNCTION opinions_text_is_still_open() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    state text;
BEGIN
    -- FOR SHARE: a save that comes while the vote is being opened waits, then sees the new state.
    IF TG_OP <> 'INSERT' THEN
        SELECT status INTO state FROM opinions_opinion WHERE id = OLD.opinion_id FOR SHARE;
        IF state NOT IN ('working', 'circulated') THEN
            RAISE EXCEPTION 'Treści nie można już zmienić: trwa głosowanie albo treść została przyjęta.'
                USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        SELECT status INTO state FROM opinions_opinion WHERE id = NEW.opinion_id FOR SHARE;
        IF state NOT IN ('working', 'circulated') THEN
            RAISE EXCEPTION 'Treści nie można już zmienić: trwa głosowanie albo treść została przyjęta.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    RETURN OLD;
END $$;
"""
TABLES = ["opinions_section", "opinions_finding", "opinions_recommendation"]


class Migration(migrations.Migration):
    """What is put to the vote cannot change any more: a plain trigger, which no setting of a session switches off."""

    dependencies = [("opinions", "0002_guard_the_workflow")]
    operations = [
        migrations.RunSQL(GUARD, "DROP FUNCTION opinions_text_is_still_open()"),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER text_is_still_open BEFORE INSERT OR UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION opinions_text_is_still_open()",
                f"DROP TRIGGER text_is_still_open ON {table}",
            )
            for table in TABLES
        ),
    ]
