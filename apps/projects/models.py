from django.db import models
from django.urls import reverse

from apps.accounts.models import Centre
from apps.catalogue.models import CatalogueVersion


class PilotQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(centre_id=user.centre_id) if user.centre_id else self.none()


class Pilot(models.Model):
    """A pilot of a centre: the project it runs in, its time and the wording of Tabela 1 it carries out."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="pilots", verbose_name="ośrodek")
    project_name = models.CharField("nazwa projektu", max_length=300, help_text="Bez cudzysłowu.")
    financing_line = models.TextField(
        "informacja o finansowaniu", blank=True, help_text="Drukowana w stopce dokumentów."
    )
    starts_on = models.DateField("początek")
    ends_on = models.DateField("koniec")
    catalogue_version = models.ForeignKey(
        CatalogueVersion, models.PROTECT, related_name="pilots", verbose_name="wersja Tabeli 1"
    )

    objects = PilotQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "pilotaż", "pilotaże"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="a_pilot_ends_after_it_starts",
                violation_error_message="Koniec pilotażu nie może być przed jego początkiem.",
            )
        ]

    def __str__(self):
        return self.project_name

    def get_absolute_url(self):
        return reverse("projects:pilot", args=[self.pk])
