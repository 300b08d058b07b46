import pgtrigger
from django.db import models


class InsertOnly(models.Model):
    """Rows that are written once. The application's role has neither UPDATE nor DELETE nor TRUNCATE on the table
    (`grant_app_role`); the trigger says the same to the owner."""

    INSERT_ONLY = True

    class Meta:
        abstract = True
        triggers = [pgtrigger.Protect(name="is_written_once", operation=pgtrigger.Update | pgtrigger.Delete)]


class AuditEvent(InsertOnly):
    """One deed: who did what to which thing, when. Chained by hash per centre, without foreign keys, so that it
    outlives what it describes (KRI 2024 § 20: attributable to a person and placed in time)."""

    centre_id = models.BigIntegerField("ośrodek", null=True)
    sequence = models.BigIntegerField("kolejny numer w ośrodku")
    at = models.DateTimeField("kiedy")
    actor_id = models.BigIntegerField("identyfikator osoby", null=True)
    actor_name = models.CharField("kto", max_length=200)
    verb = models.CharField("co", max_length=60)
    object_type = models.CharField("czego dotyczy", max_length=60)
    object_id = models.BigIntegerField("identyfikator", null=True)
    object_label = models.CharField("nazwa", max_length=300)
    data = models.JSONField("szczegóły", default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta(InsertOnly.Meta):
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                "centre_id", "sequence", name="audit_sequence_is_unique_in_a_centre", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_by_object")]

    def __str__(self):
        return f"{self.verb} {self.object_label}"


class Pulse(models.Model):
    """How often the data of one centre has changed (apps.core.pulse); `centre_id` 0: changes that may concern all."""

    centre_id = models.BigIntegerField("ośrodek", primary_key=True)
    beats = models.BigIntegerField("liczba zmian")

    def __str__(self):
        return f"{self.centre_id}: {self.beats}"


class Tally(models.Model):
    """How many requests of one kind one person or address has sent since when (apps.core.limits)."""

    DELETABLE = True
    key = models.CharField(max_length=40, primary_key=True)
    began_at = models.DateTimeField("od kiedy")
    requests = models.PositiveIntegerField("liczba żądań")

    def __str__(self):
        return f"{self.requests} od {self.began_at}"
