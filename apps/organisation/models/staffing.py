from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from apps.accounts.models import POLISH, Centre

from .structure import KeyPost, Term, lasts, once_a_day


class Measure(models.Model):
    """What staffing is reckoned from: „liczba mieszkańców”, „rodziny i osoby samotne objęte pracą socjalną”. Those
    without a centre come with the program (`key` names them to the code); a centre adds its own."""

    centre = models.ForeignKey(
        Centre, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name="ośrodek"
    )
    key = models.CharField("klucz", max_length=20, blank=True)
    name = models.CharField("nazwa", max_length=200, db_collation=POLISH)
    rank = models.PositiveSmallIntegerField("kolejność", default=100)

    class Meta:
        verbose_name, verbose_name_plural = "wielkość", "wielkości"
        ordering = ["rank", "name"]
        constraints = [
            models.UniqueConstraint(
                F("centre"),
                Lower("name"),
                nulls_distinct=False,
                name="a_measure_is_named_once",
                violation_error_message="Ta wielkość jest już na liście.",
            )
        ]

    def __str__(self):
        return self.name


class MeasureTerm(Term):
    """How much a measure was in a centre, from a day until a day, and where the number comes from."""

    SAID, OF = ["value", "source"], ["centre", "measure"]

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name="ośrodek")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="terms", verbose_name="wielkość")
    value = models.DecimalField("wartość", max_digits=12, decimal_places=2)
    source = models.CharField("źródło", max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "wartość wielkości", "wartości wielkości"
        ordering = ["measure__rank", "since_on", "pk"]
        constraints = [
            *lasts("measure"),
            models.CheckConstraint(condition=Q(value__gte=0), name="a_measure_is_not_negative"),
            once_a_day(
                "a_measure_is_one_number_a_day", "centre", "measure", said="Ta wielkość ma już w tym czasie wartość."
            ),
        ]

    def __str__(self):
        return f"{self.measure}: {self.value}"


class IndicatorTerm(Term):
    """Wskaźnik zatrudnienia (tabela nr 23) of a key post in a centre, from a day until a day: one full-time equivalent
    for every `per` of the measure, and at least `at_least`. The values are the centre's: the program has none."""

    SAID, OF = ["measure", "per", "at_least", "source"], ["centre", "key_post"]

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name="ośrodek")
    key_post = models.ForeignKey(KeyPost, models.PROTECT, related_name="indicators", verbose_name="stanowisko kluczowe")
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="+", verbose_name="liczony od")
    per = models.DecimalField("1 etat na", max_digits=10, decimal_places=2)
    at_least = models.DecimalField("nie mniej etatów niż", max_digits=6, decimal_places=2, default=Decimal(0))
    source = models.CharField("źródło", max_length=300, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "wskaźnik zatrudnienia", "wskaźniki zatrudnienia"
        ordering = ["key_post__rank", "since_on", "pk"]
        constraints = [
            *lasts("indicator"),
            models.CheckConstraint(condition=Q(per__gt=0, at_least__gte=0), name="an_indicator_counts_something"),
            once_a_day(
                "an_indicator_is_one_a_day",
                "centre",
                "key_post",
                said="To stanowisko kluczowe ma już w tym czasie wskaźnik.",
            ),
        ]

    def __str__(self):
        return f"{self.key_post}: 1 etat na {self.per}"


class SocialWorkerTerm(Term):
    """Whether a centre counts a key post among its pracownicy socjalni (art. 110), from a day until a day. Without it,
    what the key post says by itself holds."""

    SAID, OF = ["counts"], ["centre", "key_post"]

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name="ośrodek")
    key_post = models.ForeignKey(KeyPost, models.PROTECT, related_name="+", verbose_name="stanowisko kluczowe")
    counts = models.BooleanField("liczy się jako pracownik socjalny")

    class Meta:
        verbose_name, verbose_name_plural = "pracownik socjalny według ustawy", "pracownicy socjalni według ustawy"
        ordering = ["key_post__rank", "since_on", "pk"]
        constraints = [
            *lasts("social_worker"),
            once_a_day(
                "a_key_post_counts_or_not_a_day",
                "centre",
                "key_post",
                said="To stanowisko kluczowe ma już w tym czasie inny zapis.",
            ),
        ]

    def __str__(self):
        return f"{self.key_post}: {'tak' if self.counts else 'nie'}"
