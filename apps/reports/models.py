"""What WRZOS makes of the recommendations it reads: themes that merge them, each with its sources."""

from django.db import models
from django.urls import reverse

from apps.accounts.models import User
from apps.catalogue.models import RecommendationKind
from apps.opinions.models import HandedRecommendation


class Theme(models.Model):
    """Temat: recommendations of several centres that say the same, or the contrary, merged by hand. It never changes
    the words of its sources; how many centres support it is counted, not stored."""

    DELETABLE = True

    kind = models.CharField("rodzaj", max_length=20, choices=RecommendationKind.choices)
    title = models.CharField("nazwa tematu", max_length=200, help_text="Krótko, np. „Zasiłek celowy z art. 39a”.")
    body = models.TextField(
        "wspólne brzmienie", blank=True, help_text="Co wynika ze wszystkich źródeł razem. Słowa źródeł się nie zmienią."
    )
    legal_act = models.CharField("akt prawny", max_length=300, blank=True)
    article = models.CharField("przepis", max_length=100, blank=True)
    version = models.PositiveIntegerField("wersja", default=1)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="połączył(a)")
    made_at = models.DateTimeField("połączono")

    class Meta:
        verbose_name, verbose_name_plural = "temat", "tematy"
        ordering = ["-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("recommendations:theme", args=[self.pk])


class ThemeSource(models.Model):
    """A handed recommendation in a theme: whether it supports it or says the contrary. In one theme at a time."""

    DELETABLE = True

    class Stance(models.TextChoices):
        SUPPORTS = "supports", "popiera"
        CONTRARY = "contrary", "jest przeciwna"

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="sources", verbose_name="temat")
    recommendation = models.OneToOneField(
        HandedRecommendation, models.PROTECT, related_name="theme_source", verbose_name="rekomendacja"
    )
    stance = models.CharField("stanowisko", max_length=10, choices=Stance.choices, default=Stance.SUPPORTS)
    note = models.CharField("na czym polega różnica", max_length=500, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="dołączył(a)")
    added_at = models.DateTimeField("dołączono")

    class Meta:
        verbose_name, verbose_name_plural = "źródło tematu", "źródła tematów"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.recommendation} – {self.get_stance_display()}"
