from django.db import models

from apps.accounts.models import User
from apps.core.models import InsertOnly


class TextRevision(InsertOnly):
    """One saved wording of something people type into, kept so that a lost race loses no text."""

    object_type = models.CharField("czego dotyczy", max_length=60)
    object_id = models.BigIntegerField("identyfikator")
    field = models.CharField("pole", max_length=40)
    version = models.PositiveIntegerField(
        "wersja", null=True, help_text="puste: tekst, który przegrał wyścig i nie stał się bieżący"
    )
    body = models.TextField("treść")
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zapisał(a)")
    saved_at = models.DateTimeField("zapisano")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "zapisane brzmienie", "zapisane brzmienia"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["object_type", "object_id", "field"], name="revision_by_object")]

    def __str__(self):
        return f"{self.object_type} {self.object_id}, wersja {self.version or '–'}"
