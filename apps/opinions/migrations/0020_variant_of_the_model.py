from django.db import migrations, models

from apps.core.guards import guard

CHOICES = [("concentrated", "skoncentrowana"), ("dispersed", "rozproszona"), ("mixed", "mieszana/nieustalona")]
KNOWN = "', '".join(["", *(key for key, _label in CHOICES)])
OPEN = f"""
    IF NEW.responsibility_variant NOT IN ('{KNOWN}') THEN
        RAISE EXCEPTION 'Model nie zna rozwiązania „%”.', NEW.responsibility_variant;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.responsibility_variant IS DISTINCT FROM OLD.responsibility_variant
        AND (OLD.status NOT IN ('working', 'circulated') OR NEW.status NOT IN ('working', 'circulated')) THEN
        RAISE EXCEPTION 'Treści nie można już zmienić: trwa głosowanie albo treść została przyjęta.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;"""
ADOPTED = """
    IF NEW.responsibility_variant IS DISTINCT FROM (
        SELECT coalesce(v.content -> 'responsibility_variant' ->> 'key', '') FROM opinions_confirmation c
        JOIN opinions_adoption a ON a.id = c.adoption_id JOIN opinions_votedcontent v ON v.id = a.voted_id
        WHERE c.id = NEW.confirmation_id
    ) THEN
        RAISE EXCEPTION 'Rozwiązanie modelowe nie zgadza się z przyjętą treścią.';
    END IF;
    RETURN NEW;"""


def variant(label: str, **options: str) -> models.CharField:
    return models.CharField(blank=True, choices=CHOICES, default="", max_length=20, verbose_name=label, **options)


class Migration(migrations.Migration):
    """Which variant of the model a centre applies: written while the text is open, frozen with the vote, and counted
    across centres. What was handed over before names none."""

    dependencies = [("opinions", "0019_handed_over_with_its_dissents")]
    operations = [
        migrations.AddField(
            "opinion", "responsibility_variant", variant("odpowiedzialność w stosowanym rozwiązaniu modelowym")
        ),
        migrations.AddField(
            "handover", "responsibility_variant", variant("odpowiedzialność w rozwiązaniu modelowym", db_default="")
        ),
        *guard("variant_is_still_open", "opinions_opinion", "BEFORE INSERT OR UPDATE", OPEN),
        *guard("says_the_variant_adopted", "opinions_handover", "BEFORE INSERT", ADOPTED),
    ]
