from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import User
from apps.core.models import InsertOnly
from apps.documents.models import Blob
from apps.teams.models import ExpertDocument


class OfDocument(models.QuerySet):
    def visible_to(self, user):
        """What was sent for opinion is seen by everybody in the centre; a version in work by those who write it
        (`rules.may_write`), so it is asked there."""
        return self.filter(document__pilot__centre_id=user.centre_id) if user.centre_id else self.none()


class DocumentVersion(models.Model):
    """Wersja of an expert's document: an uploaded file, or a text written here. Frozen when it is sent for opinion.

    `units`: the text as editorial units in their order, each {"key", "label", "kind", "depth", "html", "text"}
    (apps.consultations.units); empty for a PDF, where a remark names its unit by typing."""

    DELETABLE = True

    class Origin(models.TextChoices):
        FILE = "file", "plik"
        TEXT = "text", "tekst napisany w programie"
        ORDER = "order", "projekt zarządzenia"

    class Status(models.TextChoices):
        DRAFT = "draft", "robocza"
        COLLECTING = "collecting", "w opiniowaniu"
        ANSWERING = "answering", "uwagi w rozpatrywaniu"
        ANSWERED = "answered", "uwagi rozpatrzone"
        ACCEPTED = "accepted", "zatwierdzona"
        SUPERSEDED = "superseded", "zastąpiona nowszą"
        WITHDRAWN = "withdrawn", "wycofana"

    document = models.ForeignKey(ExpertDocument, models.PROTECT, related_name="versions", verbose_name="dokument")
    number = models.PositiveSmallIntegerField("numer wersji")
    status = models.CharField("stan", max_length=12, choices=Status.choices, default=Status.DRAFT)
    origin = models.CharField("pochodzenie", max_length=6, choices=Origin.choices)
    file_name = models.CharField("nazwa pliku", max_length=200, blank=True)
    blob = models.ForeignKey(Blob, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="plik")
    body = models.TextField("treść", blank=True)
    units = models.JSONField("jednostki redakcyjne", default=list)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, help_text="pliku albo jednostek; od wysłania")
    change_note = models.TextField("co zmieniono", blank=True)
    withdrawn_why = models.TextField("powód wycofania", blank=True)
    version = models.PositiveIntegerField("zapis", default=1)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="założył(a)")
    created_at = models.DateTimeField("założono")
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono")

    objects = OfDocument.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "wersja dokumentu", "wersje dokumentu"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="a_version_of_a_document_once"),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(status="draft"),
                name="one_version_in_work",
                violation_error_message="Następna wersja jest już w pracy.",
            ),
            models.CheckConstraint(
                condition=Q(origin="file", blob__isnull=False) | (~Q(origin="file") & Q(blob=None)),
                name="a_version_from_a_file_has_it",
            ),
            models.CheckConstraint(condition=Q(status="draft") | ~Q(sha256=""), name="a_version_sent_has_its_hash"),
        ]

    def __str__(self):
        return f"wersja {self.number}"

    def get_absolute_url(self):
        return reverse("consultations:version", args=[self.document_id, self.number])

    @property
    def centre_id(self):
        return self.document.pilot.centre_id


class UploadedFile(InsertOnly):
    """A file that was handed over as a version. It stays here also when another took its place before sending, or the
    version was discarded: bytes are never thrown away."""

    document = models.ForeignKey(ExpertDocument, models.PROTECT, related_name="uploads", verbose_name="dokument")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name="plik")
    file_name = models.CharField("nazwa pliku", max_length=200)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="przesłał(a)")
    uploaded_at = models.DateTimeField("przesłano")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "przesłany plik", "przesłane pliki"
        ordering = ["pk"]

    def __str__(self):
        return self.file_name
