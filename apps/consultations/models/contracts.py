from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from apps.accounts.models import Person, User
from apps.core import clock
from apps.projects.models import Pilot
from apps.teams.models import ExpertDocument


class OfPilot(models.QuerySet):
    def visible_to(self, user):
        """Everybody in the centre; nobody else."""
        return self.filter(pilot__centre_id=user.centre_id) if user.centre_id else self.none()


class Contract(models.Model):
    """Umowa with an expert: its number, period and subject, and the documents commissioned by it."""

    pilot = models.ForeignKey(Pilot, models.PROTECT, related_name="contracts", verbose_name="pilotaż")
    person = models.ForeignKey(Person, models.PROTECT, related_name="contracts", verbose_name="ekspert")
    number = models.CharField("numer umowy", max_length=80)
    subject = models.CharField("przedmiot umowy", max_length=500)
    signed_on = models.DateField("zawarta dnia")
    since_on = models.DateField("obowiązuje od")
    until_on = models.DateField("obowiązuje do", help_text="Ostatni dzień umowy.")
    documents = models.ManyToManyField(
        ExpertDocument, related_name="contracts", blank=True, verbose_name="zamówione dokumenty"
    )
    ended_on = models.DateField("rozwiązana przed czasem, ostatni dzień", null=True, blank=True)
    ended_why = models.TextField("dlaczego przed czasem", blank=True, default="")
    note = models.TextField("uwagi", blank=True)
    version = models.PositiveIntegerField("wersja", default=1)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="wpisał(a)")
    recorded_at = models.DateTimeField("wpisano")
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono")

    objects = OfPilot.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "umowa z ekspertem", "umowy z ekspertami"
        ordering = ["since_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pilot", "number"],
                name="a_contract_is_numbered_once_in_a_pilot",
                violation_error_message="Umowa o tym numerze jest już wpisana.",
            ),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("since_on")),
                name="a_contract_ends_after_it_begins",
                violation_error_message="Koniec umowy nie może być przed jej początkiem.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_why="")
                | (
                    Q(ended_on__isnull=False, ended_on__gte=F("signed_on"), ended_on__lt=F("until_on"))
                    & ~Q(ended_why="")
                ),
                name="a_contract_ended_before_time_says_why",
            ),
        ]

    def __str__(self):
        return f"umowa nr {self.number}"

    def get_absolute_url(self):
        return reverse("consultations:contract", args=[self.pk])

    @property
    def centre_id(self):
        return self.pilot.centre_id

    @property
    def last_day(self):
        """The last day it holds: an earlier one when it was ended before its time."""
        return self.ended_on or self.until_on

    @property
    def is_over(self):
        return self.last_day < clock.today()


Contract.documents.through.DELETABLE = True  # a commission may be extended or narrowed
