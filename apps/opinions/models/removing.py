from django.db import models

from apps.accounts.models import User
from apps.core.models import InsertOnly

from .opinion import Opinion
from .review import ReviewRemark
from .together import Contribution
from .writing import Finding, Recommendation


class Removal(InsertOnly):
    """What somebody removed, whole: the row with everything that stood on it, so that it can come back as it was.

    `rows`: the serialised row and then those that went with it; `merged`: proposals that had become part of it."""

    class Thing(models.TextChoices):
        FINDING = "finding", "plus albo minus"
        RECOMMENDATION = "recommendation", "rekomendacja"
        CONTRIBUTION = "contribution", "propozycja"
        REMARK = "reviewremark", "uwaga WRZOS"

    MODELS = {model._meta.model_name: model for model in (Finding, Recommendation, Contribution, ReviewRemark)}

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="removals", verbose_name="opinia")
    thing = models.CharField("co usunięto", max_length=20, choices=Thing.choices)
    thing_id = models.BigIntegerField("identyfikator")
    body = models.TextField("treść")
    rows = models.JSONField("całość")
    merged = models.JSONField("połączone propozycje", default=list)
    removed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="usunął/usunęła")
    removed_at = models.DateTimeField("usunięto")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "usunięcie", "usunięcia"
        ordering = ["-pk"]

    def __str__(self):
        return f"usunięto: {self.body[:80]}"

    @property
    def centre_id(self):
        return self.opinion.centre_id

    @property
    def row(self) -> dict:
        """The fields of what was removed."""
        return self.rows[0]["fields"]
