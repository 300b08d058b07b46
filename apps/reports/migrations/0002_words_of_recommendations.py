from django.db import migrations

WORDS = """to_tsvector('simple'::regconfig, translate(
    lower(body || ' ' || justification || ' ' || proposed_wording || ' ' || addressee), 'ąćęłńóśźż', 'acelnoszz'))"""


class Migration(migrations.Migration):
    """An index over the words of handed recommendations, for apps.reports.recommendations.searching."""

    dependencies = [("reports", "0001_themes_of_recommendations")]
    operations = [
        migrations.RunSQL(
            f"CREATE INDEX handed_by_words ON opinions_handedrecommendation USING gin (({WORDS}))",
            "DROP INDEX handed_by_words",
        )
    ]
