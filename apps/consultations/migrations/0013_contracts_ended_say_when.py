from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    """A comparison with nothing is neither true nor false, and what is not false a constraint lets through."""

    dependencies = [("consultations", "0012_versions_are_returned")]

    operations = [
        migrations.RemoveConstraint("contract", "a_contract_ended_before_time_says_why"),
        migrations.AddConstraint(
            "contract",
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_why="")
                | (
                    Q(ended_on__isnull=False, ended_on__gte=F("signed_on"), ended_on__lt=F("until_on"))
                    & ~Q(ended_why="")
                ),
                name="a_contract_ended_before_time_says_why",
            ),
        ),
    ]
