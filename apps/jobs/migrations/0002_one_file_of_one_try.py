from django.db import migrations

from apps.core.guards import belongs_together, guard, moves_by_the_table, stays

MOVES = [
    "queued:running", "queued:failed", "queued:stopped",
    "running:queued", "running:done", "running:failed", "running:stopped",
]  # fmt: skip
ENDED = """
    IF OLD.status IN ('done', 'failed', 'stopped') THEN
        RAISE EXCEPTION 'Zestawienie % już się zakończyło.', OLD.id;
    END IF;
    RETURN NEW;"""
RUNNING = "EXISTS (SELECT FROM jobs_job WHERE id = NEW.job_id AND status = 'running')"


class Migration(migrations.Migration):
    """A job asks for one thing, ends once, and takes parts only while it is being made."""

    dependencies = [("jobs", "0001_initial")]
    operations = [
        *moves_by_the_table("jobs_job", "queued", MOVES),
        *stays("jobs_job", "kind", "title", "parameters", "asked_by_id", "centre_id", "asked_at"),
        *guard("ends_once", "jobs_job", "BEFORE UPDATE", ENDED),
        *belongs_together("jobs_jobpart", RUNNING, "Część wyniku zapisuje się, póki zestawienie się robi."),
        *stays("jobs_jobpart", "job_id", "rank", "content"),
        migrations.RunSQL(
            "ALTER TABLE jobs_jobpart ADD CONSTRAINT a_part_is_small CHECK (octet_length(content) <= 1000000)",
            "ALTER TABLE jobs_jobpart DROP CONSTRAINT a_part_is_small",
        ),
    ]
