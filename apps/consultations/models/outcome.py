from django.db import models
from django.db.models import Q

from apps.accounts.models import User
from apps.core.models import InsertOnly
from apps.orders.models import ExternalAct, IssuedOrder, Order
from apps.teams.models import ExpertDocument

from .versions import DocumentVersion


class Acceptance(InsertOnly):
    """The director accepted this version: it is what an order introduces or what goes to the Prezydent Miasta."""

    of_version = models.OneToOneField(DocumentVersion, models.PROTECT, related_name="acceptance", verbose_name="wersja")
    note = models.TextField("uwagi", blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zatwierdził(a)")
    accepted_by_name = models.CharField("zatwierdził(a)", max_length=200)
    accepted_at = models.DateTimeField("zatwierdzono")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "zatwierdzenie wersji", "zatwierdzenia wersji"

    def __str__(self):
        return f"zatwierdzenie: {self.of_version}"


class Forwarding(InsertOnly):
    """An accepted version was sent to the authority that puts it into force (Prezydent Miasta)."""

    of_version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="forwardings", verbose_name="wersja")
    addressee = models.CharField("do kogo", max_length=200, help_text="np. Prezydent Miasta Przykładowa")
    sent_on = models.DateField("przekazano dnia")
    case_number = models.CharField("znak sprawy", max_length=80, blank=True)
    note = models.TextField("uwagi", blank=True)
    forwarded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="przekazał(a)")
    forwarded_at = models.DateTimeField("wpisano")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "przekazanie dokumentu", "przekazania dokumentów"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.addressee}: {self.of_version}"

    @property
    def centre_id(self):
        return self.of_version.centre_id


class ResultingAct(InsertOnly):
    """The act that put a version into force, where our own order's effects do not say so: an act of another authority,
    or an order entered from paper."""

    of_version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="acts", verbose_name="wersja")
    issued_order = models.ForeignKey(
        IssuedOrder, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="zarządzenie"
    )
    external_act = models.ForeignKey(
        ExternalAct, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="akt zewnętrzny"
    )
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="wpisał(a)")
    recorded_at = models.DateTimeField("wpisano")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "akt wprowadzający", "akty wprowadzające"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(issued_order=None, external_act__isnull=False)
                | Q(issued_order__isnull=False, external_act=None),
                name="one_act_puts_a_version_into_force",
            ),
            models.UniqueConstraint(fields=["of_version", "issued_order"], name="an_order_is_recorded_once"),
            models.UniqueConstraint(fields=["of_version", "external_act"], name="an_act_is_recorded_once"),
        ]

    def __str__(self):
        return str(self.issued_order or self.external_act)


class OrderDraft(models.Model):
    """A draft order opened to teams for remarks: a document of its own whose versions are taken from the draft."""

    document = models.OneToOneField(ExpertDocument, models.PROTECT, related_name="order_draft", verbose_name="dokument")
    order = models.OneToOneField(
        Order, models.DO_NOTHING, db_constraint=False, related_name="opened_to_teams", verbose_name="zarządzenie"
    )
    introduces = models.ForeignKey(
        ExpertDocument, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="wprowadza dokument"
    )
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="otworzył(a)")
    opened_at = models.DateTimeField("otwarto")

    class Meta:
        verbose_name, verbose_name_plural = "projekt zarządzenia do uwag", "projekty zarządzeń do uwag"

    def __str__(self):
        return str(self.document)

    @property
    def centre_id(self):
        return self.document.centre_id
