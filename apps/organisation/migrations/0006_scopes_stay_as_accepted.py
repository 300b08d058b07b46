from django.db import migrations, models

from apps.core.guards import belongs_together, guard

WORDING = "purpose, effective_on, change_note, version"


def of(row):
    return ", ".join(f"{row}.{column.strip()}" for column in WORDING.split(","))


SCOPE = f"""
    IF TG_OP = 'DELETE' THEN
        IF OLD.status <> 'draft' THEN
            RAISE EXCEPTION 'Zakres czynności, który nie jest projektem, nie znika (%).', OLD.id;
        END IF;
        RETURN OLD;
    ELSIF OLD.status = 'accepted' THEN
        RAISE EXCEPTION 'Zatwierdzony zakres czynności już się nie zmienia (%).', OLD.id;
    ELSIF OLD.status = 'submitted' AND ROW({of("OLD")}) IS DISTINCT FROM ROW({of("NEW")}) THEN
        RAISE EXCEPTION 'Zakres czynności przekazany dyrektorowi się nie zmienia (%).', OLD.id;
    ELSIF NEW.status = 'accepted' AND NOT EXISTS (
        SELECT FROM documents_frozendocument d JOIN organisation_position p ON p.centre_id = d.centre_id
        WHERE d.id = NEW.document_id AND p.id = NEW.position_id AND d.kind = 'duties'
    ) THEN
        RAISE EXCEPTION 'Zatwierdzony zakres czynności ma własny dokument.';
    END IF;
    RETURN NEW;"""
DUTY = """
    FOREACH one IN ARRAY ARRAY[CASE WHEN TG_OP <> 'INSERT' THEN OLD.scope_id END,
                               CASE WHEN TG_OP <> 'DELETE' THEN NEW.scope_id END] LOOP
        IF one IS NOT NULL AND NOT EXISTS (
            SELECT FROM organisation_scopeofduties s WHERE s.id = one AND s.status = 'draft' FOR SHARE
        ) THEN
            RAISE EXCEPTION 'Czynności zmienia się tylko w projekcie zakresu (%).', one;
        END IF;
    END LOOP;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;"""
EMPLOYED = """EXISTS (
    SELECT FROM organisation_scopeofduties s JOIN organisation_employment e ON e.position_id = s.position_id
    WHERE s.id = NEW.scope_id AND s.status = 'accepted' AND e.person_id = NEW.person_id AND e.withdrawn_at IS NULL
    AND daterange(e.since_on, e.until_on) @> (NEW.acknowledged_at AT TIME ZONE 'Europe/Warsaw')::date)"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0005_guard_scopes_and_variants")]

    operations = [
        migrations.AlterField(
            model_name="duty",
            name="tag",
            field=models.CharField(
                verbose_name="dziedzina",
                max_length=14,
                blank=True,
                choices=[
                    ("social_work", "praca socjalna"),
                    ("procedure", "postępowanie administracyjne"),
                    ("services", "usługi"),
                    ("first_contact", "pierwszy kontakt"),
                    ("other", "inne"),
                ],
            ),
        ),
        *guard("stays_as_accepted", "organisation_scopeofduties", "BEFORE UPDATE OR DELETE", SCOPE),
        *guard("is_of_a_draft", "organisation_duty", "BEFORE INSERT OR UPDATE OR DELETE", DUTY, declare="one bigint;"),
        *belongs_together(
            "organisation_scopeacknowledgement",
            EMPLOYED,
            "Z zakresem czynności zapoznaje się osoba zatrudniona na tym stanowisku, po jego zatwierdzeniu.",
        ),
    ]
