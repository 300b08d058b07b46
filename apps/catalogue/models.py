from django.db import models
from django.urls import reverse

from apps.accounts.models import User


class RecommendationKind(models.TextChoices):
    """Kinds named by Tabela 1; the list is open („m. in.”), hence `OTHER`."""

    MODEL = "model", "zmiana w modelu"
    SOLUTION = "solution", "zmiana w testowanym rozwiązaniu modelowym"
    TOOLS = "tools", "zmiana zastosowanych narzędzi"
    LAW = "law", "zmiana w przepisach prawa"
    VALUES = "values", "poszerzenie zasad i wartości"
    OTHER = "other", "inna"


class CatalogueVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody reads what is published; WRZOS also the version it is working on."""
        return self if user.is_wrzos else self.exclude(published_at=None)


class CatalogueVersion(models.Model):
    """One wording of Tabela 1. Published versions do not change; a correction is the next version."""

    number = models.PositiveSmallIntegerField("wersja", unique=True)
    label = models.CharField("oznaczenie", max_length=80, help_text="np. wersja robocza")
    title = models.TextField("tytuł tabeli")
    footnote = models.TextField("przypis do tabeli")
    published_at = models.DateTimeField("opublikowana", null=True)
    published_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="opublikował(a)")

    objects = CatalogueVersionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "wersja Tabeli 1", "wersje Tabeli 1"
        ordering = ["-number"]

    def __str__(self):
        return f"Tabela 1, wersja {self.number} ({self.label})"

    def get_absolute_url(self):
        return reverse("catalogue:table", args=[self.number])


class ModelElement(models.Model):
    """Element modelu: first column of Tabela 1."""

    version = models.ForeignKey(CatalogueVersion, models.PROTECT, related_name="elements", verbose_name="wersja")
    rank = models.PositiveSmallIntegerField("kolejność")
    name = models.TextField("element modelu")

    class Meta:
        verbose_name, verbose_name_plural = "element modelu", "elementy modelu"
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["version", "rank"], name="element_rank_is_unique_in_a_version")]

    def __str__(self):
        return self.name


class FinalProduct(models.Model):
    """Element produktu końcowego: third column, word for word."""

    class Kind(models.TextChoices):
        DETERMINATION = "determination", "określenie"
        OPINION = "opinion", "opinia"

    version = models.ForeignKey(CatalogueVersion, models.PROTECT, related_name="products", verbose_name="wersja")
    element = models.ForeignKey(ModelElement, models.PROTECT, related_name="products", verbose_name="element modelu")
    rank = models.PositiveSmallIntegerField("kolejność")
    code = models.CharField("oznaczenie", max_length=4, help_text="1, 2a, 2b, 3, 4a, 4b, 5")
    name = models.TextField("brzmienie w Tabeli 1")
    short_name = models.CharField("nazwa skrócona", max_length=120)
    kind = models.CharField("rodzaj", max_length=20, choices=Kind.choices)
    closes_after_pilot = models.BooleanField("zamykany po zakończeniu pilotażu")

    class Meta:
        verbose_name, verbose_name_plural = "produkt końcowy", "produkty końcowe"
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="product_code_is_unique_in_a_version")]

    def __str__(self):
        return f"Produkt {self.code}: {self.short_name}"

    def get_absolute_url(self):
        return reverse("catalogue:product", args=[self.version.number, self.code])

    def parts_of(self, step: "ImplementationStep | None") -> list["RequiredPart"]:
        """Parts of the product itself (None), or of the intermediate opinion that the step asks for."""
        rank = step.rank if step else None
        return [part for part in self.parts.all() if part.of_step == rank]


class ImplementationStep(models.Model):
    """Sposób wdrażania: one step of the second column, word for word, with the one who acts."""

    class Actor(models.TextChoices):
        DIRECTOR = "director", "dyrektor (kierownik) ośrodka"
        TEAM = "team", "zespół ds. wdrożenia modelu"
        COORDINATOR = "coordinator", "koordynator usług pomocy społecznej"
        BENEFITS_WORKERS = "benefits", "pracownicy ds. świadczeń"
        HR = "hr", "specjalista (pracownik) ds. kadr"
        CENTRE = "centre", "ośrodek"

    product = models.ForeignKey(FinalProduct, models.PROTECT, related_name="steps", verbose_name="produkt końcowy")
    rank = models.PositiveSmallIntegerField("kolejność")
    text = models.TextField("brzmienie w Tabeli 1")
    actor = models.CharField("kto działa", max_length=20, choices=Actor.choices)
    after_pilot = models.BooleanField("po zakończeniu pilotażu", default=False)
    intermediate_title = models.CharField(
        "opinia cząstkowa", max_length=120, blank=True, help_text="nazwa skrócona opinii, której krok wymaga"
    )
    introduced_by = models.CharField(
        "wprowadzany zarządzeniem",
        max_length=40,
        blank=True,
        help_text="rodzaj dokumentu, który wprowadza zarządzenie (klucz z zarządzeń), np. special_benefit_rules",
    )

    class Meta:
        verbose_name, verbose_name_plural = "sposób wdrażania", "sposoby wdrażania"
        ordering = ["rank"]
        constraints = [models.UniqueConstraint(fields=["product", "rank"], name="step_rank_is_unique_in_a_product")]

    def __str__(self):
        return f"krok {self.rank} produktu {self.product.code}"

    @property
    def continues(self):
        """Whether it goes on with the sentence of the step before: one sentence may name two who act."""
        return self.text[:1].islower()


class RequiredPart(models.Model):
    """What a product must contain: a section of text, plusy, minusy, or recommendations of one kind (domain 1.4)."""

    class Kind(models.TextChoices):
        SECTION = "section", "część opisowa"
        ADVANTAGES = "advantages", "plusy"
        DISADVANTAGES = "disadvantages", "minusy"
        RECOMMENDATIONS = "recommendations", "rekomendacje"

    product = models.ForeignKey(FinalProduct, models.PROTECT, related_name="parts", verbose_name="produkt końcowy")
    rank = models.PositiveSmallIntegerField("kolejność")
    kind = models.CharField("rodzaj", max_length=20, choices=Kind.choices)
    title = models.CharField("tytuł", max_length=200)
    hint = models.TextField("podpowiedź", blank=True)
    good_example = models.TextField("dobry przykład", blank=True)
    weak_example = models.TextField("słaby przykład", blank=True)
    of_step = models.PositiveSmallIntegerField(
        "część opinii cząstkowej kroku", null=True, blank=True, help_text="puste: część produktu końcowego"
    )
    recommendation_kind = models.CharField(
        "rodzaj rekomendacji", max_length=20, choices=RecommendationKind.choices, blank=True
    )

    class Meta:
        verbose_name, verbose_name_plural = "wymagana część", "wymagane części"
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["product", "rank"], name="part_rank_is_unique_in_a_product"),
            models.CheckConstraint(
                condition=models.Q(kind="recommendations") ^ models.Q(recommendation_kind=""),
                name="only_recommendations_have_a_recommendation_kind",
            ),
        ]

    def __str__(self):
        return self.title


class EvaluationTool(models.Model):
    """Narzędzie ewaluacyjne that WRZOS prepared for the pilot: the footnote to Tabela 1 wants opinions written with
    such tools. What it is stands here; its result in a centre is a piece of that centre's evidence."""

    name = models.CharField("nazwa", max_length=200, unique=True)
    description = models.TextField("do czego służy", blank=True)
    address = models.URLField("gdzie jest", max_length=1000, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="dodał(a)")
    added_at = models.DateTimeField("dodano")
    withdrawn_at = models.DateTimeField("wycofano", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "narzędzie ewaluacyjne WRZOS", "narzędzia ewaluacyjne WRZOS"
        ordering = ["name"]

    def __str__(self):
        return self.name
