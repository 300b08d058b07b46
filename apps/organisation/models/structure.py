from datetime import timedelta
from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.urls import reverse

from apps.accounts.models import POLISH, Centre, Person, User

FULL_TIME = Decimal("1.00")


def _days():
    return Func(F("since_on"), F("until_on"), function="daterange")


def _only(field):
    """Equality of a key as ranges of one number: the index needs no extension of the database."""
    return Func(F(field), F(field), Value("[]"), function="int8range")


def once_a_day(name, *keys, among=None, said):
    """No two terms that stand have the same keys on the same day."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((_only(key), RangeOperators.OVERLAPS) for key in keys),
            (_days(), RangeOperators.OVERLAPS),
        ],
        condition=Q(withdrawn_at=None) & among if among else Q(withdrawn_at=None),
        violation_error_message=said,
    )


class TermQuerySet(models.QuerySet):
    def standing(self):
        """What is held to be true now; the rest was corrected or changed later."""
        return self.filter(withdrawn_at=None)

    def on(self, day):
        return self.standing().filter(Q(until_on=None) | Q(until_on__gt=day), since_on__lte=day)

    def known(self, day, at):
        """Of the day, as it was held to be true at that moment."""
        stood = self.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at), recorded_at__lte=at)
        return stood.filter(Q(until_on=None) | Q(until_on__gt=day), since_on__lte=day)


class Term(models.Model):
    """What was true of a thing from a day until another (exclusive; empty: until further notice).

    Written once. A change withdraws the terms it touches and writes anew what remains of them, so that both can be
    asked: how it was on a day, and what the centre held to be true when."""

    since_on = models.DateField("od dnia")
    until_on = models.DateField("do dnia (bez niego)", null=True, blank=True)
    recorded_at = models.DateTimeField("zapisano")
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zapisał(a)")
    withdrawn_at = models.DateTimeField("zastąpiono", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="zastąpił(a)"
    )

    SAID: list[str] = []  # the fields that say what was true
    OF: list[str] = []  # the fields that say of what

    objects = TermQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_standing(self):
        return self.withdrawn_at is None

    @property
    def last_on(self):
        """The last day on which it was so, or None."""
        return self.until_on - timedelta(days=1) if self.until_on else None


def lasts(table):
    return [
        models.CheckConstraint(
            condition=Q(until_on=None) | Q(until_on__gt=F("since_on")),
            name=f"{table}_lasts_at_least_a_day",
            violation_error_message="Koniec musi być późniejszy niż początek.",
        ),
        models.CheckConstraint(
            condition=Q(withdrawn_at=None, withdrawn_by=None)
            | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            name=f"{table}_withdrawn_by_somebody",
        ),
    ]


class KeyPost(models.Model):
    """A kind of post that the model counts as key (tabela 23). Those without a centre come with the model; a centre
    adds its own."""

    centre = models.ForeignKey(
        Centre, models.PROTECT, null=True, blank=True, related_name="key_posts", verbose_name="ośrodek"
    )
    name = models.CharField("nazwa", max_length=120, db_collation=POLISH)
    rank = models.PositiveSmallIntegerField("kolejność", default=100)
    is_social_worker = models.BooleanField("liczy się jako pracownik socjalny", default=False)
    withdrawn_at = models.DateTimeField("wycofano", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "stanowisko kluczowe", "stanowiska kluczowe"
        ordering = ["rank", "name"]
        constraints = [
            models.UniqueConstraint(
                F("centre"),
                Lower("name"),
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
                name="a_key_post_is_named_once",
                violation_error_message="To stanowisko kluczowe jest już na liście.",
            )
        ]

    def __str__(self):
        return self.name


class OwnedQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(centre_id=user.centre_id) if user.centre_id else self.none()


class Unit(models.Model):
    """Komórka organizacyjna: the same one through all its names, symbols and places in the structure."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="units", verbose_name="ośrodek")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "komórka organizacyjna", "komórki organizacyjne"

    def __str__(self):
        last = self.terms.standing().order_by("since_on").last()
        return last.name if last else "komórka organizacyjna"

    def get_absolute_url(self):
        return reverse("organisation:unit", args=[self.pk])


class UnitTerm(Term):
    """How a unit was called and where it stood in the structure, from a day until a day."""

    SAID, OF = ["name", "symbol", "parent", "rank"], ["unit"]

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="terms", verbose_name="komórka")
    parent = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="komórka nadrzędna"
    )
    name = models.CharField("nazwa", max_length=200, db_collation=POLISH)
    symbol = models.CharField("symbol", max_length=20, blank=True)
    rank = models.PositiveSmallIntegerField("kolejność", default=0)

    class Meta:
        verbose_name, verbose_name_plural = "okres komórki", "okresy komórek"
        ordering = ["rank", "name", "pk"]
        constraints = [
            *lasts("unit"),
            once_a_day("a_unit_is_one_thing_a_day", "unit", said="Ta komórka ma już w tym czasie inny zapis."),
        ]

    def __str__(self):
        return self.name

    @property
    def address(self):
        return reverse("organisation:unit", args=[self.unit_id])


class Position(models.Model):
    """Stanowisko in the structure: one post, or several of the same kind in one unit."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="positions", verbose_name="ośrodek")

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "stanowisko", "stanowiska"

    def __str__(self):
        last = self.terms.standing().order_by("since_on").last()
        return last.name if last else "stanowisko"

    def get_absolute_url(self):
        return reverse("organisation:position", args=[self.pk])


class PositionTerm(Term):
    """What a position was, in which unit and with how many full-time equivalents, from a day until a day."""

    SAID, OF = ["unit", "name", "symbol", "fte", "key_post", "leads"], ["position"]

    position = models.ForeignKey(Position, models.PROTECT, related_name="terms", verbose_name="stanowisko")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="komórka organizacyjna")
    name = models.CharField("nazwa", max_length=200, db_collation=POLISH)
    symbol = models.CharField("symbol", max_length=20, blank=True)
    fte = models.DecimalField("etaty", max_digits=5, decimal_places=2, default=FULL_TIME)
    key_post = models.ForeignKey(
        KeyPost, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="stanowisko kluczowe w modelu"
    )
    leads = models.BooleanField("kieruje komórką", default=False)

    class Meta:
        verbose_name, verbose_name_plural = "okres stanowiska", "okresy stanowisk"
        ordering = ["-leads", "name", "pk"]
        constraints = [
            *lasts("position"),
            models.CheckConstraint(condition=Q(fte__gt=0), name="a_position_has_some_time"),
            once_a_day(
                "a_position_is_one_thing_a_day", "position", said="To stanowisko ma już w tym czasie inny zapis."
            ),
            once_a_day(
                "a_unit_has_one_head_a_day",
                "unit",
                among=Q(leads=True),
                said="Ta komórka ma już w tym czasie stanowisko kierujące.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def address(self):
        return reverse("organisation:position", args=[self.position_id])


class Employment(Term):
    """A person on a position, for a part of full time or the whole of it, from a day until a day."""

    SAID, OF = ["fte"], ["position", "person"]

    position = models.ForeignKey(Position, models.PROTECT, related_name="employments", verbose_name="stanowisko")
    person = models.ForeignKey(Person, models.PROTECT, related_name="employments", verbose_name="osoba")
    fte = models.DecimalField("etat", max_digits=3, decimal_places=2, default=FULL_TIME)

    class Meta:
        verbose_name, verbose_name_plural = "zatrudnienie", "zatrudnienia"
        ordering = ["person__last_name", "person__first_name", "pk"]
        constraints = [
            *lasts("employment"),
            models.CheckConstraint(condition=Q(fte__gt=0, fte__lte=2), name="an_employment_has_some_time"),
            once_a_day(
                "a_person_holds_a_position_once",
                "position",
                "person",
                said="Ta osoba zajmuje już to stanowisko w tym czasie.",
            ),
        ]

    def __str__(self):
        return f"{self.person}"


class EmployeeImport(models.Model):
    """A list of employees that was sent and waits to be looked at. Nothing of it is true until it is confirmed."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name="ośrodek")
    file_name = models.CharField("nazwa pliku", max_length=200)
    rows = models.JSONField("wiersze")
    sent_at = models.DateTimeField("przesłano")
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="przesłał(a)")
    confirmed_at = models.DateTimeField("zatwierdzono", null=True)

    DELETABLE = True

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "lista pracowników", "listy pracowników"

    def __str__(self):
        return self.file_name
