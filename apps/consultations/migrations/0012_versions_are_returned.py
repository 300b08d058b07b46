import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("consultations", "0011_opinions_are_confirmed")]

    operations = [
        migrations.AddField(
            "consultation",
            "returned_by",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                on_delete=django.db.models.deletion.PROTECT,
                null=True,
                related_name="+",
                verbose_name="zwrócił(a)",
            ),
        ),
        migrations.AddField("consultation", "returned_at", models.DateTimeField("zwrócono do poprawienia", null=True)),
        migrations.AddField("consultation", "returned_why", models.TextField("co poprawić", blank=True, default="")),
        migrations.AddConstraint(
            "consultation",
            models.CheckConstraint(
                condition=Q(returned_by=None, returned_at=None, returned_why="")
                | (Q(returned_by__isnull=False, returned_at__isnull=False) & ~Q(returned_why="")),
                name="a_version_returned_says_who_when_and_why",
            ),
        ),
    ]
