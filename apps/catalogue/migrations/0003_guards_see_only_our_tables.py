from django.db import migrations

from apps.core.guards import looks_only_at_our_tables


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_published_is_final")]
    operations = looks_only_at_our_tables("catalogue_published_is_final", "catalogue_published_stays")
