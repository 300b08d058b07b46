from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import Person, User
from apps.core.models import InsertOnly
from apps.documents.models import FrozenDocument
from apps.teams.models import Ballot, Team

from .versions import DocumentVersion


class OfVersion(models.QuerySet):
    def visible_to(self, user):
        if not user.centre_id:
            return self.none()
        return self.filter(of_version__document__pilot__centre_id=user.centre_id)


class DocumentOpinion(models.Model):
    """The opinion of one team on one version of an expert's document, adopted by the ballot of its order."""

    class Conclusion(models.TextChoices):
        POSITIVE = "positive", "pozytywna"
        WITH_REMARKS = "with_remarks", "pozytywna z uwagami"
        NEGATIVE = "negative", "negatywna"

    class Status(models.TextChoices):
        WORKING = "working", "robocza"
        VOTING = "voting", "głosowana"
        ADOPTED = "adopted", "przyjęta"
        CONFIRMED = "confirmed", "potwierdzona"

    of_version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="opinions", verbose_name="wersja")
    team = models.ForeignKey(
        Team, models.DO_NOTHING, db_constraint=False, related_name="document_opinions", verbose_name="zespół"
    )
    status = models.CharField("stan", max_length=10, choices=Status.choices, default=Status.WORKING)
    conclusion = models.CharField("rozstrzygnięcie", max_length=12, choices=Conclusion.choices, blank=True)
    body = models.TextField("uzasadnienie", blank=True)
    version = models.PositiveIntegerField("zapis", default=1)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zaczął/zaczęła")
    started_at = models.DateTimeField("zaczęto")
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono")
    adoption = models.OneToOneField(
        "DocumentAdoption", models.PROTECT, null=True, related_name="+", verbose_name="przyjęcie"
    )

    objects = OfVersion.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "opinia o dokumencie", "opinie o dokumentach"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["of_version", "team"], name="one_opinion_of_a_team_on_a_version"),
            models.CheckConstraint(
                condition=Q(status__in=["working", "voting"], adoption=None)
                | Q(status__in=["adopted", "confirmed"], adoption__isnull=False),
                name="an_adopted_document_opinion_has_its_proof",
            ),
            models.CheckConstraint(
                condition=Q(status="working") | ~Q(conclusion=""), name="what_is_voted_has_a_conclusion"
            ),
        ]

    def __str__(self):
        return f"opinia zespołu o dokumencie „{self.of_version.document}”"

    def get_absolute_url(self):
        return reverse("consultations:opinion", args=[self.pk])

    @property
    def centre_id(self):
        return self.of_version.centre_id


class VotedDocumentOpinion(InsertOnly):
    """The exact content put to one ballot, with its hash."""

    opinion = models.ForeignKey(DocumentOpinion, models.PROTECT, related_name="voted", verbose_name="opinia")
    ballot = models.OneToOneField(
        Ballot, models.PROTECT, related_name="voted_document_opinion", verbose_name="głosowanie"
    )
    content = models.JSONField("treść")
    content_hash = models.CharField("skrót treści", max_length=64)

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "treść głosowana", "treści głosowane"
        ordering = ["-pk"]

    def __str__(self):
        return str(self.ballot)


class DocumentAdoption(InsertOnly):
    """The team adopted this content; dissent may be filed until the end of `dissent_until` (Warsaw)."""

    opinion = models.ForeignKey(DocumentOpinion, models.PROTECT, related_name="adoptions", verbose_name="opinia")
    voted = models.OneToOneField(VotedDocumentOpinion, models.PROTECT, related_name="adoption", verbose_name="treść")
    adopted_on = models.DateField("przyjęto dnia")
    adopted_at = models.DateTimeField("przyjęto")
    dissent_until = models.DateField("zdania odrębne do")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "przyjęcie opinii o dokumencie", "przyjęcia opinii o dokumentach"

    def __str__(self):
        return f"przyjęcie: {self.opinion}"


class DocumentDissent(InsertOnly):
    """Zdanie odrębne to an opinion on a document, by an elector who did not vote for it."""

    adoption = models.ForeignKey(DocumentAdoption, models.PROTECT, related_name="dissents", verbose_name="przyjęcie")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="autor")
    person_name = models.CharField("imię i nazwisko", max_length=200)
    body = models.TextField("treść z uzasadnieniem")
    filed_at = models.DateTimeField("zgłoszono")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "zdanie odrębne", "zdania odrębne"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["adoption", "person"], name="one_document_dissent_a_person")]

    def __str__(self):
        return f"zdanie odrębne: {self.person_name}"


class DocumentDissentDraft(models.Model):
    """A dissenting opinion as its author types it. Nobody else reads it; it goes when the opinion is filed."""

    DELETABLE = True

    adoption = models.ForeignKey(DocumentAdoption, models.PROTECT, related_name="+", verbose_name="przyjęcie")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="autor")
    body = models.TextField("treść", blank=True)
    saved_at = models.DateTimeField("zapisano")

    class Meta:
        verbose_name, verbose_name_plural = "szkic zdania odrębnego", "szkice zdań odrębnych"
        constraints = [
            models.UniqueConstraint(fields=["adoption", "person"], name="one_draft_of_document_dissent_a_person")
        ]

    def __str__(self):
        return f"szkic zdania odrębnego: {self.person}"

    @property
    def centre_id(self):
        return self.adoption.opinion.centre_id


class DocumentConfirmation(InsertOnly):
    """The chair confirmed the adopted opinion: its bytes are frozen, dissent inside."""

    adoption = models.OneToOneField(
        DocumentAdoption, models.PROTECT, related_name="confirmation", verbose_name="przyjęcie"
    )
    document = models.OneToOneField(
        FrozenDocument, models.PROTECT, related_name="document_confirmation", verbose_name="dokument"
    )
    confirmed_at = models.DateTimeField("potwierdzono")
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="potwierdził(a)")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "potwierdzenie opinii", "potwierdzenia opinii"

    def __str__(self):
        return f"potwierdzenie: {self.adoption}"
