from functools import cached_property

from django.db import models

from apps.accounts.models import Centre, Person, User
from apps.catalogue.models import RecommendationKind
from apps.core.models import InsertOnly
from apps.documents.models import FrozenDocument
from apps.teams.models import Ballot

from .opinion import Opinion, ResponsibilityVariant


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

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="adoptions", verbose_name="opinia")
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


class DissentDraft(models.Model):
    """A dissenting opinion as its author types it. Nobody else reads it; it goes when the opinion is filed."""

    DELETABLE = True

    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="+", verbose_name="przyjęcie")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="autor")
    body = models.TextField("treść", blank=True)
    saved_at = models.DateTimeField("zapisano")

    class Meta:
        verbose_name, verbose_name_plural = "szkic zdania odrębnego", "szkice zdań odrębnych"
        constraints = [models.UniqueConstraint(fields=["adoption", "person"], name="one_draft_of_dissent_a_person")]

    def __str__(self):
        return f"szkic zdania odrębnego: {self.person}"

    @property
    def centre_id(self):
        return self.adoption.opinion.centre_id


class Confirmation(InsertOnly):
    """The chair confirmed the adopted opinion: its bytes are frozen, dissent inside."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="confirmations", verbose_name="opinia")
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
    """The director handed the confirmed opinion over to WRZOS; from then on reviewers see it. `edition`: 1 for the
    first time, one more after each return. `dissents`: how many were filed before it was confirmed, since when none can
    be. `responsibility_variant`: what the adopted content of product 2a names, so that centres may be counted by it."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="hand_overs", verbose_name="opinia")
    edition = models.PositiveSmallIntegerField("wydanie", default=1)
    confirmation = models.OneToOneField(
        Confirmation, models.PROTECT, related_name="hand_over", verbose_name="potwierdzenie"
    )
    dissents = models.PositiveSmallIntegerField("zdania odrębne", db_default=0)
    responsibility_variant = models.CharField(
        "odpowiedzialność w rozwiązaniu modelowym",
        max_length=20,
        choices=ResponsibilityVariant.choices,
        blank=True,
        default="",
        db_default="",
    )
    handed_at = models.DateTimeField("przekazano")
    handed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="przekazał(a)")

    objects = HandOverQuerySet.as_manager()

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "przekazanie do WRZOS", "przekazania do WRZOS"
        constraints = [models.UniqueConstraint(fields=["opinion", "edition"], name="an_edition_is_handed_over_once")]
        indexes = [models.Index(fields=["-handed_at", "-id"], name="handed_newest_first")]

    def __str__(self):
        return f"przekazanie: {self.opinion}"


class HandedRecommendation(InsertOnly):
    """One recommendation of what was handed over, as a row: the register across centres is read from here. The words
    are those of the frozen content; `act_key` and `article_key` are for grouping („ustawa o pomocy społecznej”,
    „art. 039a”)."""

    hand_over = models.ForeignKey(
        HandOver, models.PROTECT, related_name="recommendations", verbose_name="przekazanie do WRZOS"
    )
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name="ośrodek")
    product_code = models.CharField("produkt", max_length=4)
    number = models.CharField("numer", max_length=8)
    kind = models.CharField("rodzaj", max_length=20, choices=RecommendationKind.choices)
    body = models.TextField("treść rekomendacji")
    addressee = models.CharField("adresat", max_length=200, blank=True)
    justification = models.TextField("uzasadnienie", blank=True)
    legal_act = models.CharField("akt prawny", max_length=300, blank=True)
    article = models.CharField("przepis", max_length=100, blank=True)
    proposed_wording = models.TextField("proponowane brzmienie", blank=True)
    act_key = models.CharField(max_length=300, blank=True)
    article_key = models.CharField(max_length=100, blank=True)

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "przekazana rekomendacja", "przekazane rekomendacje"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["hand_over", "number"], name="a_handed_number_once")]
        indexes = [
            models.Index(fields=["kind", "id"], name="handed_by_kind"),
            models.Index(fields=["product_code", "id"], name="handed_by_product"),
            models.Index(fields=["act_key", "article_key", "id"], name="handed_by_act"),
            models.Index(fields=["centre", "id"], name="handed_by_centre"),
        ]

    def __str__(self):
        return f"{self.product_code}/{self.number}"

    @cached_property
    def opinion_id(self) -> int:
        """Key of the opinion it comes from. A list may ask for it together with the rest, under this name."""
        return self.hand_over.opinion_id
