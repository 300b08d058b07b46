"""Long work that goes on in the background: what was asked for, how far it is, and the file that came of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import Centre, User

PART = 1_000_000  # bytes; a result is written and read piece by piece and is never whole in memory


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A result belongs to whoever asked for it."""
        return self.filter(asked_by=user)

    def open(self):
        return self.filter(status__in=Job.OPEN)


class Job(models.Model):
    """One long piece of work. `kind` names a function that a room above has registered (`kinds.job`); `starts` counts
    the tries and tells a worker that has lost the job from the one that has it. Kept for 30 days."""

    class Status(models.TextChoices):
        QUEUED = "queued", "w kolejce"
        RUNNING = "running", "w toku"
        DONE = "done", "gotowe"
        FAILED = "failed", "nie udało się"
        STOPPED = "stopped", "przerwane"

    OPEN = (Status.QUEUED, Status.RUNNING)
    MOVES = ["queued:running", "queued:failed", "queued:stopped"] + [
        f"running:{target}" for target in ("queued", "done", "failed", "stopped")
    ]
    DELETABLE = True

    kind = models.CharField("rodzaj", max_length=40)
    title = models.CharField("nazwa", max_length=300)
    parameters = models.JSONField("o co poproszono", default=dict)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="jobs", verbose_name="poprosił(a)")
    centre = models.ForeignKey(Centre, models.PROTECT, null=True, related_name="+", verbose_name="ośrodek")
    status = models.CharField("stan", max_length=10, choices=Status.choices, default=Status.QUEUED)
    starts = models.PositiveSmallIntegerField("która próba", default=0)
    done = models.PositiveIntegerField("zrobiono", default=0)
    total = models.PositiveIntegerField("z ilu", default=0)
    step = models.CharField("co się dzieje", max_length=200, blank=True)
    asked_at = models.DateTimeField("poproszono")
    started_at = models.DateTimeField("rozpoczęto", null=True)
    finished_at = models.DateTimeField("zakończono", null=True)
    expires_on = models.DateField("do kiedy leży", null=True)
    file_name = models.CharField("nazwa pliku", max_length=200, blank=True)
    media_type = models.CharField("rodzaj pliku", max_length=100, blank=True)
    size = models.PositiveBigIntegerField("rozmiar w bajtach", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    error = models.TextField("dlaczego się nie udało", blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "zestawienie", "zestawienia"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["asked_by", "-id"], name="jobs_of_a_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "kind", "parameters"],
                condition=Q(status__in=["queued", "running"]),
                name="the_same_is_made_once_at_a_time",
                violation_error_message="To zestawienie już się robi.",
            ),
            models.CheckConstraint(
                condition=~Q(status="done")
                | (~Q(file_name="") & ~Q(media_type="") & Q(sha256__regex="^[0-9a-f]{64}$")),
                name="a_finished_job_has_its_file",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("jobs:jobs") + f"#zestawienie-{self.pk}"

    @property
    def is_open(self):
        return self.status in self.OPEN

    @property
    def percent(self):
        """How far it is; None when nobody knows."""
        return min(100, self.done * 100 // self.total) if self.total else None

    @property
    def quarter(self):
        """What is worth saying aloud: each quarter of the way, not each percent."""
        return (self.percent or 0) // 25


class JobPart(models.Model):
    """A piece of a result, in order. Written while the job runs, never changed; goes away with its job, or when the
    job begins anew."""

    DELETABLE = True

    job = models.ForeignKey(Job, models.PROTECT, related_name="parts", verbose_name="zestawienie")
    rank = models.PositiveIntegerField("kolejność")
    content = models.BinaryField("treść")

    class Meta:
        verbose_name, verbose_name_plural = "część wyniku", "części wyniku"
        constraints = [models.UniqueConstraint(fields=["job", "rank"], name="a_part_has_its_place")]

    def __str__(self):
        return f"{self.job_id}/{self.rank}"
