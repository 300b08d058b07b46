from django.db import models
from django.urls import reverse

from apps.accounts.models import Centre, Role, User
from apps.core.models import InsertOnly
from apps.documents.models import FrozenDocument
from apps.projects.models import Pilot

from .text import USUAL_TITLE, title

AMENDING_TITLE = "zmieniające zarządzenie w sprawie"
AMENDING_KINDS = {"composition", "amendment"}


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
        """Issued orders are seen by everybody in the centre; drafts by the director and HR, and by the legal adviser
        those that were sent to one."""
        if not user.centre_id:
            return self.none()
        mine = self.filter(centre_id=user.centre_id)
        if user.has_role(Role.DIRECTOR, Role.HR):
            return mine
        sent = models.Exists(LegalRequest.objects.filter(order=models.OuterRef("pk")))
        seen = models.Q(status=Order.Status.ISSUED)
        return mine.filter(seen | models.Q(sent) if user.has_role(Role.LEGAL) else seen)


class Order(models.Model):
    """Zarządzenie: the draft, which changes until it is issued. What was issued stands in `IssuedOrder`."""

    DELETABLE = True

    class Status(models.TextChoices):
        DRAFT = "draft", "projekt"
        ISSUED = "issued", "wydane"

    class Kind(models.TextChoices):
        APPOINTMENT = "appointment", "powołanie zespołu"
        COMPOSITION = "composition", "zmiana składu zespołu"
        DISSOLUTION = "dissolution", "rozwiązanie zespołu"
        AMENDMENT = "amendment", "zmiana zarządzenia"
        INTRODUCTION = "introduction", "wprowadzenie dokumentu"
        FREE = "free", "inne zarządzenie"
        RECORDED = "recorded", "zarządzenie sprzed programu"

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
    drafting_unit = models.CharField("komórka opracowująca", max_length=200, blank=True, default="")
    case_number = models.CharField("znak sprawy", max_length=60, blank=True, default="")
    class_symbol = models.CharField("symbol klasyfikacyjny (JRWA)", max_length=20, blank=True, default="")
    archival_category = models.CharField("kategoria archiwalna", max_length=10, blank=True, default="")
    legal_basis = models.TextField("podstawa prawna", blank=True)
    body = models.JSONField("treść", default=list, help_text="drzewo jednostek redakcyjnych (apps.orders.text)")
    effects = models.JSONField("skutki", default=dict, help_text="dane, które zarządzenie ustanawia")
    typed = models.JSONField("wpisane dane", default=dict, help_text="co wpisano w formularz, także niedokończony")
    annexes = models.JSONField("załączniki", default=list, help_text="tytuł i drzewo jednostek każdego załącznika")
    amends = models.ForeignKey(
        "IssuedOrder",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amending_drafts",
        verbose_name="zmieniane zarządzenie",
    )
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
        indexes = [
            models.Index("centre", models.F("id").desc(), condition=~models.Q(drafting_unit=""), name="units_lately"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(effective="on_signing")
                | models.Q(effective_on__isnull=False)
                | models.Q(status="draft"),
                name="an_order_in_force_on_a_day_names_the_day",
            )
        ]

    def __str__(self):
        return f"zarządzenie {self.title_prefix} {self.subject}" if self.subject else "projekt zarządzenia"

    @property
    def title_prefix(self) -> str:
        """The words of the title that stand before the subject (ZTP § 138a ust. 3 for amending orders)."""
        return AMENDING_TITLE if self.kind in AMENDING_KINDS else USUAL_TITLE

    def get_absolute_url(self):
        return reverse("orders:order", args=[self.pk])


class IssuedOrderQuerySet(models.QuerySet):
    def not_struck(self):
        """Without entries that were made by mistake and struck."""
        return self.filter(struck=None)


class IssuedOrder(InsertOnly):
    """An order as issued: number, text, what it does, and the frozen PDF. Written once, in one transaction."""

    class Origin(models.TextChoices):
        ISSUED = "issued", "wydane w programie"
        RECORDED = "recorded", "wpisane, wydane przed programem"

    order = models.OneToOneField(Order, models.PROTECT, related_name="issued", verbose_name="zarządzenie")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="issued_orders", verbose_name="ośrodek")
    origin = models.CharField("pochodzenie", max_length=20, choices=Origin.choices, default=Origin.ISSUED)
    kind = models.CharField("rodzaj", max_length=20, choices=Order.Kind.choices, default=Order.Kind.APPOINTMENT)
    year = models.PositiveSmallIntegerField("rok")
    number = models.PositiveIntegerField("kolejny numer")
    number_text = models.CharField("numer", max_length=40)
    entry_number = models.PositiveSmallIntegerField("który wpis tego numeru", default=1, editable=False)
    signed_on = models.DateField("z dnia")
    effective_on = models.DateField("wchodzi w życie")
    subject = models.CharField("w sprawie", max_length=500)
    drafting_unit = models.CharField("komórka opracowująca", max_length=200, blank=True, default="")
    case_number = models.CharField("znak sprawy", max_length=60, blank=True, default="")
    class_symbol = models.CharField("symbol klasyfikacyjny (JRWA)", max_length=20, blank=True, default="")
    archival_category = models.CharField("kategoria archiwalna", max_length=10, blank=True, default="")
    text = models.JSONField("treść")
    effects = models.JSONField("skutki")
    text_hash = models.CharField("skrót treści", max_length=64)
    document = models.OneToOneField(
        FrozenDocument, models.PROTECT, related_name="issued_order", verbose_name="dokument"
    )
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="wydał(a)")
    issued_by_name = models.CharField("wydał(a)", max_length=200)
    issued_at = models.DateTimeField("wydano")
    chronology_reason = models.TextField(
        "powód daty wcześniejszej niż data poprzedniego zarządzenia", blank=True, default=""
    )

    objects = IssuedOrderQuerySet.as_manager()

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "wydane zarządzenie", "wydane zarządzenia"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["centre", "year", "number", "entry_number"],
                name="order_number_is_unique_in_a_year",
                violation_error_message="Ten numer zarządzenia jest już zajęty.",
            ),
            models.UniqueConstraint(
                fields=["centre", "number_text", "entry_number"],
                name="order_number_is_written_once_in_a_centre",
                violation_error_message="Ten numer zarządzenia jest już zajęty.",
            ),
        ]

    def __str__(self):
        return f"zarządzenie nr {self.number_text}"

    def get_absolute_url(self):
        return reverse("orders:order", args=[self.order_id])

    @property
    def title(self) -> str:
        """„w sprawie …” or „zmieniające zarządzenie w sprawie …”."""
        return title(self.text | {"subject": self.subject})


class StruckEntry(InsertOnly):
    """An entry of an order from paper that was made by mistake. It stays in the register, struck, with the reason; the
    same number may then be entered anew."""

    entry = models.OneToOneField(IssuedOrder, models.PROTECT, related_name="struck", verbose_name="wpis")
    reason = models.TextField("powód")
    struck_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="unieważnił(a)")
    struck_by_name = models.CharField("unieważnił(a)", max_length=200)
    struck_at = models.DateTimeField("unieważniono")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "unieważnienie wpisu", "unieważnienia wpisów"

    def __str__(self):
        return f"{self.entry}: wpis unieważniony"

    @property
    def centre_id(self):
        return self.entry.centre_id


class Relation(models.Model):
    """What one issued order does to another, since when and by which provision (database view)."""

    class Kind(models.TextChoices):
        AMENDS = "amends", "zmienia"
        REPEALS = "repeals", "uchyla"

    id = models.BigIntegerField(primary_key=True)
    centre = models.ForeignKey(Centre, models.DO_NOTHING, related_name="order_relations")
    newer = models.ForeignKey(IssuedOrder, models.DO_NOTHING, related_name="acts_on")
    older = models.ForeignKey(IssuedOrder, models.DO_NOTHING, related_name="acted_on_by")
    kind = models.CharField("rodzaj", max_length=20, choices=Kind.choices)
    since_on = models.DateField("od dnia")
    provision = models.TextField("przepis")

    class Meta:
        managed = False
        db_table = "orders_relation"
        ordering = ["since_on", "pk"]

    def __str__(self):
        return f"{self.newer} {self.get_kind_display()} {self.older}"


class LegalRequest(InsertOnly):
    """A draft was sent to the legal adviser: by whom, when, as it read then. Like the review it outlives a draft that
    is thrown away."""

    order = models.ForeignKey(
        Order, models.DO_NOTHING, db_constraint=False, related_name="legal_requests", verbose_name="zarządzenie"
    )
    text_hash = models.CharField("skrót treści", max_length=64)
    note = models.TextField("wiadomość dla radcy", blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="przekazał(a)")
    asked_by_name = models.CharField("imię i nazwisko", max_length=200)
    asked_at = models.DateTimeField("kiedy")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "przekazanie radcy prawnemu", "przekazania radcy prawnemu"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.asked_by_name}, {self.asked_at}"


class LegalReview(InsertOnly):
    """A legal adviser's word on exactly this text of a draft: agreed, or returned with remarks."""

    class Verdict(models.TextChoices):
        AGREED = "agreed", "uzgodniono pod względem prawnym"
        RETURNED = "returned", "zwrócono z uwagami"

    order = models.ForeignKey(
        Order, models.DO_NOTHING, db_constraint=False, related_name="legal_reviews", verbose_name="zarządzenie"
    )
    text_hash = models.CharField("skrót treści", max_length=64)
    text = models.JSONField("treść", default=dict)
    verdict = models.CharField("rozstrzygnięcie", max_length=20, choices=Verdict.choices)
    note = models.TextField("uwagi", blank=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="radca prawny")
    reviewed_by_name = models.CharField("imię i nazwisko", max_length=200)
    reviewed_at = models.DateTimeField("kiedy")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "uzgodnienie prawne", "uzgodnienia prawne"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.reviewed_by_name}: {self.get_verdict_display()}"

    @property
    def is_agreed(self):
        return self.verdict == self.Verdict.AGREED


class OwnedQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(centre_id=user.centre_id) if user.centre_id else self.none()


class OrderClause(models.Model):
    """A wording that the centre keeps for its orders: a legal basis or a final provision, ready to be put in."""

    DELETABLE = True

    class Kind(models.TextChoices):
        LEGAL_BASIS = "legal_basis", "podstawa prawna"
        FINAL_PROVISION = "final_provision", "przepis końcowy"

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="order_clauses", verbose_name="ośrodek")
    kind = models.CharField("rodzaj", max_length=20, choices=Kind.choices)
    name = models.CharField("nazwa", max_length=120, help_text="Po niej znajdziesz ją na liście.")
    text = models.TextField("treść")
    rank = models.PositiveSmallIntegerField("kolejność", default=0)
    version = models.PositiveIntegerField("wersja", default=1)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "wzór przepisu", "wzory przepisów"
        ordering = ["kind", "rank", "name"]
        constraints = [models.UniqueConstraint(fields=["centre", "kind", "name"], name="a_clause_is_named_once")]

    def __str__(self):
        return self.name


class ExternalAct(models.Model):
    """An act that is not the director's to issue (a Regulamin Organizacyjny of the Prezydent Miasta), so that it can
    be cited and found."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="external_acts", verbose_name="ośrodek")
    act_type = models.CharField("rodzaj aktu", max_length=80, help_text="np. zarządzenie, uchwała")
    issuer_genitive = models.CharField(
        "organ w dopełniaczu", max_length=200, help_text="np. Prezydenta Miasta Częstochowy"
    )
    number_text = models.CharField("numer", max_length=60, blank=True)
    dated_on = models.DateField("z dnia")
    title = models.CharField("tytuł", max_length=500, help_text="np. w sprawie nadania Regulaminu Organizacyjnego …")
    journal = models.CharField("ogłoszony w", max_length=300, blank=True, help_text="np. Dz. Urz. Woj. Śl. poz. …")
    effective_on = models.DateField("obowiązuje od", null=True, blank=True)
    until_on = models.DateField("obowiązuje do", null=True, blank=True)
    document = models.ForeignKey(
        FrozenDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dokument"
    )
    version = models.PositiveIntegerField("wersja", default=1)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="wpisał(a)")
    recorded_at = models.DateTimeField("wpisano")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "akt zewnętrzny", "akty zewnętrzne"
        ordering = ["-dated_on", "-pk"]

    def __str__(self):
        number = f" nr {self.number_text}" if self.number_text else ""
        return f"{self.act_type}{number} {self.issuer_genitive}"

    def get_absolute_url(self):
        return reverse("orders:external_act", args=[self.pk])
