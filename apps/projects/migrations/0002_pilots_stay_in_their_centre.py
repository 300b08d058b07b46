from django.db import migrations

from apps.core.guards import stays


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]
    operations = stays("projects_pilot", "centre_id")
