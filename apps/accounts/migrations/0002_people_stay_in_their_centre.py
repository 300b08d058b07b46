from django.db import migrations

from apps.core.guards import stays


class Migration(migrations.Migration):
    """Nobody is moved to another centre: orders and votes of the first one name the person."""

    dependencies = [("accounts", "0001_initial")]
    operations = stays("accounts_person", "centre_id")
