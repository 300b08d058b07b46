"""Teams and rosters are not stored: they are views over the issued orders. What is stored: documents
that experts write, and ballots."""

import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import Centre, Person, User
from apps.core.models import InsertOnly
from apps.orders.models import IssuedOrder
from apps.projects.models import Pilot


class Function(models.TextChoices):
    """What a person does in a team; words by gender stand in apps.teams.words."""

    CHAIR = "chair", "przewodniczący/a"
    DEPUTY = "deputy", "zastępca przewodniczącego/ej"
    SECRETARY = "secretary", "sekretarz"
    MEMBER = "member", "członek/członkini"


class ExpertDocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(pilot__centre_id=user.centre_id) if user.centre_id else self.none()


class ExpertDocument(models.Model):
    """Dokument ekspercki: what hired experts write, as a tree (ekspertyza 1 holds three separate documents)."""

    class Authority(models.TextChoices):
        DIRECTOR = "director", "dyrektor (zarządzeniem)"
        MAYOR = "mayor", "prezydent miasta"
        NONE = "none", "bez zatwierdzenia"

    class Kind(models.TextChoices):
        """What the document is."""

        REGULATIONS = "regulations", "Regulamin Organizacyjny"
        CHART = "chart", "schemat organizacyjny"
        DUTIES = "duties", "zakresy czynności"
        STUDY = "study", "ekspertyza"
        BENEFITS_POLICY = "benefits_policy", "Lokalna Polityka Świadczeń"
        INSTRUCTION = "instruction", "Instrukcja tworzenia i obiegu dokumentów"
        PROCEDURE_RULES = "procedure_rules", "Zasady postępowania"
        ORDER_DRAFT = "order_draft", "projekt zarządzenia"
        OTHER = "other", "inny dokument"

    pilot = models.ForeignKey(Pilot, models.PROTECT, related_name="expert_documents", verbose_name="pilotaż")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="część dokumentu"
    )
    rank = models.PositiveSmallIntegerField("kolejność")
    title = models.CharField("tytuł", max_length=500)
    kind = models.CharField("rodzaj", max_length=20, choices=Kind.choices, default=Kind.OTHER)
    description = models.TextField("czego dotyczy", blank=True)
    authority = models.CharField("zatwierdza", max_length=20, choices=Authority.choices)
    due_on = models.DateField("pierwsza wersja do dnia", null=True, blank=True)
    final_due_on = models.DateField("ostateczna wersja do dnia", null=True, blank=True)
    version = models.PositiveIntegerField("wersja", default=1)
    withdrawn_at = models.DateTimeField("wycofano", null=True, blank=True)
    withdrawn_why = models.TextField("dlaczego wycofano", blank=True)
    experts = models.ManyToManyField(Person, related_name="expert_documents", blank=True, verbose_name="eksperci")

    objects = ExpertDocumentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "dokument ekspercki", "dokumenty eksperckie"
        ordering = ["rank", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("consultations:document", args=[self.pk])

    @property
    def centre_id(self):
        return self.pilot.centre_id


ExpertDocument.experts.through.DELETABLE = True  # another expert may be named


class ByDayQuerySet(models.QuerySet):
    def on(self, day: datetime.date):
        """What was in force on the day."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=day), since_on__lte=day)


class TeamQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(centre_id=user.centre_id) if user.centre_id else self.none()

    def with_orders(self):
        """With the number and days of the order, without its long text."""
        return self.select_related("issued_order").defer("issued_order__text", "issued_order__effects")

    def in_force(self, day: datetime.date):
        """Teams that were at work on the day."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=day), effective_on__lte=day)


class Team(models.Model):
    """A team from the order that appoints it until one dissolves it (database view; the id is the appointing order's).
    What it works on and how stands in `Mandate`, for it changes."""

    id = models.BigIntegerField(primary_key=True)
    issued_order = models.ForeignKey(IssuedOrder, models.DO_NOTHING, related_name="teams")
    centre = models.ForeignKey(Centre, models.DO_NOTHING, related_name="teams")
    pilot = models.ForeignKey(Pilot, models.DO_NOTHING, null=True, related_name="teams")
    name = models.CharField("zespół", max_length=300)
    name_genitive = models.CharField("zespołu", max_length=300)
    effective_on = models.DateField("działa od")
    until_on = models.DateField("rozwiązany od", null=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "teams_team"
        ordering = ["effective_on", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("teams:team", args=[self.pk])

    def is_in_force(self, day: datetime.date) -> bool:
        return self.effective_on <= day and (self.until_on is None or day < self.until_on)

    @property
    def last_day(self):
        """The last day of its work; None: still at work."""
        return self.until_on and self.until_on - datetime.timedelta(days=1)


class Mandate(models.Model):
    """What a team works on and under which rules, from a day until another (exclusive; empty: still), as the orders
    in force say (database view). Rules that a later order changed name it: `order`, `changed`."""

    id = models.BigIntegerField(primary_key=True)
    team = models.ForeignKey(Team, models.DO_NOTHING, related_name="mandates")
    issued_order = models.ForeignKey(IssuedOrder, models.DO_NOTHING, related_name="+")
    centre = models.ForeignKey(Centre, models.DO_NOTHING, related_name="+")
    rules = models.JSONField("tryb pracy", null=True)
    products = models.JSONField("produkty końcowe")
    documents = models.JSONField("dokumenty")
    since_on = models.DateField("od")
    until_on = models.DateField("do (wyłącznie)", null=True)

    objects = ByDayQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "teams_mandate"
        ordering = ["since_on", "pk"]

    def __str__(self):
        return f"{self.team} ({self.since_on})"


class RosterInterval(models.Model):
    """One person's function in a team, from a day until another (exclusive; empty: still), with the provision that
    made it (database view over the issued orders)."""

    id = models.BigIntegerField(primary_key=True)
    team = models.ForeignKey(Team, models.DO_NOTHING, related_name="intervals")
    issued_order = models.ForeignKey(IssuedOrder, models.DO_NOTHING, related_name="+")
    centre = models.ForeignKey(Centre, models.DO_NOTHING, related_name="+")
    person = models.ForeignKey(Person, models.DO_NOTHING, related_name="team_intervals")
    name = models.CharField(max_length=200)
    description = models.CharField(max_length=300)
    function = models.CharField(max_length=20, choices=Function.choices)
    rank = models.IntegerField()
    unit = models.TextField("jednostka redakcyjna", help_text="gdzie osoba stoi w zarządzeniu o powołaniu")
    provision = models.CharField(max_length=60)
    since_on = models.DateField()
    until_on = models.DateField(null=True)

    objects = ByDayQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "teams_rosterinterval"
        ordering = ["rank", "pk"]

    def __str__(self):
        return f"{self.name} ({self.provision})"

    @property
    def last_day(self):
        """The last day in this function; None: still."""
        return self.until_on and self.until_on - datetime.timedelta(days=1)


class Ballot(InsertOnly):
    """A vote on exactly one content, by the people who were in the team the day it opened, under the order's rules."""

    class Mode(models.TextChoices):
        MEETING = "meeting", "na posiedzeniu"
        CIRCULAR = "circular", "w trybie obiegowym"

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="+", verbose_name="ośrodek")
    team = models.ForeignKey(
        Team, models.DO_NOTHING, db_constraint=False, related_name="ballots", verbose_name="zespół"
    )
    subject = models.CharField("przedmiot głosowania", max_length=300)
    content_hash = models.CharField("skrót treści", max_length=64)
    mode = models.CharField("tryb", max_length=20, choices=Mode.choices)
    rules = models.JSONField("zasady z zarządzenia")
    opened_at = models.DateTimeField("otwarto")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="otworzył(a)")
    deadline_on = models.DateField("głosy do", null=True)

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "głosowanie", "głosowania"
        constraints = [
            models.CheckConstraint(
                condition=Q(deadline_on=None) | Q(mode="circular"), name="only_a_circular_ballot_has_a_deadline"
            )
        ]

    def __str__(self):
        return f"głosowanie: {self.subject}"


class Elector(InsertOnly):
    """One entitled to vote, frozen from the roster of the day the ballot opened."""

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="electors", verbose_name="głosowanie")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="osoba")
    name = models.CharField("imię i nazwisko", max_length=200)
    function = models.CharField("funkcja", max_length=20, choices=Function.choices)
    provision = models.CharField("podstawa", max_length=120)
    rank = models.IntegerField("kolejność")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "uprawniony do głosowania", "uprawnieni do głosowania"
        ordering = ["rank", "pk"]
        constraints = [models.UniqueConstraint(fields=["ballot", "person"], name="an_elector_is_listed_once")]

    def __str__(self):
        return self.name


class Vote(InsertOnly):
    """A vote cast, once and by name."""

    class Choice(models.TextChoices):
        FOR = "for", "za"
        AGAINST = "against", "przeciw"
        ABSTAIN = "abstain", "wstrzymuję się"

    elector = models.OneToOneField(Elector, models.PROTECT, related_name="vote", verbose_name="uprawniony")
    choice = models.CharField("głos", max_length=10, choices=Choice.choices)
    reason = models.TextField("uzasadnienie", blank=True)
    cast_at = models.DateTimeField("oddano")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "głos", "głosy"
        constraints = [
            models.CheckConstraint(condition=Q(choice__in=["for", "against", "abstain"]), name="vote_choice_is_known")
        ]

    def __str__(self):
        return f"{self.elector}: {self.get_choice_display()}"


class BallotResult(InsertOnly):
    """How a ballot ended."""

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", "przyjęto"
        REJECTED = "rejected", "nie przyjęto"
        NO_QUORUM = "no_quorum", "brak kworum"
        WITHDRAWN = "withdrawn", "przerwano"

    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="result", verbose_name="głosowanie")
    outcome = models.CharField("wynik", max_length=20, choices=Outcome.choices)
    votes_for = models.PositiveSmallIntegerField("za")
    votes_against = models.PositiveSmallIntegerField("przeciw")
    abstentions = models.PositiveSmallIntegerField("wstrzymało się")
    entitled = models.PositiveSmallIntegerField("uprawnionych")
    decided_by_chair = models.BooleanField("rozstrzygnął głos przewodniczącego", default=False)
    note = models.TextField("uwagi", blank=True)
    closed_at = models.DateTimeField("zamknięto")
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zamknął/zamknęła")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "wynik głosowania", "wyniki głosowań"

    def __str__(self):
        return f"{self.ballot}: {self.get_outcome_display()}"
