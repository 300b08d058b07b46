import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from apps.core.guards import OUR_TABLES, belongs_together

STRUCK = "EXISTS (SELECT FROM orders_struckentry s WHERE s.entry_id = {0}.id)"

# A struck entry does nothing to other orders, and nothing is done to it.
RELATION = f"""
CREATE OR REPLACE VIEW orders_relation AS
SELECT newer.id * 1000 + said.place        AS id,
       newer.centre_id                     AS centre_id,
       newer.id                            AS newer_id,
       older.id                            AS older_id,
       said.kind                           AS kind,
       newer.effective_on                  AS since_on,
       coalesce(said.what ->> 'provision', '') AS provision
FROM orders_issuedorder newer
CROSS JOIN LATERAL (
    SELECT 0::bigint AS place, 'amends' AS kind, newer.effects -> 'amends' AS what WHERE newer.effects ? 'amends'
    UNION ALL
    SELECT r.place, 'repeals', r.what
    FROM jsonb_array_elements(coalesce(newer.effects -> 'repeals', '[]')) WITH ORDINALITY AS r(what, place)
) said
JOIN orders_issuedorder older
  ON older.order_id = (said.what ->> 'order')::bigint AND older.centre_id = newer.centre_id
"""
ONLY_STANDING = f"WHERE NOT {STRUCK.format('newer')} AND NOT {STRUCK.format('older')}"

# An order of the program takes the counter's number and is printed by the program. An order from paper takes a number
# that the counter has passed and nobody bears, is a scan that is no print of ours, and acts only on other entries.
ENTERS = f"""
CREATE OR REPLACE FUNCTION orders_number_comes_from_the_counter() RETURNS trigger LANGUAGE plpgsql {OUR_TABLES} AS $$
DECLARE
    counted integer;
    earlier integer;
BEGIN
    IF pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
        RETURN NEW;
    END IF;
    SELECT c.last INTO counted FROM orders_ordercounter c WHERE c.centre_id = NEW.centre_id AND c.year = NEW.year;
    IF counted IS NULL OR NEW.number > counted OR NEW.number < 1
       OR (NEW.origin <> 'recorded' AND NEW.number <> counted) THEN
        RAISE EXCEPTION 'Numer %/% nie pochodzi z licznika zarządzeń ośrodka.', NEW.number, NEW.year;
    END IF;
    IF NOT EXISTS (SELECT FROM orders_order o
                   WHERE o.id = NEW.order_id AND o.centre_id = NEW.centre_id AND o.status = 'draft'
                     AND o.kind = NEW.kind AND (o.kind = 'recorded') = (NEW.origin = 'recorded')) THEN
        RAISE EXCEPTION 'Zarządzenie % nie jest projektem tego ośrodka.', NEW.order_id;
    END IF;
    IF NOT EXISTS (SELECT FROM documents_frozendocument d
                   WHERE d.id = NEW.document_id AND d.centre_id = NEW.centre_id
                     AND d.kind = CASE NEW.origin WHEN 'recorded' THEN 'scan' ELSE 'order' END) THEN
        RAISE EXCEPTION 'Dokument % nie jest dokumentem tego zarządzenia.', NEW.document_id;
    END IF;
    IF EXISTS (SELECT FROM orders_issuedorder i
               WHERE i.centre_id = NEW.centre_id
                 AND (i.number_text = NEW.number_text OR (i.year = NEW.year AND i.number = NEW.number))
                 AND NOT {STRUCK.format("i")}) THEN
        RAISE EXCEPTION 'Numer % nosi już inne zarządzenie.', NEW.number_text;
    END IF;
    SELECT coalesce(max(i.entry_number), 0) INTO earlier FROM orders_issuedorder i
    WHERE i.centre_id = NEW.centre_id
      AND (i.number_text = NEW.number_text OR (i.year = NEW.year AND i.number = NEW.number));
    IF NEW.entry_number <> earlier + 1 OR NEW.year <> extract(year FROM NEW.signed_on) THEN
        RAISE EXCEPTION 'To nie jest następny wpis numeru %.', NEW.number_text;
    END IF;
    IF NEW.origin = 'recorded' THEN
        PERFORM orders_is_an_entry_from_paper(NEW);
    END IF;
    RETURN NEW;
END $$
"""

FROM_PAPER = f"""
CREATE FUNCTION orders_is_an_entry_from_paper(entry orders_issuedorder) RETURNS void LANGUAGE plpgsql {OUR_TABLES}
AS $$
BEGIN
    IF entry.signed_on > (entry.issued_at AT TIME ZONE 'Europe/Warsaw')::date THEN
        RAISE EXCEPTION 'Wpisywane zarządzenie % ma datę późniejszą niż dzień wpisu.', entry.number_text;
    END IF;
    IF EXISTS (SELECT FROM documents_frozendocument scan
               JOIN documents_frozendocument ours ON ours.blob_id = scan.blob_id AND ours.kind <> 'scan'
               WHERE scan.id = entry.document_id) THEN
        RAISE EXCEPTION 'Plik zarządzenia % utworzył program, więc nie jest to skan.', entry.number_text;
    END IF;
    IF EXISTS (
        SELECT FROM (
            SELECT (entry.effects -> 'amends' ->> 'order')::bigint AS acted_on
            UNION SELECT (r ->> 'order')::bigint FROM jsonb_array_elements(coalesce(entry.effects -> 'repeals', '[]')) r
            UNION SELECT (entry.effects -> 'team' ->> 'id')::bigint
        ) said
        WHERE said.acted_on IS NOT NULL AND said.acted_on <> entry.order_id
          AND NOT EXISTS (SELECT FROM orders_issuedorder older
                          WHERE older.order_id = said.acted_on AND older.centre_id = entry.centre_id
                            AND older.origin = 'recorded' AND older.signed_on <= entry.signed_on)
    ) THEN
        RAISE EXCEPTION 'Wpis % działa na zarządzenie, które nie jest wcześniejszym wpisem.', entry.number_text;
    END IF;
END $$
"""

COUNTER_NEVER_FALLS_BELOW = f"""
CREATE OR REPLACE FUNCTION orders_counter_never_falls_below() RETURNS trigger LANGUAGE plpgsql {OUR_TABLES} AS $$
DECLARE
    highest integer;
BEGIN
    SELECT coalesce(max(i.number), 0) INTO highest FROM orders_issuedorder i
    WHERE i.centre_id = OLD.centre_id AND i.year = OLD.year AND NOT {STRUCK.format("i")};
    IF TG_OP = 'DELETE' AND highest = 0 THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'DELETE' OR (NEW.centre_id, NEW.year) <> (OLD.centre_id, OLD.year) OR NEW.last < highest THEN
        RAISE EXCEPTION 'W %. roku wydano już zarządzenie nr %.', OLD.year, highest;
    END IF;
    RETURN NEW;
END $$
"""

# Entries from paper leave gaps until all are made; only what the program itself issued runs on without one.
NO_JUMP = f"""
CREATE OR REPLACE FUNCTION orders_ordercounter_never_jumps() RETURNS trigger LANGUAGE plpgsql {OUR_TABLES} AS $$
DECLARE
    highest integer;
BEGIN
    SELECT coalesce(max(i.number), 0) INTO highest FROM orders_issuedorder i
    WHERE i.centre_id = NEW.centre_id AND i.year = NEW.year AND i.origin = 'issued';
    IF highest > 0 AND NEW.last > highest + 1 THEN
        RAISE EXCEPTION 'W %. roku ostatnie zarządzenie ma nr %, więc licznik nie może wskazywać %.',
            NEW.year, highest, NEW.last;
    END IF;
    RETURN NEW;
END $$
"""

MAY_BE_STRUCK = """EXISTS (
        SELECT FROM orders_issuedorder i
        WHERE i.id = NEW.entry_id AND i.origin = 'recorded'
          AND NOT EXISTS (SELECT FROM orders_relation r WHERE r.older_id = i.id)
          AND NOT EXISTS (SELECT FROM orders_issuedorder other
                          WHERE other.centre_id = i.centre_id AND other.id <> i.id
                            AND (other.effects -> 'team' ->> 'id')::bigint = i.order_id
                            AND NOT EXISTS (SELECT FROM orders_struckentry s WHERE s.entry_id = other.id))
    )"""


class Migration(migrations.Migration):
    """Orders from before the program are entered by hand, with a scan; a wrong entry is struck, never changed."""

    dependencies = [
        ("documents", "0002_scans_and_public_versions"),
        ("orders", "0007_orders_in_depth"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="issuedorder",
            name="entry_number",
            field=models.PositiveSmallIntegerField(
                default=1, editable=False, verbose_name="który wpis tego numeru"
            ),
        ),
        migrations.RemoveConstraint(model_name="issuedorder", name="order_number_is_unique_in_a_year"),
        migrations.RemoveConstraint(model_name="issuedorder", name="order_number_is_written_once_in_a_centre"),
        migrations.AddConstraint(
            model_name="issuedorder",
            constraint=models.UniqueConstraint(
                fields=("centre", "year", "number", "entry_number"),
                name="order_number_is_unique_in_a_year",
                violation_error_message="Ten numer zarządzenia jest już zajęty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="issuedorder",
            constraint=models.UniqueConstraint(
                fields=("centre", "number_text", "entry_number"),
                name="order_number_is_written_once_in_a_centre",
                violation_error_message="Ten numer zarządzenia jest już zajęty.",
            ),
        ),
        migrations.CreateModel(
            name="StruckEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="powód")),
                ("struck_by_name", models.CharField(max_length=200, verbose_name="unieważnił(a)")),
                ("struck_at", models.DateTimeField(verbose_name="unieważniono")),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="struck",
                        to="orders.issuedorder",
                        verbose_name="wpis",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="unieważnił(a)",
                    ),
                ),
            ],
            options={
                "verbose_name": "unieważnienie wpisu",
                "verbose_name_plural": "unieważnienia wpisów",
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="struckentry",
            trigger=pgtrigger.compiler.Trigger(
                name="is_written_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8a24e5ad9f64094086fdb47f21107ca0e22a6e83",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_is_written_once_61297",
                    table="orders_struckentry",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(RELATION + ONLY_STANDING, RELATION),
        migrations.RunSQL(FROM_PAPER, "DROP FUNCTION orders_is_an_entry_from_paper"),
        migrations.RunSQL(ENTERS, migrations.RunSQL.noop),
        migrations.RunSQL(COUNTER_NEVER_FALLS_BELOW, migrations.RunSQL.noop),
        migrations.RunSQL(NO_JUMP, migrations.RunSQL.noop),
        *belongs_together(
            "orders_struckentry",
            MAY_BE_STRUCK,
            "Unieważnia się tylko wpis z papieru, na który nie działa inne zarządzenie.",
        ),
    ]
