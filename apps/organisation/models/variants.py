from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from apps.accounts.models import POLISH, Centre, Person, Role, User

from .structure import FULL_TIME, KeyPost, OwnedQuerySet, Position, Unit


class OfVariant(OwnedQuerySet):
    def visible_to(self, user):
        """Kadry and the director; everybody in the centre once it was shown to them or introduced."""
        own = super().visible_to(user)
        if user.has_role(Role.HR, Role.DIRECTOR):
            return own
        return own.filter(Q(shown_at__isnull=False) | Q(status=Variant.Status.INTRODUCED))


class Variant(models.Model):
    """Wariant struktury: a structure that is only proposed, drawn from that of a day and changed; set beside it, handed
    over by kadry and introduced by the director from a day, when the new Regulamin is in force."""

    class Status(models.TextChoices):
        WORKING = "working", "proponowany"
        SUBMITTED = "submitted", "u dyrektora"
        INTRODUCED = "introduced", "wprowadzony"
        DROPPED = "dropped", "odłożony"

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="variants", verbose_name="ośrodek")
    name = models.CharField("nazwa", max_length=200, help_text="np. Nowy Regulamin Organizacyjny, wersja 2")
    description = models.TextField("na czym polega", blank=True)
    status = models.CharField("stan", max_length=12, choices=Status.choices, default=Status.WORKING)
    drawn_from_on = models.DateField("według struktury z dnia")
    version = models.PositiveIntegerField("zapis", default=1)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="założył(a)")
    created_at = models.DateTimeField("założono")
    shown_at = models.DateTimeField("pokazano pracownikom", null=True)
    shown_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="pokazał(a)")
    planned_on = models.DateField("ma obowiązywać od", null=True)
    basis = models.CharField("podstawa", max_length=500, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="przekazał(a)")
    submitted_at = models.DateTimeField("przekazano", null=True)
    returned_note = models.TextField("dlaczego wrócił do poprawy", blank=True)
    introduced_on = models.DateField("wprowadzony od", null=True)
    laid = models.JSONField("czego dotknęło wprowadzenie", default=dict)  # terms by table: withdrawn and written
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="rozstrzygnął(-ęła)")
    closed_at = models.DateTimeField("rozstrzygnięto", null=True)
    closed_why = models.TextField("dlaczego odłożono", blank=True)

    objects = OfVariant.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "wariant struktury", "warianty struktury"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["working", "submitted"], closed_by=None, closed_at=None)
                | Q(~Q(status__in=["working", "submitted"]), closed_by__isnull=False, closed_at__isnull=False),
                name="a_variant_decided_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(status="submitted")
                | Q(planned_on__isnull=False, submitted_by__isnull=False, submitted_at__isnull=False),
                name="a_variant_handed_over_says_for_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(status="introduced") | Q(submitted_by=None) | ~Q(closed_by=F("submitted_by")),
                name="nobody_introduces_the_variant_they_handed_over",
            ),
            models.CheckConstraint(
                condition=Q(shown_at=None, shown_by=None) | Q(shown_at__isnull=False, shown_by__isnull=False),
                name="a_variant_is_shown_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(status="introduced", introduced_on__isnull=False)
                | Q(~Q(status="introduced"), introduced_on=None),
                name="an_introduced_variant_says_since_when",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("organisation:variant", args=[self.pk])


class VariantUnit(models.Model):
    """A unit in a proposed structure; `unit`: the one of today that it continues, none for a new one."""

    DELETABLE = True

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="units", verbose_name="wariant")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dziś")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="komórka nadrzędna"
    )
    name = models.CharField("nazwa", max_length=200, db_collation=POLISH)
    symbol = models.CharField("symbol", max_length=20, blank=True)
    rank = models.PositiveSmallIntegerField("kolejność", default=0)

    class Meta:
        verbose_name, verbose_name_plural = "komórka w wariancie", "komórki w wariancie"
        ordering = ["rank", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["variant", "unit"], name="a_unit_is_continued_once_in_a_variant")
        ]

    def __str__(self):
        return self.name

    @property
    def centre_id(self):
        return self.variant.centre_id


class VariantPosition(models.Model):
    """A position in a proposed structure; `position`: the one of today that it continues, none for a new one."""

    DELETABLE = True

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="positions", verbose_name="wariant")
    unit = models.ForeignKey(VariantUnit, models.PROTECT, related_name="positions", verbose_name="komórka")
    position = models.ForeignKey(Position, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dziś")
    name = models.CharField("nazwa", max_length=200, db_collation=POLISH)
    symbol = models.CharField("symbol", max_length=20, blank=True)
    fte = models.DecimalField("etaty", max_digits=5, decimal_places=2, default=FULL_TIME)
    key_post = models.ForeignKey(
        KeyPost, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="stanowisko kluczowe w modelu"
    )
    leads = models.BooleanField("kieruje komórką", default=False)

    class Meta:
        verbose_name, verbose_name_plural = "stanowisko w wariancie", "stanowiska w wariancie"
        ordering = ["-leads", "name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(fte__gt=0), name="a_proposed_position_has_some_time"),
            models.UniqueConstraint(fields=["variant", "position"], name="a_position_is_continued_once_in_a_variant"),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(leads=True),
                name="a_proposed_unit_has_one_head",
                violation_error_message="Ta komórka ma już w wariancie stanowisko kierujące.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def centre_id(self):
        return self.variant.centre_id


class VariantMove(models.Model):
    """Where a person goes when the proposed structure is introduced: from a position held till then to one of the
    proposed; without `target` the person leaves the position and gets no other for it."""

    DELETABLE = True

    variant = models.ForeignKey(Variant, models.CASCADE, related_name="moves", verbose_name="wariant")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="osoba")
    position = models.ForeignKey(Position, models.PROTECT, related_name="+", verbose_name="ze stanowiska")
    target = models.ForeignKey(
        VariantPosition, models.CASCADE, null=True, related_name="moves", verbose_name="na stanowisko"
    )

    class Meta:
        verbose_name, verbose_name_plural = "przejście na stanowisko", "przejścia na stanowiska"
        ordering = ["person__last_name", "person__first_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["variant", "person", "position"], name="a_person_goes_one_way_from_a_position"
            )
        ]

    def __str__(self):
        return f"{self.person}: {self.target or 'bez nowego stanowiska'}"

    @property
    def centre_id(self):
        return self.variant.centre_id
