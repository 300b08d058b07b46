from django.db import migrations

from apps.core.guards import moves_by_the_table, stays


class Migration(migrations.Migration):
    dependencies = [("organisation", "0004_duties_staffing_variants")]

    operations = [
        *moves_by_the_table(
            "organisation_scopeofduties", "draft", ["draft:submitted", "submitted:accepted", "submitted:draft"]
        ),
        *stays("organisation_scopeofduties", "position_id", "number", "created_by_id"),
        *moves_by_the_table("organisation_variant", "working", ["working:dropped", "working:introduced"]),
        *stays("organisation_variant", "centre_id", "drawn_from_on"),
    ]
