from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.catalogue.models import FinalProduct, ImplementationStep, RequiredPart
from apps.catalogue.published import products_of
from apps.projects.models import Pilot
from apps.teams.models import Team

VARIANT_IN = "2a"
NEUTER = {
    "working": "robocze",
    "circulated": "uzgadniane",
    "voting": "głosowanie",
    "adopted": "przyjęte",
    "confirmed": "potwierdzone",
    "handed_over": "przekazane do WRZOS",
    "returned": "zwrócone",
    "accepted": "ostateczne",
}


class ResponsibilityVariant(models.TextChoices):
    """Rozwiązanie modelowe that a centre applies: two variants of the model, or neither of them clearly."""

    CONCENTRATED = "concentrated", "skoncentrowana"
    DISPERSED = "dispersed", "rozproszona"
    MIXED = "mixed", "mieszana/nieustalona"


class OpinionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody in the centre may read its opinions, drafts included. WRZOS reads what was handed over in
        apps.reports, never here."""
        return self.filter(pilot__centre_id=user.centre_id) if user.centre_id else self.none()


class Opinion(models.Model):
    """The one document of a centre's pilot for a final product of Tabela 1 (product 1 is an „określenie”), or, with
    `step`, an intermediate opinion (opinia cząstkowa) which that step asks for and which feeds the final one.

    It lives in editions: what WRZOS returned is written, voted on and handed over again. `adoption` and `confirmation`
    are those of the edition in work, empty while it is written; `hand_over` is the last one, which WRZOS reads."""

    class Status(models.TextChoices):
        WORKING = "working", "robocza"
        CIRCULATED = "circulated", "uzgadniana"
        VOTING = "voting", "głosowanie"
        ADOPTED = "adopted", "przyjęta"
        CONFIRMED = "confirmed", "potwierdzona"
        HANDED_OVER = "handed_over", "przekazana do WRZOS"
        RETURNED = "returned", "zwrócona"
        ACCEPTED = "accepted", "ostateczna"

    pilot = models.ForeignKey(Pilot, models.PROTECT, related_name="opinions", verbose_name="pilotaż")
    product = models.ForeignKey(FinalProduct, models.PROTECT, related_name="opinions", verbose_name="produkt końcowy")
    step = models.ForeignKey(
        ImplementationStep,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opinions",
        verbose_name="krok, który wymaga opinii cząstkowej",
    )
    team = models.ForeignKey(
        Team, models.DO_NOTHING, db_constraint=False, related_name="opinions", verbose_name="zespół"
    )
    status = models.CharField("stan", max_length=20, choices=Status.choices, default=Status.WORKING)
    responsibility_variant = models.CharField(
        "odpowiedzialność w stosowanym rozwiązaniu modelowym",
        max_length=20,
        choices=ResponsibilityVariant.choices,
        blank=True,
        default="",
    )
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="założył(a)")
    started_at = models.DateTimeField("założono")
    adoption = models.OneToOneField("Adoption", models.PROTECT, null=True, related_name="+", verbose_name="przyjęcie")
    confirmation = models.OneToOneField(
        "Confirmation", models.PROTECT, null=True, related_name="+", verbose_name="potwierdzenie"
    )
    hand_over = models.OneToOneField(
        "HandOver", models.PROTECT, null=True, related_name="last_of", verbose_name="ostatnie przekazanie"
    )

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "opinia", "opinie"
        ordering = ["product__rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["pilot", "product", "step"],
                name="one_opinion_a_pilot_and_product_and_step",
                nulls_distinct=False,
                violation_error_message="Praca nad tym produktem już się zaczęła.",
            )
        ]
        indexes = [
            models.Index(
                fields=["status"],
                name="opinions_with_wrzos",
                condition=models.Q(status__in=["handed_over", "accepted"]),
            )
        ]

    def __str__(self):
        return f"{self.product.code}. {self.name}"

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

    @property
    def is_intermediate(self):
        return self.step_id is not None

    @property
    def name(self):
        """Short name of what it speaks of."""
        return self.step.intermediate_title if self.step_id else self.product.short_name

    @property
    def asks_for_variant(self):
        """Whether it is the product that names the centre's variant: 2a, in every version of Tabela 1."""
        return self.product.code == VARIANT_IN and self.step_id is None

    def recall_product(self) -> None:
        """Take the product, the step and their parts from what is kept of Tabela 1; the pilot is read already."""
        self.product = products_of(self.pilot.catalogue_version_id)[self.product_id]
        self.step = next((step for step in self.product.steps.all() if step.pk == self.step_id), None)

    @property
    def parts(self) -> list[RequiredPart]:
        """What Tabela 1 requires in it, in order (of the product, or of the step alone)."""
        return self.product.parts_of(self.step if self.step_id else None)
