from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """The library's first page, what waits for a review, and what did not come back in time, without reading it all."""

    dependencies = [("opinions", "0012_guard_claims_and_contributions")]
    operations = [
        migrations.AddIndex(
            "handover",
            models.Index(fields=["-handed_at", "-id"], name="handed_newest_first"),
        ),
        migrations.AddIndex(
            "opinion",
            models.Index(
                fields=["status"], name="opinions_with_wrzos", condition=Q(status__in=["handed_over", "accepted"])
            ),
        ),
        migrations.AddIndex(
            "review",
            models.Index(fields=["deadline_on"], name="returned_until", condition=Q(outcome="returned")),
        ),
    ]
