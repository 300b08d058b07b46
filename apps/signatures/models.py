"""Signed copies of frozen documents, as people sign them outside: no key is ever on the server."""

from django.db import models

from apps.accounts.models import User
from apps.core.models import InsertOnly
from apps.documents.models import Blob, FrozenDocument


class SignedCopy(InsertOnly):
    """A signed file attached to a frozen document, with what was read from it on arrival."""

    class Form(models.TextChoices):
        EMBEDDED = "embedded", "podpis w pliku PDF (PAdES)"
        DETACHED = "detached", "podpis w osobnym pliku (XAdES, CAdES)"
        REWRITTEN = "rewritten", "podpisany PDF, którego nie da się powiązać z wydaną treścią"
        SCAN = "scan", "skan papierowego oryginału"

    document = models.ForeignKey(FrozenDocument, models.PROTECT, related_name="signed_copies", verbose_name="dokument")
    form = models.CharField("postać", max_length=20, choices=Form.choices)
    blob = models.ForeignKey(Blob, models.PROTECT, related_name="+", verbose_name="plik")
    file_name = models.CharField("nazwa pliku", max_length=200)
    findings = models.JSONField("odczytane podpisy", default=list)
    note = models.TextField("uwagi", blank=True)
    attached_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dołączył(a)")
    attached_by_name = models.CharField("dołączył(a)", max_length=200)
    attached_at = models.DateTimeField("dołączono")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "podpisany egzemplarz", "podpisane egzemplarze"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["document", "blob"], name="a_signed_copy_is_attached_once")]

    def __str__(self):
        return f"{self.document}: {self.get_form_display()}"

    @property
    def centre_id(self):
        return self.document.centre_id
