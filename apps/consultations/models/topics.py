from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import InsertOnly
from apps.documents.models import Blob
from apps.teams.models import ExpertDocument, Team


class Topic(models.Model):
    """Zagadnienie wskazane przez eksperta: what the expert wants the teams to work out for a document."""

    document = models.ForeignKey(ExpertDocument, models.PROTECT, related_name="topics", verbose_name="dokument")
    number = models.PositiveSmallIntegerField("numer")
    title = models.CharField("zagadnienie", max_length=300)
    description = models.TextField("o co chodzi", blank=True)
    due_on = models.DateField("koncepcja do dnia", null=True, blank=True)
    version = models.PositiveIntegerField("zapis", default=1)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="wskazał(a)")
    asked_by_name = models.CharField("wskazał(a)", max_length=200)
    asked_at = models.DateTimeField("wskazano")
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono")
    withdrawn_at = models.DateTimeField("wycofano", null=True)
    withdrawn_why = models.TextField("dlaczego wycofano", blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "zagadnienie", "zagadnienia"
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="a_topic_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                name="a_withdrawn_topic_says_why",
            ),
        ]

    def __str__(self):
        return f"zagadnienie {self.number}: {self.title}"

    def get_absolute_url(self):
        return reverse("consultations:topic", args=[self.document_id, self.number])

    @property
    def centre_id(self):
        return self.document.pilot.centre_id

    @property
    def label(self) -> str:
        return f"Zagadnienie {self.number}"

    @property
    def is_closed(self) -> bool:
        """Nobody works on it any more."""
        return bool(self.withdrawn_at or self.document.withdrawn_at)


class TopicTeam(models.Model):
    """A team asked to work the topic out."""

    DELETABLE = True

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="asked", verbose_name="zagadnienie")
    team = models.ForeignKey(Team, models.DO_NOTHING, db_constraint=False, related_name="+", verbose_name="zespół")

    class Meta:
        verbose_name, verbose_name_plural = "zespół od zagadnienia", "zespoły od zagadnień"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["topic", "team"], name="a_team_is_asked_about_a_topic_once")]

    def __str__(self):
        return f"{self.team}: {self.topic}"


class Concept(models.Model):
    """Koncepcja: a team's answer to a topic, text and files; handed over to the expert, who takes it or returns it."""

    class Status(models.TextChoices):
        WORKING = "working", "robocza"
        HANDED_OVER = "handed_over", "przekazana ekspertowi"
        RETURNED = "returned", "zwrócona do uzupełnienia"
        TAKEN = "taken", "przyjęta przez eksperta"

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="concepts", verbose_name="zagadnienie")
    team = models.ForeignKey(
        Team, models.DO_NOTHING, db_constraint=False, related_name="concepts", verbose_name="zespół"
    )
    status = models.CharField("stan", max_length=12, choices=Status.choices, default=Status.WORKING)
    body = models.TextField("koncepcja", blank=True)
    version = models.PositiveIntegerField("zapis", default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono")
    handed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="przekazał(a)")
    handed_at = models.DateTimeField("przekazano", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "koncepcja", "koncepcje"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "team"], name="one_concept_of_a_team_on_a_topic"),
            models.CheckConstraint(
                condition=Q(status="working") | Q(handed_by__isnull=False, handed_at__isnull=False),
                name="a_concept_handed_over_says_who_and_when",
            ),
        ]

    def __str__(self):
        return f"koncepcja: {self.topic}"

    def get_absolute_url(self):
        return reverse("consultations:concept", args=[self.topic.document_id, self.topic.number, self.team_id])

    @property
    def centre_id(self):
        return self.topic.centre_id


class ConceptAnswer(InsertOnly):
    """What the expert said to a concept handed over, with the wording it concerned."""

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="answers", verbose_name="koncepcja")
    taken = models.BooleanField("przyjęta")
    note = models.TextField("odpowiedź eksperta", blank=True)
    body = models.TextField("koncepcja w chwili odpowiedzi")
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="odpowiedział(a)")
    answered_by_name = models.CharField("odpowiedział(a)", max_length=200)
    answered_at = models.DateTimeField("odpowiedziano")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "odpowiedź na koncepcję", "odpowiedzi na koncepcje"
        ordering = ["pk"]

    def __str__(self):
        return f"odpowiedź: {self.concept}"


class Information(InsertOnly):
    """Informacja o istniejących rozwiązaniach, that staff hand over to the experts of a document."""

    document = models.ForeignKey(ExpertDocument, models.PROTECT, related_name="information", verbose_name="dokument")
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="information", verbose_name="zagadnienie"
    )
    team = models.ForeignKey(
        Team, models.DO_NOTHING, db_constraint=False, null=True, related_name="+", verbose_name="zespół"
    )
    title = models.CharField("czego dotyczy", max_length=300)
    body = models.TextField("treść", blank=True)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="przekazał(a)")
    given_by_name = models.CharField("przekazał(a)", max_length=200)
    given_at = models.DateTimeField("przekazano")
    files = models.PositiveSmallIntegerField("plików", default=0)

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "informacja dla ekspertów", "informacje dla ekspertów"
        ordering = ["-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("consultations:information", args=[self.document_id, self.pk])

    @property
    def centre_id(self):
        return self.document.pilot.centre_id


class Attachment(models.Model):
    """A file enclosed with a concept or an information. One taken out of a concept is no more enclosed, and stays: it
    may have been handed over."""

    concept = models.ForeignKey(
        Concept, models.PROTECT, null=True, related_name="attachments", verbose_name="koncepcja"
    )
    information = models.ForeignKey(
        Information, models.PROTECT, null=True, related_name="attachments", verbose_name="informacja"
    )
    file_name = models.CharField("nazwa pliku", max_length=200)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name="plik")
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dodał(a)")
    added_at = models.DateTimeField("dodano")
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="usunął(-ęła)")
    removed_at = models.DateTimeField("usunięto", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "załącznik", "załączniki"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(concept=None, information__isnull=False) | Q(concept__isnull=False, information=None),
                name="an_attachment_belongs_to_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(removed_by=None, removed_at=None)
                | Q(removed_by__isnull=False, removed_at__isnull=False, concept__isnull=False),
                name="an_attachment_taken_out_says_who_and_when",
            ),
        ]

    def __str__(self):
        return self.file_name

    @property
    def centre_id(self):
        return (self.concept or self.information).centre_id
