from django.db import models
from django.urls import reverse

from apps.accounts.models import Person, User
from apps.catalogue.models import FinalProduct, RecommendationKind, RequiredPart
from apps.core.models import InsertOnly
from apps.documents.models import FrozenDocument
from apps.projects.models import Pilot
from apps.teams.models import Ballot, Team

NEUTER = {
    "working": "robocze",
    "circulated": "uzgadniane",
    "voting": "głosowanie",
    "adopted": "przyjęte",
    "confirmed": "potwierdzone",
    "handed_over": "przekazane do WRZOS",
}


class OpinionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody in the centre may read its opinions, drafts included. WRZOS reads what was handed over in
        apps.reports, never here."""
        return self.filter(pilot__centre_id=user.centre_id) if user.centre_id else self.none()


class Opinion(models.Model):
    """The one document of a centre's pilot for a final product of Tabela 1 (product 1 is an „określenie”)."""

    class Status(models.TextChoices):
        WORKING = "working", "robocza"
        CIRCULATED = "circulated", "uzgadniana"
        VOTING = "voting", "głosowanie"
        ADOPTED = "adopted", "przyjęta"
        CONFIRMED = "confirmed", "potwierdzona"
        HANDED_OVER = "handed_over", "przekazana do WRZOS"

    pilot = models.ForeignKey(Pilot, models.PROTECT, related_name="opinions", verbose_name="pilotaż")
    product = models.ForeignKey(FinalProduct, models.PROTECT, related_name="opinions", verbose_name="produkt końcowy")
    team = models.ForeignKey(
        Team, models.DO_NOTHING, db_constraint=False, related_name="opinions", verbose_name="zespół"
    )
    status = models.CharField("stan", max_length=20, choices=Status.choices, default=Status.WORKING)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="założył(a)")
    started_at = models.DateTimeField("założono")

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "opinia", "opinie"
        ordering = ["product__rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["pilot", "product"],
                name="one_opinion_a_pilot_and_product",
                violation_error_message="Praca nad tym produktem już się zaczęła.",
            )
        ]

    def __str__(self):
        return f"{self.product.code}. {self.product.short_name}"

    def get_absolute_url(self):
        return reverse("opinions:opinion", args=[self.pk])

    def get_status_display(self):
        return self.word_for(self.status)

    def word_for(self, status):
        """„robocza”, of an „określenie” „robocze”."""
        is_neuter = self.product.kind == FinalProduct.Kind.DETERMINATION
        return NEUTER[status] if is_neuter else self.Status(status).label

    @property
    def centre_id(self):
        return self.pilot.centre_id


class Section(models.Model):
    """Część opinii: rich text under one descriptive part that the catalogue requires."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="sections", verbose_name="opinia")
    part = models.ForeignKey(RequiredPart, models.PROTECT, related_name="+", verbose_name="wymagana część")
    body = models.TextField("treść", blank=True)
    version = models.PositiveIntegerField("wersja", default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "część opinii", "części opinii"
        ordering = ["part__rank"]
        constraints = [models.UniqueConstraint(fields=["opinion", "part"], name="one_section_a_part")]

    def __str__(self):
        return self.part.title

    @property
    def centre_id(self):
        return self.opinion.centre_id


class Finding(models.Model):
    """Plus albo minus (zaleta albo wada) of the tested solution."""

    DELETABLE = True

    class Sign(models.TextChoices):
        ADVANTAGE = "advantage", "plus"
        DISADVANTAGE = "disadvantage", "minus"

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="findings", verbose_name="opinia")
    sign = models.CharField("rodzaj", max_length=20, choices=Sign.choices)
    rank = models.PositiveSmallIntegerField("kolejność")
    body = models.TextField("treść")
    version = models.PositiveIntegerField("wersja", default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono")

    class Meta:
        verbose_name, verbose_name_plural = "plus albo minus", "plusy i minusy"
        ordering = ["sign", "rank", "pk"]

    def __str__(self):
        return self.body[:80]

    @property
    def centre_id(self):
        return self.opinion.centre_id


class Recommendation(models.Model):
    """Rekomendacja: what should change, for whom and why; for a change of law also act, article and wording."""

    DELETABLE = True

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="recommendations", verbose_name="opinia")
    kind = models.CharField("rodzaj", max_length=20, choices=RecommendationKind.choices)
    rank = models.PositiveSmallIntegerField("kolejność")
    body = models.TextField("treść rekomendacji")
    addressee = models.CharField(
        "adresat",
        max_length=200,
        blank=True,
        help_text="np. WRZOS, minister właściwy do spraw zabezpieczenia społecznego, prezydent miasta",
    )
    justification = models.TextField("uzasadnienie", blank=True)
    legal_act = models.CharField("akt prawny", max_length=300, blank=True)
    article = models.CharField("przepis", max_length=100, blank=True, help_text="np. art. 107 ust. 4")
    proposed_wording = models.TextField("proponowane brzmienie", blank=True)
    version = models.PositiveIntegerField("wersja", default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono")

    class Meta:
        verbose_name, verbose_name_plural = "rekomendacja", "rekomendacje"
        ordering = ["kind", "rank", "pk"]

    def __str__(self):
        return self.body[:80]

    @property
    def centre_id(self):
        return self.opinion.centre_id


class VotedContent(InsertOnly):
    """The exact content put to one ballot, with its hash."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="voted", verbose_name="opinia")
    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="voted_content", verbose_name="głosowanie")
    content = models.JSONField("treść")
    content_hash = models.CharField("skrót treści", max_length=64)

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "treść głosowana", "treści głosowane"
        ordering = ["-pk"]

    def __str__(self):
        return str(self.ballot)


class Adoption(InsertOnly):
    """The team adopted this content; dissent may be filed until the end of `dissent_until` (Warsaw)."""

    opinion = models.OneToOneField(Opinion, models.PROTECT, related_name="adoption", verbose_name="opinia")
    voted = models.OneToOneField(VotedContent, models.PROTECT, related_name="adoption", verbose_name="treść")
    adopted_on = models.DateField("przyjęto dnia")
    adopted_at = models.DateTimeField("przyjęto")
    dissent_until = models.DateField("zdania odrębne do")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "przyjęcie opinii", "przyjęcia opinii"

    def __str__(self):
        return f"przyjęcie: {self.opinion}"


class DissentingOpinion(InsertOnly):
    """Zdanie odrębne: filed by an elector who did not vote for; printed verbatim with the adopted text."""

    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="dissents", verbose_name="przyjęcie")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="autor")
    person_name = models.CharField("imię i nazwisko", max_length=200)
    body = models.TextField("treść z uzasadnieniem")
    filed_at = models.DateTimeField("zgłoszono")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "zdanie odrębne", "zdania odrębne"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["adoption", "person"], name="one_dissent_a_person")]

    def __str__(self):
        return f"zdanie odrębne: {self.person_name}"


class Confirmation(InsertOnly):
    """The chair confirmed the adopted opinion: its bytes are frozen, dissent inside."""

    opinion = models.OneToOneField(Opinion, models.PROTECT, related_name="confirmation", verbose_name="opinia")
    adoption = models.OneToOneField(Adoption, models.PROTECT, related_name="confirmation", verbose_name="przyjęcie")
    document = models.OneToOneField(
        FrozenDocument, models.PROTECT, related_name="confirmation", verbose_name="dokument"
    )
    confirmed_at = models.DateTimeField("potwierdzono")
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="potwierdził(a)")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "potwierdzenie opinii", "potwierdzenia opinii"

    def __str__(self):
        return f"potwierdzenie: {self.opinion}"


class HandOverQuerySet(models.QuerySet):
    def visible_to(self, user):
        """WRZOS reads everything handed over; a centre its own."""
        if user.is_wrzos:
            return self
        return self.filter(opinion__pilot__centre_id=user.centre_id) if user.centre_id else self.none()


class HandOver(InsertOnly):
    """The director handed the confirmed opinion over to WRZOS; from then on reviewers see it."""

    opinion = models.OneToOneField(Opinion, models.PROTECT, related_name="hand_over", verbose_name="opinia")
    confirmation = models.OneToOneField(
        Confirmation, models.PROTECT, related_name="hand_over", verbose_name="potwierdzenie"
    )
    handed_at = models.DateTimeField("przekazano")
    handed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="przekazał(a)")

    objects = HandOverQuerySet.as_manager()

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "przekazanie do WRZOS", "przekazania do WRZOS"

    def __str__(self):
        return f"przekazanie: {self.opinion}"
