"""Orders published in the centre's public bulletin (BIP, art. 8 ust. 6 of the act of 6.09.2001)."""

from django.db import models

from apps.accounts.models import Centre, User
from apps.core.models import InsertOnly
from apps.documents.models import FrozenDocument
from apps.orders.models import IssuedOrder


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

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "publikacja", "publikacje"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.issued_order} w BIP"


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
