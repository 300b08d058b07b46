"""Meetings of teams: what was planned, who was there, what was said and decided, and the minutes made of it all.
Everything may be mended until the minutes are approved; then the database lets nothing change (migration 0002)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import Centre, Person, User
from apps.consultations.models import DocumentOpinion, DocumentVersion
from apps.core.models import InsertOnly
from apps.core.polish import day_in_words
from apps.documents.models import FrozenDocument
from apps.opinions.models import Opinion
from apps.orders.models import Order
from apps.teams.models import Ballot, Function, Team
from apps.teams.rules import teams_of


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody in the centre, as with teams and opinions; what is only being prepared, the team itself."""
        if not user.centre_id:
            return self.none()
        hidden = Q(status=Meeting.Status.PREPARING) & ~Q(team__in=teams_of(user).values("pk"))
        return self.filter(centre=user.centre_id).exclude(hidden)

    def whole(self):
        """With what its page and its minutes name, without the long text of the order."""
        long = ("team__issued_order__text", "team__issued_order__effects")
        together = ("centre", "team__issued_order", "team__pilot", "presider", "recorder")
        return self.select_related(*together).defer(*long)


class Meeting(models.Model):
    """Posiedzenie zespołu. `rules`: those of the team's orders in force that day, kept when it is opened."""

    class Status(models.TextChoices):
        PREPARING = "preparing", "przygotowywane"
        CALLED = "called", "zwołane"
        OPEN = "open", "trwa"
        CLOSED = "closed", "zakończone"
        REVIEW = "review", "protokół do uwag"
        APPROVED = "approved", "protokół zatwierdzony"
        CANCELLED = "cancelled", "odwołane"

    class Mode(models.TextChoices):
        ON_SITE = "on_site", "na miejscu"
        REMOTE = "remote", "zdalnie"

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="meetings", verbose_name="ośrodek")
    team = models.ForeignKey(
        Team, models.DO_NOTHING, db_constraint=False, related_name="meetings", verbose_name="zespół"
    )
    status = models.CharField("stan", max_length=12, choices=Status.choices, default=Status.PREPARING)
    held_on = models.DateField("dzień")
    starts_at = models.TimeField("godzina")
    mode = models.CharField("sposób", max_length=10, choices=Mode.choices)
    place = models.CharField("miejsce albo sposób połączenia", max_length=300)
    version = models.PositiveIntegerField("zapis", default=1)
    planned_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zaplanował(a)")
    planned_at = models.DateTimeField("zaplanowano")
    called_at = models.DateTimeField("zwołano", null=True)
    opened_at = models.DateTimeField("otwarto", null=True)
    closed_at = models.DateTimeField("zakończono", null=True)
    presider = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="prowadzi")
    recorder = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name="protokołuje")
    rules = models.JSONField("zasady z zarządzenia", default=dict)
    next_on = models.DateField("następne posiedzenie", null=True)
    remarks_until = models.DateField("uwagi do protokołu do", null=True)
    cancelled_at = models.DateTimeField("odwołano", null=True)
    cancelled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="odwołał(a)")
    cancelled_why = models.TextField("dlaczego odwołano", blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "posiedzenie", "posiedzenia"
        ordering = ["-held_on", "-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["preparing", "called", "cancelled"], opened_at=None, presider=None)
                | Q(
                    status__in=["open", "closed", "review", "approved"],
                    opened_at__isnull=False,
                    presider__isnull=False,
                    recorder__isnull=False,
                ),
                name="a_meeting_that_was_opened_is_presided",
            ),
            models.CheckConstraint(
                condition=Q(presider=None) | ~Q(presider=models.F("recorder")),
                name="who_presides_does_not_record",
            ),
            models.CheckConstraint(
                condition=(Q(status="cancelled") & ~Q(cancelled_why="") & Q(cancelled_at__isnull=False))
                | (~Q(status="cancelled") & Q(cancelled_why="", cancelled_at=None)),
                name="a_cancelled_meeting_says_why",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["review", "approved"], remarks_until__isnull=False)
                | (~Q(status__in=["review", "approved"]) & Q(remarks_until=None)),
                name="minutes_under_review_have_a_deadline",
            ),
        ]

    def __str__(self):
        return f"posiedzenie {self.team.name_genitive}, {day_in_words(self.held_on)}"

    def get_absolute_url(self):
        return reverse("meetings:meeting", args=[self.pk])


class Seat(models.Model):
    """One member of the team, frozen from the roster of the day when the meeting opened, and whether they were there.
    `note`: when somebody came later or left earlier."""

    class Presence(models.TextChoices):
        PRESENT = "present", "obecność"
        EXCUSED = "excused", "nieobecność usprawiedliwiona"
        ABSENT = "absent", "nieobecność"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="seats", verbose_name="posiedzenie")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="osoba")
    name = models.CharField("imię i nazwisko", max_length=200)
    function = models.CharField("funkcja", max_length=20, choices=Function.choices)
    provision = models.CharField("podstawa", max_length=120)
    rank = models.IntegerField("kolejność")
    presence = models.CharField("obecność", max_length=10, choices=Presence.choices, blank=True)
    note = models.CharField("uwagi", max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "miejsce na posiedzeniu", "miejsca na posiedzeniach"
        ordering = ["rank", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="a_member_sits_once")]

    def __str__(self):
        return self.name


class Guest(models.Model):
    """Somebody invited, without a vote."""

    DELETABLE = True

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="guests", verbose_name="posiedzenie")
    name = models.CharField("imię i nazwisko", max_length=200)
    capacity = models.CharField("w jakim charakterze", max_length=200)

    class Meta:
        verbose_name, verbose_name_plural = "osoba zaproszona", "osoby zaproszone"
        ordering = ["pk"]

    def __str__(self):
        return self.name


class AgendaItem(models.Model):
    """Punkt porządku obrad: what it is about, and, once the meeting is open, its course and the ballot held on it."""

    DELETABLE = True

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items", verbose_name="posiedzenie")
    rank = models.PositiveSmallIntegerField("kolejność")
    title = models.CharField("punkt", max_length=300)
    opinion = models.ForeignKey(Opinion, models.PROTECT, null=True, related_name="agenda", verbose_name="opinia")
    document_opinion = models.ForeignKey(
        DocumentOpinion, models.PROTECT, null=True, related_name="agenda", verbose_name="opinia o dokumencie"
    )
    order = models.ForeignKey(Order, models.SET_NULL, null=True, related_name="agenda", verbose_name="zarządzenie")
    document_version = models.ForeignKey(
        DocumentVersion, models.PROTECT, null=True, related_name="agenda", verbose_name="wersja dokumentu"
    )
    course = models.TextField("przebieg", blank=True)
    ballot = models.OneToOneField(
        Ballot, models.PROTECT, null=True, related_name="agenda_item", verbose_name="głosowanie"
    )
    version = models.PositiveIntegerField("zapis", default=1)

    class Meta:
        verbose_name, verbose_name_plural = "punkt porządku obrad", "punkty porządku obrad"
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opinion=None, document_opinion=None, order=None)
                | Q(opinion=None, document_opinion=None, document_version=None)
                | Q(opinion=None, order=None, document_version=None)
                | Q(document_opinion=None, order=None, document_version=None),
                name="an_item_is_about_one_thing",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def centre_id(self):
        return self.meeting.centre_id

    @property
    def subject(self):
        """What the item is about, or None."""
        return self.opinion or self.document_opinion or self.order or self.document_version


class Decision(models.Model):
    """Ustalenie: what was settled under an item, who does it and until when."""

    DELETABLE = True

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions", verbose_name="punkt")
    text = models.TextField("ustalenie")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="meeting_decisions", verbose_name="kto wykona"
    )
    due_on = models.DateField("do kiedy", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "ustalenie", "ustalenia"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(due_on=None) | Q(person__isnull=False), name="a_deadline_is_somebodys")
        ]

    def __str__(self):
        return self.text[:80]


class DecisionDone(InsertOnly):
    """Somebody noted that what was settled has been done."""

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="done", verbose_name="ustalenie")
    note = models.TextField("jak wykonano", blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="odnotował(a)")
    done_at = models.DateTimeField("odnotowano")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "wykonanie ustalenia", "wykonania ustaleń"

    def __str__(self):
        return f"wykonano: {self.decision}"


class MinutesRemark(models.Model):
    """Uwaga do protokołu of somebody who was present, and what became of it."""

    class Disposition(models.TextChoices):
        TAKEN = "taken", "uwzględniona"
        REJECTED = "rejected", "nieuwzględniona"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="remarks", verbose_name="posiedzenie")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="osoba")
    person_name = models.CharField("imię i nazwisko", max_length=200)
    body = models.TextField("uwaga")
    filed_at = models.DateTimeField("zgłoszono")
    disposition = models.CharField("rozpatrzenie", max_length=10, choices=Disposition.choices, blank=True)
    reason = models.TextField("uzasadnienie", blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="rozpatrzył(a)")
    answered_at = models.DateTimeField("rozpatrzono", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "uwaga do protokołu", "uwagi do protokołu"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(disposition="", answered_at=None, answered_by=None)
                | Q(disposition__in=["taken", "rejected"], answered_at__isnull=False, answered_by__isnull=False),
                name="a_remark_on_minutes_is_answered_whole",
            ),
            models.CheckConstraint(
                condition=~Q(disposition="rejected") | ~Q(reason=""), name="a_rejected_remark_on_minutes_says_why"
            ),
        ]

    def __str__(self):
        return f"uwaga: {self.person_name}"


class MinutesCounter(models.Model):
    """The last number of minutes of a team in a year. Locked while minutes are approved: no gap, no duplicate."""

    team = models.ForeignKey(Team, models.DO_NOTHING, db_constraint=False, related_name="+", verbose_name="zespół")
    year = models.PositiveSmallIntegerField("rok")
    last = models.PositiveIntegerField("ostatni numer", default=0)

    class Meta:
        verbose_name, verbose_name_plural = "licznik protokołów", "liczniki protokołów"
        constraints = [models.UniqueConstraint(fields=["team", "year"], name="one_counter_of_minutes_a_team_and_year")]

    def __str__(self):
        return f"{self.team_id} {self.year}: {self.last}"


class MinutesQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(centre=user.centre_id) if user.centre_id else self.none()


class Minutes(InsertOnly):
    """Protokół: approved, numbered in its team and the year of the meeting, its words and its bytes frozen."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes", verbose_name="posiedzenie")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="minutes", verbose_name="ośrodek")
    team = models.ForeignKey(
        Team, models.DO_NOTHING, db_constraint=False, related_name="minutes", verbose_name="zespół"
    )
    year = models.PositiveSmallIntegerField("rok")
    number = models.PositiveIntegerField("numer")
    content = models.JSONField("treść")
    content_hash = models.CharField("skrót treści", max_length=64)
    document = models.OneToOneField(FrozenDocument, models.PROTECT, related_name="minutes", verbose_name="dokument")
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zatwierdził(a)")
    approved_at = models.DateTimeField("zatwierdzono")

    objects = MinutesQuerySet.as_manager()

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "protokół", "protokoły"
        ordering = ["-year", "-number"]
        constraints = [models.UniqueConstraint(fields=["team", "year", "number"], name="minutes_are_numbered_once")]

    def __str__(self):
        return f"protokół nr {self.number_text}"

    @property
    def number_text(self):
        return f"{self.number}/{self.year}"
