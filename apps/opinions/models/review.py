from django.db import models
from django.db.models import Q

from apps.accounts.models import User
from apps.core.models import InsertOnly

from .adopting import HandOver
from .opinion import Opinion


class ReviewRemark(models.Model):
    """Uwaga of a WRZOS reviewer to a chapter of what was handed over. The centre sees it with the decision; after it
    nothing of it changes."""

    DELETABLE = True

    hand_over = models.ForeignKey(HandOver, models.PROTECT, related_name="remarks", verbose_name="przekazanie do WRZOS")
    number = models.PositiveSmallIntegerField("numer")
    chapter = models.CharField("część", max_length=200, blank=True, help_text="puste: uwaga do całości")
    quote = models.TextField("fragment", blank=True)
    body = models.TextField("treść uwagi")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="napisał(a)")
    written_at = models.DateTimeField("napisano")
    version = models.PositiveIntegerField("wersja", default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono")

    class Meta:
        verbose_name, verbose_name_plural = "uwaga WRZOS", "uwagi WRZOS"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["hand_over", "number"], name="a_review_remark_has_a_number_of_its_own")
        ]

    def __str__(self):
        return f"uwaga WRZOS nr {self.number}"


class Review(InsertOnly):
    """What WRZOS decided about what was handed over."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "przyjęto jako ostateczne"
        RETURNED = "returned", "zwrócono"

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="reviews", verbose_name="opinia")
    hand_over = models.OneToOneField(
        HandOver, models.PROTECT, related_name="review", verbose_name="przekazanie do WRZOS"
    )
    outcome = models.CharField("rozstrzygnięcie", max_length=10, choices=Outcome.choices)
    reasons = models.TextField("uzasadnienie", blank=True)
    deadline_on = models.DateField("termin ponownego przekazania", null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="rozstrzygnął/rozstrzygnęła")
    decided_at = models.DateTimeField("rozstrzygnięto")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "rozstrzygnięcie WRZOS", "rozstrzygnięcia WRZOS"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="accepted", deadline_on=None)
                | (Q(outcome="returned", deadline_on__isnull=False) & ~Q(reasons="")),
                name="a_return_has_reasons_and_a_deadline",
            )
        ]
        indexes = [
            models.Index(fields=["deadline_on"], name="returned_until", condition=Q(outcome="returned")),
        ]

    def __str__(self):
        return f"{self.get_outcome_display()}: {self.opinion}"


class RemarkAnswer(models.Model):
    """The team's answer to a remark of WRZOS, written with the next edition and printed in it."""

    class Disposition(models.TextChoices):
        ACCEPTED = "accepted", "uwzględniona"
        PARTLY = "partly", "uwzględniona częściowo"
        REJECTED = "rejected", "nieuwzględniona"
        EXPLAINED = "explained", "wyjaśniona"

    remark = models.OneToOneField(ReviewRemark, models.PROTECT, related_name="answer", verbose_name="uwaga WRZOS")
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="answers", verbose_name="opinia")
    disposition = models.CharField("sposób rozpatrzenia", max_length=10, choices=Disposition.choices)
    body = models.TextField("odpowiedź", blank=True)
    version = models.PositiveIntegerField("wersja", default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono")

    class Meta:
        verbose_name, verbose_name_plural = "odpowiedź na uwagę WRZOS", "odpowiedzi na uwagi WRZOS"
        ordering = ["remark__number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(disposition="accepted") | ~Q(body=""),
                name="an_answer_that_does_not_accept_has_a_reason",
                violation_error_message="Napisz, dlaczego uwagi nie uwzględniono w całości.",
            )
        ]

    def __str__(self):
        return f"odpowiedź: {self.remark}"

    @property
    def centre_id(self):
        return self.opinion.centre_id
