from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import Person, User
from apps.core.models import InsertOnly
from apps.documents.models import FrozenDocument

from .structure import Position


class OfPosition(models.QuerySet):
    def visible_to(self, user):
        """Everybody in the centre; nobody else. A scope that is only drafted is for who keeps it (rules)."""
        return self.filter(position__centre_id=user.centre_id) if user.centre_id else self.none()


class ScopeOfDuties(models.Model):
    """Zakres czynności of a position: HR drafts it, the director accepts it, those on the position acknowledge it.
    On a day the accepted one with the latest `effective_on` not after it is in force."""

    class Status(models.TextChoices):
        DRAFT = "draft", "projekt"
        SUBMITTED = "submitted", "u dyrektora"
        ACCEPTED = "accepted", "zatwierdzony"

    position = models.ForeignKey(Position, models.PROTECT, related_name="scopes", verbose_name="stanowisko")
    number = models.PositiveSmallIntegerField("wersja zakresu")
    status = models.CharField("stan", max_length=10, choices=Status.choices, default=Status.DRAFT)
    purpose = models.TextField("cel stanowiska", blank=True)
    effective_on = models.DateField("obowiązuje od", null=True, blank=True)
    change_note = models.CharField("co zmieniono", max_length=300, blank=True)
    returned_note = models.TextField("dlaczego zwrócono do poprawy", blank=True)
    version = models.PositiveIntegerField("zapis", default=1)
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="założył(a)")
    created_at = models.DateTimeField("założono")
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono")
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="przekazał(a)")
    submitted_at = models.DateTimeField("przekazano", null=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="zatwierdził(a)")
    accepted_at = models.DateTimeField("zatwierdzono", null=True)
    document = models.OneToOneField(
        FrozenDocument, models.PROTECT, null=True, related_name="scope_of_duties", verbose_name="dokument"
    )

    DELETABLE = True

    objects = OfPosition.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "zakres czynności", "zakresy czynności"
        ordering = ["position", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["position", "number"], name="a_scope_of_a_position_once"),
            models.UniqueConstraint(
                fields=["position"],
                condition=~Q(status="accepted"),
                name="one_scope_in_work_a_position",
                violation_error_message="Następny zakres czynności tego stanowiska jest już w pracy.",
            ),
            models.UniqueConstraint(
                fields=["position", "effective_on"],
                condition=Q(status="accepted"),
                name="one_scope_begins_a_day",
                violation_error_message="Od tego dnia obowiązuje już inny zakres czynności tego stanowiska.",
            ),
            models.CheckConstraint(
                condition=~Q(status="accepted")
                | Q(
                    effective_on__isnull=False,
                    accepted_by__isnull=False,
                    accepted_at__isnull=False,
                    document__isnull=False,
                ),
                name="an_accepted_scope_says_since_when_and_by_whom",
            ),
        ]

    def __str__(self):
        return f"zakres czynności: {self.position}, wersja {self.number}"

    def get_absolute_url(self):
        return reverse("organisation:scope", args=[self.position_id, self.number])

    @property
    def centre_id(self):
        return self.position.centre_id


class Duty(models.Model):
    """One duty of a scope. Its tag says to which part of the model's work it belongs, so that a post which mixes
    social work with administrative procedure can be pointed out."""

    DELETABLE = True

    class Tag(models.TextChoices):
        SOCIAL_WORK = "social_work", "praca socjalna"
        PROCEDURE = "procedure", "postępowanie administracyjne"
        SERVICES = "services", "usługi"
        FIRST_CONTACT = "first_contact", "pierwszy kontakt"
        OTHER = "other", "inne"

    scope = models.ForeignKey(ScopeOfDuties, models.CASCADE, related_name="duties", verbose_name="zakres czynności")
    rank = models.PositiveSmallIntegerField("kolejność")
    body = models.TextField("czynność")
    tag = models.CharField("dziedzina", max_length=14, choices=Tag.choices, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "czynność", "czynności"
        ordering = ["rank", "pk"]

    def __str__(self):
        return self.body[:80]

    @property
    def centre_id(self):
        return self.scope.centre_id


class ScopeAcknowledgement(InsertOnly):
    """An employee confirmed having read the scope of the position held."""

    scope = models.ForeignKey(
        ScopeOfDuties, models.PROTECT, related_name="acknowledgements", verbose_name="zakres czynności"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="pracownik")
    person_name = models.CharField("imię i nazwisko", max_length=200)
    acknowledged_at = models.DateTimeField("potwierdzono")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "potwierdzenie zapoznania się", "potwierdzenia zapoznania się"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["scope", "person"], name="a_scope_is_acknowledged_once_by_a_person")
        ]

    def __str__(self):
        return f"{self.person_name}: {self.scope}"
