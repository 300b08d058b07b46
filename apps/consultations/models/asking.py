from django.db import models
from django.db.models import F, Q

from apps.accounts.models import User
from apps.core.models import InsertOnly
from apps.teams.models import Team

from .versions import DocumentVersion


class Consultation(models.Model):
    """Opiniowanie of one version: sent to teams with a day by which remarks are given."""

    class Sight(models.TextChoices):
        """When a member sees the remarks of others."""

        AFTER_OWN = "after_own", "po złożeniu pierwszej własnej uwagi albo po terminie"
        AFTER_DEADLINE = "after_deadline", "dopiero po terminie"
        AT_ONCE = "at_once", "od razu"

    of_version = models.OneToOneField(
        DocumentVersion, models.PROTECT, related_name="consultation", verbose_name="wersja"
    )
    deadline_on = models.DateField("uwagi do")
    working_days = models.PositiveSmallIntegerField("dni roboczych")
    sight = models.CharField("kiedy widać uwagi innych", max_length=14, choices=Sight.choices, default=Sight.AFTER_OWN)
    note = models.TextField("wiadomość dla zespołów", blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="przekazał(a)")
    sent_at = models.DateTimeField("przekazano")
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="zamknął/zamknęła")
    closed_at = models.DateTimeField("zamknięto zbieranie uwag", null=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="rozpatrzył(a)")
    answered_at = models.DateTimeField("przekazano odpowiedzi", null=True)
    returned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="zwrócił(a)")
    returned_at = models.DateTimeField("zwrócono do poprawienia", null=True)
    returned_why = models.TextField("co poprawić", blank=True, default="")

    class Meta:
        verbose_name, verbose_name_plural = "opiniowanie", "opiniowania"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(returned_by=None, returned_at=None, returned_why="")
                | (Q(returned_by__isnull=False, returned_at__isnull=False) & ~Q(returned_why="")),
                name="a_version_returned_says_who_when_and_why",
            ),
        ]

    def __str__(self):
        return f"opiniowanie: {self.of_version}"

    @property
    def centre_id(self):
        return self.of_version.centre_id


class AskedTeam(models.Model):
    """A team asked for remarks and an opinion on the version; `closed_*`: its chair said that it has no more."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="asked", verbose_name="opiniowanie")
    team = models.ForeignKey(
        Team, models.DO_NOTHING, db_constraint=False, related_name="asked_for", verbose_name="zespół"
    )
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="zakończył(a)")
    closed_at = models.DateTimeField("zakończono zgłaszanie", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "zespół opiniujący", "zespoły opiniujące"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "team"], name="a_team_is_asked_once"),
            models.CheckConstraint(
                condition=Q(closed_by=None, closed_at=None) | Q(closed_by__isnull=False, closed_at__isnull=False),
                name="a_team_that_closed_says_who_and_when",
            ),
        ]

    def __str__(self):
        return f"{self.team}: {self.consultation}"

    @property
    def centre_id(self):
        return self.consultation.centre_id


class DeadlineExtension(InsertOnly):
    """A later day for remarks, with the reason why."""

    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="extensions", verbose_name="opiniowanie"
    )
    from_on = models.DateField("poprzedni termin")
    to_on = models.DateField("nowy termin")
    reason = models.TextField("powód")
    extended_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="przedłużył(a)")
    extended_at = models.DateTimeField("przedłużono")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "przedłużenie terminu", "przedłużenia terminów"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_on__gt=F("from_on")) & ~Q(reason=""), name="a_consultation_extension_is_later"
            )
        ]

    def __str__(self):
        return f"przedłużenie: {self.consultation}"
