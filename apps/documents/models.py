from django.db import models
from django.urls import reverse

from apps.accounts.models import Centre
from apps.core.models import InsertOnly


class Blob(InsertOnly):
    """Stored bytes, addressed by their SHA-256: in the database, so that one backup holds everything (ADR 0005)."""

    sha256 = models.CharField("SHA-256", max_length=64, primary_key=True)
    media_type = models.CharField("rodzaj", max_length=80)
    size = models.PositiveIntegerField("rozmiar w bajtach")
    content = models.BinaryField("treść")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "plik", "pliki"

    def __str__(self):
        return self.sha256[:12]


class FrozenDocument(InsertOnly):
    """A document as it was issued: its bytes and what a stranger may check by the code printed on it."""

    class Kind(models.TextChoices):
        ORDER = "order", "zarządzenie"
        OPINION = "opinion", "opinia"
        DOCUMENT_OPINION = "document_opinion", "opinia o dokumencie"
        SCAN = "scan", "skan oryginału"
        PUBLIC = "public", "wersja do publikacji"
        DUTIES = "duties", "zakres czynności"
        MINUTES = "minutes", "protokół"

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="frozen_documents", verbose_name="ośrodek")
    kind = models.CharField("rodzaj", max_length=20, choices=Kind.choices)
    code = models.CharField("kod dokumentu", max_length=14, unique=True)
    title = models.CharField("tytuł", max_length=500)
    number = models.CharField("numer", max_length=40, blank=True)
    dated_on = models.DateField("data")
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name="plik")
    frozen_at = models.DateTimeField("utrwalono")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "dokument utrwalony", "dokumenty utrwalone"

    def __str__(self):
        return f"{self.get_kind_display()} {self.number or self.title}".strip()

    def get_absolute_url(self):
        return reverse("desk:verify", args=[self.code])
