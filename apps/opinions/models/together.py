from django.db import models
from django.db.models import F, Q

from apps.accounts.models import Person, User
from apps.catalogue.models import RecommendationKind
from apps.core.models import InsertOnly
from apps.implementation.models import Evidence

from .opinion import Opinion
from .writing import Finding, Recommendation, Section


class ContributionRound(models.Model):
    """Zbieranie propozycji: each member gives pluses, minuses and recommendations before seeing those of others."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="rounds", verbose_name="opinia")
    deadline_on = models.DateField("do kiedy")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="otworzył(a)")
    opened_at = models.DateTimeField("otwarto")
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="zamknął/zamknęła")
    closed_at = models.DateTimeField("zamknięto", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "zbieranie propozycji", "zbierania propozycji"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opinion"], condition=Q(closed_at=None), name="one_open_round_of_contributions"
            )
        ]

    def __str__(self):
        return f"zbieranie propozycji: {self.opinion}"

    @property
    def centre_id(self):
        return self.opinion.centre_id


class Contribution(models.Model):
    """Propozycja of one member: a plus, a minus or a recommendation. Others see it once it is submitted and they have
    submitted theirs, or the round is closed. Merged, it points to what it became part of."""

    DELETABLE = True

    class Kind(models.TextChoices):
        ADVANTAGE = "advantage", "plus"
        DISADVANTAGE = "disadvantage", "minus"
        RECOMMENDATION = "recommendation", "rekomendacja"

    round = models.ForeignKey(
        ContributionRound, models.PROTECT, related_name="contributions", verbose_name="zbieranie propozycji"
    )
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="autor")
    kind = models.CharField("rodzaj", max_length=20, choices=Kind.choices)
    recommendation_kind = models.CharField(
        "rodzaj rekomendacji", max_length=20, choices=RecommendationKind.choices, blank=True
    )
    body = models.TextField("treść")
    addressee = models.CharField("adresat", max_length=200, blank=True)
    justification = models.TextField("uzasadnienie", blank=True)
    legal_act = models.CharField("akt prawny", max_length=300, blank=True)
    article = models.CharField("przepis", max_length=100, blank=True)
    proposed_wording = models.TextField("proponowane brzmienie", blank=True)
    version = models.PositiveIntegerField("wersja", default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono")
    submitted_at = models.DateTimeField("złożono", null=True)
    finding = models.ForeignKey(
        Finding, models.SET_NULL, null=True, related_name="contributions", verbose_name="plus albo minus"
    )
    recommendation = models.ForeignKey(
        Recommendation, models.SET_NULL, null=True, related_name="contributions", verbose_name="rekomendacja"
    )
    set_aside = models.TextField("dlaczego odłożono", blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "propozycja", "propozycje"
        ordering = ["kind", "recommendation_kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="recommendation") ^ Q(recommendation_kind=""),
                name="only_a_proposed_recommendation_has_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(finding=None) | Q(recommendation=None), name="a_contribution_merges_into_one_thing"
            ),
        ]

    def __str__(self):
        return self.body[:80]

    @property
    def centre_id(self):
        return self.round.centre_id

    @property
    def stands_on(self) -> list[Evidence]:
        """In the order of the register."""
        return sorted((one.evidence for one in self.supports.all()), key=lambda piece: piece.number)


class ContributionEvidence(models.Model):
    """A piece of the evidence register on which a proposal stands. What the proposal becomes part of cites it."""

    DELETABLE = True

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="supports", verbose_name="propozycja")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+", verbose_name="dowód")

    class Meta:
        verbose_name, verbose_name_plural = "dowód propozycji", "dowody propozycji"
        ordering = ["evidence__number"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "evidence"], name="a_proposal_stands_on_evidence_once")
        ]

    def __str__(self):
        return f"{self.evidence} → {self.contribution}"


class Stance(models.Model):
    """Whether another member agrees with a contribution."""

    class Choice(models.TextChoices):
        AGREE = "agree", "zgadzam się"
        DISAGREE = "disagree", "nie zgadzam się"

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="stances", verbose_name="propozycja")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="osoba")
    choice = models.CharField("stanowisko", max_length=10, choices=Choice.choices)
    reason = models.TextField("uzasadnienie", blank=True)
    taken_at = models.DateTimeField("zajęto")

    class Meta:
        verbose_name, verbose_name_plural = "stanowisko", "stanowiska"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["contribution", "person"], name="one_stance_a_person")]

    def __str__(self):
        return f"{self.person}: {self.get_choice_display()}"


class Contradiction(models.Model):
    """Sprzeczność: two proposals that say the contrary, as somebody marked them. It takes neither side."""

    DELETABLE = True

    one = models.ForeignKey(Contribution, models.PROTECT, related_name="+", verbose_name="propozycja")
    other = models.ForeignKey(Contribution, models.PROTECT, related_name="+", verbose_name="propozycja sprzeczna")
    reason = models.TextField("na czym polega sprzeczność", blank=True)
    marked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="oznaczył(a)")
    marked_at = models.DateTimeField("oznaczono")

    class Meta:
        verbose_name, verbose_name_plural = "sprzeczność propozycji", "sprzeczności propozycji"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="a_contradiction_is_marked_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="a_contradiction_is_of_two"),
        ]

    def __str__(self):
        return f"{self.one} ↔ {self.other}"


class Circulation(models.Model):
    """Uzgodnienia: the text shown to the whole team until a day, for remarks."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="circulations", verbose_name="opinia")
    deadline_on = models.DateField("uwagi do")
    working_days = models.PositiveSmallIntegerField("dni roboczych")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="przekazał(a)")
    opened_at = models.DateTimeField("przekazano")
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="zakończył(a)")
    closed_at = models.DateTimeField("zakończono", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "uzgodnienia", "uzgodnienia"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["opinion"], condition=Q(closed_at=None), name="one_open_circulation"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")), name="a_circulation_ends_after_it_began"
            ),
        ]

    def __str__(self):
        return f"uzgodnienia: {self.opinion}"

    @property
    def centre_id(self):
        return self.opinion.centre_id


class CirculationExtension(InsertOnly):
    """A later day for remarks, with the reason why."""

    circulation = models.ForeignKey(Circulation, models.PROTECT, related_name="extensions", verbose_name="uzgodnienia")
    from_on = models.DateField("poprzedni termin")
    to_on = models.DateField("nowy termin")
    reason = models.TextField("powód")
    extended_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="przedłużył(a)")
    extended_at = models.DateTimeField("przedłużono")

    class Meta(InsertOnly.Meta):
        verbose_name, verbose_name_plural = "przedłużenie terminu uwag", "przedłużenia terminów uwag"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gt=F("from_on")) & ~Q(reason=""), name="an_extension_is_later")
        ]

    def __str__(self):
        return f"przedłużenie: {self.circulation}"


class CirculationRemark(models.Model):
    """Uwaga of a member to the circulated text, with the answer of those who write it. Numbered for life."""

    class Nature(models.TextChoices):
        SUBSTANCE = "substance", "merytoryczna"
        WORDING = "wording", "redakcyjna"

    class Disposition(models.TextChoices):
        ACCEPTED = "accepted", "uwzględniona"
        PARTLY = "partly", "uwzględniona częściowo"
        REJECTED = "rejected", "nieuwzględniona"
        EXPLAINED = "explained", "wyjaśniona"
        WITHDRAWN = "withdrawn", "wycofana"

    circulation = models.ForeignKey(Circulation, models.PROTECT, related_name="remarks", verbose_name="uzgodnienia")
    number = models.PositiveSmallIntegerField("numer")
    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="remarks", verbose_name="część"
    )
    quote = models.TextField("fragment", blank=True)
    nature = models.CharField("charakter uwagi", max_length=10, choices=Nature.choices, default=Nature.SUBSTANCE)
    body = models.TextField("treść uwagi")
    justification = models.TextField("uzasadnienie uwagi", blank=True)
    proposed_wording = models.TextField("proponowane brzmienie", blank=True)
    author = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="autor")
    written_at = models.DateTimeField("zgłoszono")
    disposition = models.CharField("sposób rozpatrzenia", max_length=10, choices=Disposition.choices, blank=True)
    reason = models.TextField("uzasadnienie stanowiska", blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="rozpatrzył(a)")
    answered_at = models.DateTimeField("rozpatrzono", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "uwaga", "uwagi"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["circulation", "number"], name="a_remark_has_a_number_of_its_own"),
            models.CheckConstraint(
                condition=~Q(disposition__in=["rejected", "partly"]) | ~Q(reason=""),
                name="a_remark_not_accepted_has_a_reason",
                violation_error_message="Napisz, dlaczego uwagi nie uwzględniono albo uwzględniono ją tylko częściowo.",
            ),
        ]

    def __str__(self):
        return f"uwaga {self.number}"

    @property
    def centre_id(self):
        return self.circulation.centre_id
