from django.db import models
from django.urls import reverse

from apps.accounts.models import Centre, Role, User
from apps.core.models import InsertOnly
from apps.documents.models import FrozenDocument
from apps.projects.models import Pilot


class OrderCounter(models.Model):
    """The last number taken in a centre and year. The row is locked while an order is issued: no gap, no duplicate."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="order_counters", verbose_name="ośrodek")
    year = models.PositiveSmallIntegerField("rok")
    last = models.PositiveIntegerField("ostatni numer", default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "year"], name="one_counter_a_centre_and_year"),
            models.CheckConstraint(
                condition=models.Q(year__range=(1990, 2200), last__lte=999_999), name="a_counter_is_a_number_of_a_year"
            ),
        ]

    def __str__(self):
        return f"{self.centre} {self.year}: {self.last}"


class OrderQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Issued orders are seen by everybody in the centre; drafts by the director and HR."""
        if not user.centre_id:
            return self.none()
        mine = self.filter(centre_id=user.centre_id)
        return mine if user.has_role(Role.DIRECTOR, Role.HR) else mine.filter(status=Order.Status.ISSUED)


class Order(models.Model):
    """Zarządzenie: the draft, which changes until it is issued. What was issued stands in `IssuedOrder`."""

    DELETABLE = True

    class Status(models.TextChoices):
        DRAFT = "draft", "projekt"
        ISSUED = "issued", "wydane"

    class Kind(models.TextChoices):
        APPOINTMENT = "appointment", "powołanie zespołu"

    class Effective(models.TextChoices):
        ON_SIGNING = "on_signing", "z dniem podpisania"
        ON_DATE = "on_date", "z określonym dniem"
        RETROACTIVE = "retroactive", "z dniem podpisania, z mocą od określonego dnia"

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="orders", verbose_name="ośrodek")
    pilot = models.ForeignKey(
        Pilot, models.PROTECT, null=True, blank=True, related_name="orders", verbose_name="pilotaż"
    )
    kind = models.CharField("rodzaj", max_length=20, choices=Kind.choices)
    status = models.CharField("stan", max_length=20, choices=Status.choices, default=Status.DRAFT)
    subject = models.CharField("w sprawie", max_length=500, blank=True, help_text="np. powołania Zespołu do spraw …")
    legal_basis = models.TextField("podstawa prawna", blank=True)
    body = models.JSONField("treść", default=list, help_text="drzewo jednostek redakcyjnych (apps.orders.text)")
    effects = models.JSONField("skutki", default=dict, help_text="dane, które zarządzenie ustanawia")
    effective = models.CharField(
        "wejście w życie", max_length=20, choices=Effective.choices, default=Effective.ON_SIGNING
    )
    effective_on = models.DateField("dzień wejścia w życie", null=True, blank=True)
    version = models.PositiveIntegerField("wersja", default=1)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="założył(a)")
    created_at = models.DateTimeField("założono")
    changed_at = models.DateTimeField("zmieniono")
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="zmienił(a)")

    form_key = models.UUIDField("klucz formularza", null=True, blank=True, editable=False, unique=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "zarządzenie", "zarządzenia"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(effective="on_signing")
                | models.Q(effective_on__isnull=False)
                | models.Q(status="draft"),
                name="an_order_in_force_on_a_day_names_the_day",
            )
        ]

    def __str__(self):
        return f"zarządzenie w sprawie {self.subject}" if self.subject else "projekt zarządzenia"

    def get_absolute_url(self):
        return reverse("orders:order", args=[self.pk])


class IssuedOrder(InsertOnly):
    """An order as issued: number, text, what it does, and the frozen PDF. Written once, in one transaction."""

    order = models.OneToOneField(Order, models.PROTECT, related_name="issued", verbose_name="zarządzenie")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="issued_orders", verbose_name="ośrodek")
    year = models.PositiveSmallIntegerField("rok")
    number = models.PositiveIntegerField("kolejny numer")
    number_text = models.CharField("numer", max_length=40)
    signed_on = models.DateField("z dnia")
    effective_on = models.DateField("wchodzi w życie")
    subject = models.CharField("w sprawie", max_length=500)
    text = models.JSONField("treść")
    effects = models.JSONField("skutki")
    text_hash = models.CharField("skrót treści", max_length=64)
    document = models.OneToOneField(
        FrozenDocument, models.PROTECT, related_name="issued_order", verbose_name="dokument"
    )
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="wydał(a)")
    issued_by_name = models.CharField("wydał(a)", max_length=200)
    issued_at = models.DateTimeField("wydano")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "wydane zarządzenie", "wydane zarządzenia"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "year", "number"],
                name="order_number_is_unique_in_a_year",
                violation_error_message="Ten numer zarządzenia jest już zajęty.",
            ),
            models.UniqueConstraint(
                fields=["centre", "number_text"],
                name="order_number_is_written_once_in_a_centre",
                violation_error_message="Ten numer zarządzenia jest już zajęty.",
            ),
        ]

    def __str__(self):
        return f"zarządzenie nr {self.number_text}"

    def get_absolute_url(self):
        return reverse("orders:order", args=[self.order_id])
