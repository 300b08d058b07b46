"""Orders published in the centre's public bulletin (BIP, art. 8 ust. 6 of the act of 6.09.2001). What is public is
kept as it was published: the page and the file never follow a change of the program."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse

from apps.accounts.models import Centre, User
from apps.core.models import InsertOnly
from apps.documents.models import FrozenDocument
from apps.orders.models import IssuedOrder


class PublicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(centre_id=user.centre_id) if user.centre_id else self.none()

    def current(self):
        """The newest version of each order, withdrawn or not."""
        newer = Publication.objects.filter(issued_order=OuterRef("issued_order"), pk__gt=OuterRef("pk"))
        return self.exclude(Exists(newer))

    def in_force(self):
        """Current and not withdrawn: what a stranger may read."""
        return self.current().filter(withdrawal=None)

    def with_order(self):
        """With what a page says of the order, without its long texts."""
        heavy = ["issued_order__text", "issued_order__effects"]
        return self.select_related("issued_order", "document", "withdrawal", "centre").defer(*heavy)


class Publication(InsertOnly):
    """One version of an order as it was made public: which file, what was left out, who answers for it."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="publications", verbose_name="ośrodek")
    issued_order = models.ForeignKey(
        IssuedOrder, models.PROTECT, related_name="publications", verbose_name="zarządzenie"
    )
    document = models.OneToOneField(
        FrozenDocument, models.PROTECT, related_name="publication", verbose_name="wersja publiczna"
    )
    without_members = models.BooleanField("bez nazwisk zwykłych członków", default=False)
    produced_by = models.CharField("wytworzył(a) informację", max_length=200)
    produced_on = models.DateField("data wytworzenia")
    entered_by = models.CharField("wprowadził(a) do BIP", max_length=200)
    published_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="opublikował(a)")
    published_at = models.DateTimeField("opublikowano")
    note = models.CharField("co się zmieniło", max_length=500, blank=True)
    exclusion = models.TextField("wyłączenie jawności", blank=True, help_text="zakres, podstawa i kto wyłączył")
    text = models.JSONField("treść publiczna", help_text="to, co drukuje wersja publiczna, bez danych wyłączonych")

    objects = PublicationQuerySet.as_manager()

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "publikacja", "publikacje"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.issued_order} w BIP"

    def get_absolute_url(self):
        return reverse("publication:bip_order", args=[self.centre.slug, self.issued_order.order_id])

    @property
    def taken_back(self):
        """The withdrawal, or None."""
        return getattr(self, "withdrawal", None)


class Withdrawal(InsertOnly):
    """A publication taken back; its entry stays with the reason (art. 8 ust. 5)."""

    publication = models.OneToOneField(
        Publication, models.PROTECT, related_name="withdrawal", verbose_name="publikacja"
    )
    reason = models.TextField("powód")
    legal_basis = models.CharField("podstawa prawna wyłączenia jawności", max_length=300, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="wycofał(a)")
    withdrawn_by_name = models.CharField("wycofał(a)", max_length=200)
    withdrawn_at = models.DateTimeField("wycofano")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "wycofanie z BIP", "wycofania z BIP"

    def __str__(self):
        return f"{self.publication}: wycofano"

    @property
    def centre_id(self):
        return self.publication.centre_id


class CentreNotice(models.Model):
    """What a centre must tell about the program itself: the accessibility statement (act of 4.04.2019, art. 10) and who
    answers for personal data (GDPR art. 13). The rest of both texts is the program's."""

    class Conformity(models.TextChoices):
        FULL = "full", "zgodny z ustawą"
        PARTLY = "partly", "częściowo zgodny z ustawą"
        NONE = "none", "niezgodny z ustawą"

    class Assessor(models.TextChoices):
        OWN = "own", "samoocena ośrodka"
        OUTSIDE = "outside", "badanie podmiotu zewnętrznego"

    centre = models.OneToOneField(Centre, models.PROTECT, related_name="notice", verbose_name="ośrodek")
    site_since = models.DateField("ośrodek pracuje w programie od")
    site_changed_on = models.DateField("ostatnia istotna zmiana programu")
    conformity = models.CharField("program jest", max_length=10, choices=Conformity.choices)
    shortcomings = models.TextField("co jest niedostępne i dlaczego", blank=True)
    prepared_on = models.DateField("deklarację sporządzono")
    reviewed_on = models.DateField("ostatni przegląd deklaracji")
    assessor = models.CharField("na podstawie", max_length=10, choices=Assessor.choices, default=Assessor.OWN)
    assessor_name = models.CharField("kto badał", max_length=200, blank=True)
    contact_name = models.CharField("kto odpowiada za dostępność", max_length=200)
    contact_email = models.EmailField("adres e-mail")
    contact_phone = models.CharField("telefon", max_length=40)
    premises = models.TextField("dostępność architektoniczna siedziby")
    address = models.CharField("adres siedziby", max_length=200)
    officer_name = models.CharField("inspektor ochrony danych", max_length=200)
    officer_email = models.EmailField("adres e-mail inspektora")
    privacy_more = models.TextField("co jeszcze trzeba powiedzieć", blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "informacje o programie", "informacje o programie"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(conformity__in=["full", "partly", "none"]), name="conformity_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(conformity="full") | ~models.Q(shortcomings=""),
                name="what_is_not_accessible_is_said",
                violation_error_message="Napisz, co jest niedostępne i dlaczego.",
            ),
            models.CheckConstraint(
                condition=models.Q(assessor="own") | models.Q(assessor="outside") & ~models.Q(assessor_name=""),
                name="an_outside_assessor_has_a_name",
                violation_error_message="Napisz, kto badał dostępność.",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewed_on__gte=models.F("prepared_on")),
                name="a_statement_is_reviewed_after_it_is_prepared",
                violation_error_message="Przegląd nie może być wcześniejszy niż sporządzenie deklaracji.",
            ),
        ]

    def __str__(self):
        return f"informacje o programie: {self.centre}"
