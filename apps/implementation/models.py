"""The run of Tabela 1 in one centre: phases, one task per implementation step, and the register of evidence."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from apps.accounts.models import Person, User
from apps.catalogue.models import EvaluationTool, ImplementationStep
from apps.core.models import InsertOnly
from apps.documents.models import Blob
from apps.projects.models import Pilot


class OfCentre(models.QuerySet):
    def visible_to(self, user):
        """Everybody in the centre; nobody else. WRZOS reads only what was handed over."""
        return self.filter(pilot__centre_id=user.centre_id) if user.centre_id else self.none()


class Phase(models.Model):
    """Etap pilotażu, as the centre divides its time."""

    DELETABLE = True

    pilot = models.ForeignKey(Pilot, models.PROTECT, related_name="phases", verbose_name="pilotaż")
    rank = models.PositiveSmallIntegerField("kolejność")
    name = models.CharField("etap", max_length=200)
    starts_on = models.DateField("początek")
    ends_on = models.DateField("koniec")

    objects = OfCentre.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "etap", "etapy"
        ordering = ["starts_on", "rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="a_phase_ends_after_it_starts",
                violation_error_message="Koniec etapu nie może być przed jego początkiem.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def centre_id(self):
        return self.pilot.centre_id


class Task(models.Model):
    """Zadanie: one implementation step of Tabela 1 in this pilot. The row is made with its first change; a step
    without one is a task nobody has begun."""

    class State(models.TextChoices):
        TO_DO = "to_do", "do zrobienia"
        IN_WORK = "in_work", "w toku"
        DONE = "done", "wykonane"

    pilot = models.ForeignKey(Pilot, models.PROTECT, related_name="tasks", verbose_name="pilotaż")
    step = models.ForeignKey(ImplementationStep, models.PROTECT, related_name="tasks", verbose_name="krok Tabeli 1")
    phase = models.ForeignKey(Phase, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name="etap")
    state = models.CharField("stan", max_length=10, choices=State.choices, default=State.TO_DO)
    due_on = models.DateField("termin", null=True, blank=True)
    notes = models.TextField("notatki", blank=True)
    version = models.PositiveIntegerField("wersja", default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono")
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="wykonał(a)")
    done_at = models.DateTimeField("wykonano", null=True)

    objects = OfCentre.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "zadanie", "zadania"
        ordering = ["step__product__rank", "step__rank"]
        constraints = [
            models.UniqueConstraint(fields=["pilot", "step"], name="one_task_a_pilot_and_step"),
            models.CheckConstraint(
                condition=Q(state="done", done_by__isnull=False, done_at__isnull=False)
                | (~Q(state="done") & Q(done_by=None, done_at=None)),
                name="a_task_done_says_who_and_when",
            ),
        ]

    def __str__(self):
        return f"zadanie: {self.step}"

    def get_absolute_url(self):
        return reverse("implementation:task", args=[self.pilot_id, self.step_id])

    @property
    def centre_id(self):
        return self.pilot.centre_id

    @property
    def status(self):
        """As the table of steps and the pages call the state of a thing."""
        return self.state

    def get_status_display(self):
        return self.get_state_display()


class TaskHolder(models.Model):
    """Who carries a task out."""

    DELETABLE = True

    task = models.ForeignKey(Task, models.CASCADE, related_name="holders", verbose_name="zadanie")
    person = models.ForeignKey(Person, models.PROTECT, related_name="held_tasks", verbose_name="osoba")
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="powierzył(a)")
    given_at = models.DateTimeField("powierzono")

    class Meta:
        verbose_name, verbose_name_plural = "wykonawca zadania", "wykonawcy zadań"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["task", "person"], name="a_holder_of_a_task_once")]

    def __str__(self):
        return f"{self.person} – {self.task}"


class Evidence(models.Model):
    """Dowód: a numbered place of the register (D1, D2…). What it says stands in its versions; `current` is the last."""

    class Kind(models.TextChoices):
        FILE = "file", "plik"
        LINK = "link", "odsyłacz z kopią"
        STATEMENT = "statement", "oświadczenie"

    pilot = models.ForeignKey(Pilot, models.PROTECT, related_name="evidence", verbose_name="pilotaż")
    number = models.PositiveIntegerField("numer")
    kind = models.CharField("rodzaj", max_length=10, choices=Kind.choices)
    tool = models.ForeignKey(
        EvaluationTool,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="results",
        verbose_name="narzędzie ewaluacyjne WRZOS",
        help_text="gdy dowód jest wynikiem tego narzędzia",
    )
    current = models.OneToOneField(
        "EvidenceVersion", models.PROTECT, null=True, related_name="+", verbose_name="obowiązująca wersja"
    )
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dodał(a)")
    added_at = models.DateTimeField("dodano")
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="wycofał(a)")
    withdrawn_at = models.DateTimeField("wycofano", null=True)
    withdrawn_why = models.TextField("dlaczego wycofano", blank=True)

    objects = OfCentre.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "dowód", "dowody"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["pilot", "number"], name="evidence_is_numbered_in_a_pilot"),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="withdrawn_evidence_says_who_and_when",
            ),
        ]

    def __str__(self):
        return f"D{self.number}"

    def get_absolute_url(self):
        return reverse("implementation:evidence", args=[self.pk])

    @property
    def centre_id(self):
        return self.pilot.centre_id


class EvidenceVersion(InsertOnly):
    """One wording of a piece of evidence, for good. `sha256` is that of the stored file, or of the statement."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="versions", verbose_name="dowód")
    version = models.PositiveSmallIntegerField("wersja")
    title = models.CharField("tytuł", max_length=300)
    description = models.TextField("opis", blank=True)
    dated_on = models.DateField("z dnia")
    file_name = models.CharField("nazwa pliku", max_length=200, blank=True)
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, related_name="+", verbose_name="plik albo kopia")
    address = models.URLField("adres", max_length=1000, blank=True)
    statement = models.TextField("oświadczenie", blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    change_note = models.CharField("co zmieniono", max_length=300, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dodał(a)")
    added_at = models.DateTimeField("dodano")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "wersja dowodu", "wersje dowodu"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["evidence", "version"], name="a_version_of_evidence_once"),
            models.CheckConstraint(
                condition=Q(blob__isnull=False) | ~Q(statement=""), name="evidence_has_a_file_or_a_statement"
            ),
        ]

    def __str__(self):
        return f"{self.evidence}, wersja {self.version}: {self.title}"


class TaskEvidence(models.Model):
    """A piece of evidence that shows a task was done; one piece may show many."""

    DELETABLE = True

    task = models.ForeignKey(Task, models.CASCADE, related_name="shown_by", verbose_name="zadanie")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="shows", verbose_name="dowód")
    linked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="wskazał(a)")
    linked_at = models.DateTimeField("wskazano")

    class Meta:
        verbose_name, verbose_name_plural = "dowód wykonania", "dowody wykonania"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["task", "evidence"], name="evidence_shows_a_task_once")]

    def __str__(self):
        return f"{self.evidence} → {self.task}"
