from django.db import models

from apps.accounts.models import User
from apps.core.models import InsertOnly


def key_of(obj):
    """How rows of this room name a thing of a higher one."""
    return {"object_type": obj._meta.label_lower, "object_id": obj.pk}


class OfThingsQuerySet(models.QuerySet):
    def of(self, obj):
        return self.filter(**key_of(obj))


class TextRevision(InsertOnly):
    """One saved wording of something people type into, kept so that a lost race loses no text."""

    object_type = models.CharField("czego dotyczy", max_length=60)
    object_id = models.BigIntegerField("identyfikator")
    field = models.CharField("pole", max_length=40)
    version = models.PositiveIntegerField(
        "wersja", null=True, help_text="puste: tekst, który przegrał wyścig i nie stał się bieżący"
    )
    base_version = models.PositiveIntegerField("wersja, od której zaczęto pisać", null=True)
    body = models.TextField("treść")
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zapisał(a)")
    saved_at = models.DateTimeField("zapisano")

    objects = OfThingsQuerySet.as_manager()

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "zapisane brzmienie", "zapisane brzmienia"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["object_type", "object_id", "field", "-id"], name="revision_by_object"),
            models.Index(fields=["saved_by"], condition=models.Q(version=None), name="lost_texts_of_a_person"),
        ]

    def __str__(self):
        return f"{self.object_type} {self.object_id}, wersja {self.version or '–'}"


class SettledText(InsertOnly):
    """The author of a text that lost a race has used it or put it aside. It is offered no more and stays in history."""

    revision = models.OneToOneField(TextRevision, models.PROTECT, related_name="settled", verbose_name="tekst")
    settled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="rozstrzygnął(-ęła)")
    settled_at = models.DateTimeField("rozstrzygnięto")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "rozstrzygnięty tekst", "rozstrzygnięte teksty"

    def __str__(self):
        return f"rozstrzygnięto: {self.revision}"


class Presence(models.Model):
    """Somebody has something open for writing, in one tab of a browser. It locks nothing and leaves no trace: it only
    tells the others."""

    DELETABLE = True

    object_type = models.CharField("czego dotyczy", max_length=60)
    object_id = models.BigIntegerField("identyfikator")
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name="kto")
    tab = models.CharField("karta przeglądarki", max_length=40)
    since = models.DateTimeField("od")
    seen_at = models.DateTimeField("ostatnio")

    objects = OfThingsQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "obecność", "obecności"
        constraints = [
            models.UniqueConstraint(fields=["object_type", "object_id", "user", "tab"], name="one_presence_a_tab")
        ]

    def __str__(self):
        return f"{self.user} – {self.object_type} {self.object_id}"
