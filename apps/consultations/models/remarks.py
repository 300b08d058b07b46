from django.db import models
from django.db.models import F, Q

from apps.accounts.models import Person, User
from apps.teams.models import ExpertDocument, Team

from .versions import DocumentVersion


class Disposition(models.TextChoices):
    """Sposób rozpatrzenia of a remark; the words agree with „uwaga”."""

    ACCEPTED = "accepted", "uwzględniona"
    PARTLY = "partly", "uwzględniona częściowo"
    REJECTED = "rejected", "nieuwzględniona"
    EXPLAINED = "explained", "wyjaśniona"
    POINTLESS = "pointless", "bezprzedmiotowa"


class Remark(models.Model):
    """Uwaga of a member to a version, numbered in its document for life once submitted; until then a draft that only
    its author sees.

    `unit_label`: „§ 5 ust. 2” (empty: uwaga ogólna), `unit_key`: the unit's key in the version where it was pinned
    (empty for one that was typed), `place`: sorts in the natural order of the document, general ones first."""

    DELETABLE = True

    class Nature(models.TextChoices):
        SUBSTANCE = "substance", "merytoryczna"
        WORDING = "wording", "redakcyjna"

    document = models.ForeignKey(ExpertDocument, models.PROTECT, related_name="remarks", verbose_name="dokument")
    of_version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="remarks", verbose_name="wersja")
    team = models.ForeignKey(Team, models.DO_NOTHING, db_constraint=False, related_name="+", verbose_name="zespół")
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="autor")
    author_name = models.CharField("imię i nazwisko", max_length=200)
    number = models.PositiveIntegerField("numer", null=True)
    unit_key = models.CharField("klucz jednostki", max_length=120, blank=True)
    unit_label = models.CharField("jednostka redakcyjna", max_length=200, blank=True)
    place = models.CharField("miejsce w dokumencie", max_length=300, blank=True, db_collation="C")
    quote = models.TextField("przytoczone brzmienie", blank=True)
    nature = models.CharField("charakter uwagi", max_length=10, choices=Nature.choices, default=Nature.SUBSTANCE)
    body = models.TextField("treść uwagi")
    proposed_wording = models.TextField("proponowane brzmienie", blank=True)
    justification = models.TextField("uzasadnienie uwagi", blank=True)
    version = models.PositiveIntegerField("zapis", default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono")
    submitted_at = models.DateTimeField("złożono", null=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="połączona z uwagą"
    )
    merged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="połączył(a)")
    merged_at = models.DateTimeField("połączono", null=True)
    withdrawn_at = models.DateTimeField("wycofano", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "uwaga", "uwagi"
        ordering = ["place", "number", "pk"]
        indexes = [models.Index(fields=["of_version", "place", "number"], name="remarks_in_their_order")]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="a_remark_has_its_number_for_life"),
            models.CheckConstraint(
                condition=Q(number=None, submitted_at=None) | Q(number__isnull=False, submitted_at__isnull=False),
                name="a_submitted_remark_is_numbered",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None, merged_by=None, merged_at=None)
                | Q(merged_into__isnull=False, merged_by__isnull=False, merged_at__isnull=False),
                name="a_merged_remark_says_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="a_remark_is_not_its_own_twin"),
        ]

    def __str__(self):
        return f"uwaga nr {self.number}" if self.number else "uwaga niezłożona"

    @property
    def centre_id(self):
        return self.document.pilot.centre_id

    @property
    def unit_name(self) -> str:
        return self.unit_label or "uwaga ogólna"


class Answer(models.Model):
    """The expert's answer to a remark: what was done with it and why. Changed until the answers are handed over.
    What is not taken in whole, or is only explained, says why; one that has lost its object needs no more words."""

    remark = models.OneToOneField(Remark, models.PROTECT, related_name="answer", verbose_name="uwaga")
    disposition = models.CharField("sposób rozpatrzenia", max_length=10, choices=Disposition.choices, blank=True)
    reason = models.TextField("uzasadnienie stanowiska", blank=True)
    version = models.PositiveIntegerField("zapis", default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="rozpatrzył(a)")
    edited_at = models.DateTimeField("rozpatrzono")

    class Meta:
        verbose_name, verbose_name_plural = "odpowiedź na uwagę", "odpowiedzi na uwagi"
        constraints = [
            models.CheckConstraint(
                condition=Q(disposition__in=["", "accepted", "pointless"]) | ~Q(reason=""),
                name="an_answer_that_does_not_take_it_in_says_why",
                violation_error_message="Przy tym sposobie rozpatrzenia podaj uzasadnienie.",
            )
        ]

    def __str__(self):
        return f"{self.remark}: {self.get_disposition_display()}"

    @property
    def centre_id(self):
        return self.remark.centre_id


class Settlement(models.Model):
    """Where a remark that was taken in is settled: „załatwione w wersji 3, § 5”."""

    DELETABLE = True

    remark = models.OneToOneField(Remark, models.PROTECT, related_name="settlement", verbose_name="uwaga")
    in_version = models.ForeignKey(  # a version in work that is thrown away takes them along
        DocumentVersion, models.CASCADE, related_name="settlements", verbose_name="w wersji"
    )
    unit_key = models.CharField("klucz jednostki", max_length=120, blank=True)
    unit_label = models.CharField("jednostka redakcyjna", max_length=200, blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="wskazał(a)")
    settled_at = models.DateTimeField("wskazano")

    class Meta:
        verbose_name, verbose_name_plural = "załatwienie uwagi", "załatwienia uwag"

    def __str__(self):
        return f"{self.remark}: {self.in_version}"

    @property
    def centre_id(self):
        return self.remark.centre_id
