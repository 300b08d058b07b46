from django.db import migrations

# Not pgtrigger: its triggers can be switched off in a session. The version row is locked while its rows change, so
# that publishing waits for them, and they for it. Like a grant, the guard of INSERT does not bind the tables' owner.
GUARD = """
CREATE FUNCTION catalogue_published_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said jsonb[] := '{}';
    touched bigint[];
BEGIN
    IF TG_OP <> 'INSERT' THEN said := said || to_jsonb(OLD); END IF;
    IF TG_OP <> 'DELETE' THEN said := said || to_jsonb(NEW); END IF;
    IF TG_OP = 'INSERT' AND pg_has_role(current_user, (SELECT relowner FROM pg_class WHERE oid = TG_RELID), 'USAGE') THEN
        RETURN NEW;
    END IF;
    touched := ARRAY(SELECT coalesce(
        (one ->> 'version_id')::bigint,
        (SELECT version_id FROM catalogue_finalproduct WHERE id = (one ->> 'product_id')::bigint)) FROM unnest(said) one);
    PERFORM FROM catalogue_catalogueversion WHERE id = ANY (touched) ORDER BY id FOR SHARE;
    IF EXISTS (SELECT FROM catalogue_catalogueversion WHERE id = ANY (touched) AND published_at IS NOT NULL) THEN
        RAISE EXCEPTION 'Opublikowana wersja Tabeli 1 nie zmienia się.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;

CREATE FUNCTION catalogue_published_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Opublikowana wersja Tabeli 1 nie zmienia się.' USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER published_stays BEFORE UPDATE OR DELETE ON catalogue_catalogueversion
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION catalogue_published_stays();
"""
TABLES = ["modelelement", "finalproduct", "implementationstep", "requiredpart"]
ON_ROWS = "\n".join(
    f"CREATE TRIGGER published_is_final BEFORE INSERT OR UPDATE OR DELETE ON catalogue_{table} "
    "FOR EACH ROW EXECUTE FUNCTION catalogue_published_is_final();"
    for table in TABLES
)
UNDO = """
DROP FUNCTION catalogue_published_is_final() CASCADE;
DROP FUNCTION catalogue_published_stays() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunSQL(GUARD + ON_ROWS, UNDO)]
