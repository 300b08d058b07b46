"""Potwierdzenie zapoznania się: who was asked to read an order, and who has confirmed."""

from django.db import models
from django.db.models import Exists, OuterRef

from apps.accounts.models import Centre, Person, Role, User
from apps.core.models import InsertOnly
from apps.orders.models import IssuedOrder


class ReadingRequest(InsertOnly):
    """People asked at one moment to read one version of an order: the text as amended by `as_amended_by` (empty: as
    issued)."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="reading_requests", verbose_name="ośrodek")
    issued_order = models.ForeignKey(
        IssuedOrder, models.PROTECT, related_name="reading_requests", verbose_name="zarządzenie"
    )
    as_amended_by = models.ForeignKey(
        IssuedOrder, models.PROTECT, null=True, related_name="+", verbose_name="w brzmieniu nadanym przez"
    )
    text_hash = models.CharField("skrót treści", max_length=64)
    due_on = models.DateField("do dnia", null=True)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="poprosił(a)")
    asked_by_name = models.CharField("poprosił(a)", max_length=200)
    asked_at = models.DateTimeField("poproszono")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "prośba o zapoznanie się", "prośby o zapoznanie się"
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.issued_order}: zapoznanie się"


class ReaderQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The director and HR see everybody whom their centre asked; others themselves."""
        if not user.centre_id:
            return self.none()
        mine = self.filter(request__centre_id=user.centre_id)
        return mine if user.has_role(Role.DIRECTOR, Role.HR) else mine.filter(person_id=user.person_id)

    def asked_last(self):
        """Of each person and order only the last time they were asked: it stands for the earlier ones."""
        later = Reader.objects.filter(
            pk__gt=OuterRef("pk"),
            person=OuterRef("person"),
            request__issued_order=OuterRef("request__issued_order"),
        )
        return self.filter(~Exists(later))

    def waiting(self):
        """Who works here still and has not confirmed what they were asked last."""
        return self.asked_last().filter(acknowledgement=None, person__left_on=None)


class Reader(InsertOnly):
    """A person asked to read."""

    request = models.ForeignKey(ReadingRequest, models.PROTECT, related_name="readers", verbose_name="prośba")
    person = models.ForeignKey(Person, models.PROTECT, related_name="readings", verbose_name="osoba")

    objects = ReaderQuerySet.as_manager()

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "czytający", "czytający"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["request", "person"], name="a_reader_is_asked_once")]

    def __str__(self):
        return f"{self.request}: {self.person}"

    @property
    def centre_id(self):
        return self.request.centre_id


class Acknowledgement(InsertOnly):
    """The person's own confirmation, or a note that it was signed on paper (`on_paper`)."""

    reader = models.OneToOneField(Reader, models.PROTECT, related_name="acknowledgement", verbose_name="czytający")
    on_paper = models.BooleanField("podpis na papierowej liście", default=False)
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zapisał(a)")
    confirmed_at = models.DateTimeField("potwierdzono")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "potwierdzenie zapoznania się", "potwierdzenia zapoznania się"

    def __str__(self):
        return f"{self.reader}: potwierdzono"

    @property
    def centre_id(self):
        return self.reader.centre_id
